import type { SqlTx } from '@galley/platform';
import type { DocumentTypeRow } from './document-question.js';
import { DocumentTypeUnknown } from './print-problems.js';

/** The type of documents of this code, also one that is not offered any more; null when there is none. */
export async function documentTypeOf(tx: SqlTx, code: string): Promise<DocumentTypeRow | null> {
  const [type] = await tx.$queryRaw<DocumentTypeRow[]>`
    select * from platform.document_type where code = ${code}`;
  return type ?? null;
}

/** `document-type-unknown` (400) when there is none, or it is not offered any more. */
export async function requireDocumentType(tx: SqlTx, code: string): Promise<DocumentTypeRow> {
  const type = await documentTypeOf(tx, code);
  if (type?.is_active) return type;
  throw DocumentTypeUnknown.error(`There is no type of document "${code}"; document-types lists them.`);
}
