import type { SqlTx } from '@galley/platform';
import type { DocumentTypeRow } from './document-question.js';

/** The type of documents of this code, also one that is not offered any more; null when there is none. */
export async function documentTypeOf(tx: SqlTx, code: string): Promise<DocumentTypeRow | null> {
  const [type] = await tx.$queryRaw<DocumentTypeRow[]>`
    select * from platform.document_type where code = ${code}`;
  return type ?? null;
}
