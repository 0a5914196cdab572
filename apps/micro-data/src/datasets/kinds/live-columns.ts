import type { SqlFragment } from '@galley/dataset';
import type { FieldDef } from 'pg';
import type { ColumnHint } from '../../catalog/column-hints.js';
import { sourceColumn, type SourceColumn } from '../../catalog/source-column.js';
import { drift } from './binding-drift.js';
import type { BindRequest } from './source-kind.js';

type Place = Pick<BindRequest, 'source' | 'bu_code' | 'session'>;

/** PostgreSQL's own answer to "which columns would this return?", without running it. */
export async function describeColumns(place: Place, statement: SqlFragment): Promise<readonly FieldDef[]> {
  const fields = await place.session.describe(statement.text);
  const twice = fields.find(({ name }, index) => fields.findIndex((other) => other.name === name) < index);
  if (twice) throw drift(place, `two columns "${twice.name}" in it; give each its own name`);
  return fields;
}

/** Columns as PostgreSQL describes them, with what comments, builders and the source itself know better. */
export function liveColumns(
  place: Pick<BindRequest, 'source'>,
  fields: readonly FieldDef[],
  known: ReadonlyMap<string, ColumnHint> = new Map(),
): readonly SourceColumn[] {
  return fields.map((field) =>
    sourceColumn(field, known.get(field.name), place.source.hints.get(field.name)),
  );
}
