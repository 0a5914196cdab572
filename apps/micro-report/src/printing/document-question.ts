import type { Json } from '@galley/dataset';
import { isUuid, type Prisma } from '@galley/platform';
import { parseBy, sourceParamsSchema } from '@galley/template';

export type DocumentTypeRow = Prisma.document_typeGetPayload<object>;

/** How the rows of a document are found in a source. */
export type DocumentKeys = Pick<DocumentTypeRow, 'id_column' | 'id_type' | 'number_column'>;

interface PrintSource {
  readonly source_type: string;
  readonly builder_key: string | null;
  readonly source_params: unknown;
}

type Filters = Readonly<Record<string, Json>>;

/**
 * The filters that find one document, named by its id or by its number. A view is asked for either; a function,
 * procedure or builder gets the parameter it has for it. Null when nothing can be of that name.
 */
export function documentFilters(template: PrintSource, keys: DocumentKeys, document: string): Filters | null {
  const { id_column, number_column } = keys;
  const byId = looksLike(keys.id_type, document) ? [{ [id_column]: document }] : [];
  if (template.source_type === 'view' && !template.builder_key) {
    const either = [...byId, ...(number_column === null ? [] : [{ [number_column]: document }])];
    return either.length > 1 ? { OR: either } : (either[0] ?? null);
  }
  const { params } = parseBy(sourceParamsSchema, template.source_params ?? { params: [] });
  const takesNumber = params.some(({ filter }) => filter === number_column);
  if (byId[0] || number_column === null || !takesNumber) return byId[0] ?? null;
  return { [number_column]: document };
}

/** What the layout and further datasets may call by name before the document itself is known. */
export function documentValues({ id_column, number_column }: DocumentKeys, document: string): Filters {
  return { ...(number_column !== null && { [number_column]: document }), [id_column]: document };
}

const INTEGER = /^\d{1,18}$/;

function looksLike(type: string, text: string): boolean {
  if (type === 'uuid') return isUuid(text);
  return type === 'integer' ? INTEGER.test(text) : true;
}
