import type { DatasetBuilder } from '@galley/dataset';
import type { Principal, Tx } from '@galley/platform';
import { readDialog, sourceParamsSchema, TemplateError } from '@galley/template';
import { readColumnHints } from '../catalog/column-hints.js';
import { SourceNotFound } from '../datasets/dataset-problems.js';
import type { DatasetBuilders } from '../datasets/builders.js';
import type { BoundSource } from '../datasets/kinds/source-kind.js';
import type { DeclaredParam } from '../datasets/params/declared-params.js';

/** The columns of `tb_dataset_source` that reading takes. */
export const SOURCE_COLUMNS = {
  id: true,
  organization_id: true,
  name: true,
  label: true,
  source_type: true,
  source_name: true,
  source_params: true,
  builder_key: true,
  view_name: true,
  dialog: true,
  columns: true,
  max_rows: true,
  timeout_ms: true,
  definition_hash: true,
  version: true,
  created_at: true,
  updated_at: true,
} as const;

export type SourceRow = NonNullable<Awaited<ReturnType<typeof findRow>>>;

/** The live source of that name: the organization's own before the platform's. Throws `source-not-found`. */
export async function findSourceRow(tx: Tx, caller: Principal, name: string): Promise<SourceRow> {
  const row = await findRow(tx, caller, name);
  if (!row) throw sourceNotFound(name);
  return row;
}

export function sourceNotFound(name: string): ReturnType<typeof SourceNotFound.error> {
  return SourceNotFound.error(`There is no dataset source "${name}".`, { facts: { source: name } });
}

function findRow(tx: Tx, caller: Principal, name: string) {
  return tx.tb_dataset_source.findFirst({
    where: {
      name,
      deleted_at: null,
      OR: [{ organization_id: caller.organization.id }, { organization_id: null }],
    },
    select: SOURCE_COLUMNS,
    orderBy: { organization_id: { sort: 'asc', nulls: 'last' } },
  });
}

/** A row as it is read: `builder_key` wins over every name, `source_name` over the older `view_name`. */
export function boundSource(row: SourceRow, builders: DatasetBuilders): BoundSource {
  const builder = row.builder_key ? (builders.get(row.builder_key) ?? null) : null;
  const isBuilder = row.builder_key !== null && row.builder_key !== '';
  const stored = storedParams(row.source_params);
  return {
    name: row.name,
    source_type: isBuilder ? 'builder' : row.source_type,
    source_name: isBuilder ? null : row.source_name || row.view_name,
    builder,
    params: builder ? builderParams(builder, stored) : stored,
    fields: fieldsOf(row.dialog),
    hints: readColumnHints(row.columns),
    max_rows: row.max_rows,
    timeout_ms: row.timeout_ms,
  };
}

/** A builder named by the request itself, without a registered source. Throws `source-not-found`. */
export function unregisteredSource(key: string, builders: DatasetBuilders): BoundSource {
  const builder = builders.get(key);
  if (!builder) throw sourceNotFound(key);
  return {
    name: key,
    source_type: 'builder',
    source_name: null,
    builder,
    params: builderParams(builder, []),
    fields: [],
    hints: new Map(),
    max_rows: null,
    timeout_ms: null,
  };
}

/** The builder declares its parameters; a source may only give defaults of its own. */
function builderParams(builder: DatasetBuilder, stored: readonly DeclaredParam[]): readonly DeclaredParam[] {
  return builder.params.map(({ name, default: fallback, ...declared }) => {
    const own = stored.find(({ key }) => key === name)?.default;
    return { ...declared, key: name, default: own === undefined ? fallback : own };
  });
}

function storedParams(stored: unknown): readonly DeclaredParam[] {
  const { params } = sourceParamsSchema.parse(stored ?? { params: [] });
  return params.map(({ filter, type, nullable, default: fallback }) => ({
    key: filter,
    type,
    nullable,
    default: fallback,
  }));
}

/** A dialog we cannot read still has its form in micro-report; here only its fields' names would be missing. */
function fieldsOf(dialog: string | null): BoundSource['fields'] {
  try {
    return readDialog(dialog).fields;
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}
