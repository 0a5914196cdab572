import type { Column } from '@galley/dataset';
import type { FieldDef } from 'pg';
import type { ColumnHint } from './column-hints.js';
import { columnTypeOf, scaleOf } from './column-types.js';
import { humanize, roleOf } from './column-words.js';

/** A column of a bound object: as clients see it, and as PostgreSQL types it. */
export interface SourceColumn extends Column {
  /** Type of the values in the database; 0 for a column that this business unit does not have. */
  readonly oid: number;
}

/** Joins what PostgreSQL says of a column with hints, the later ones stronger. */
export function sourceColumn(
  field: Pick<FieldDef, 'name' | 'dataTypeID' | 'dataTypeModifier'>,
  ...hints: readonly (ColumnHint | undefined)[]
): SourceColumn {
  const hint: ColumnHint = Object.assign({}, ...hints.map(withoutUndefined)) as ColumnHint;
  const type = hint.type ?? columnTypeOf(field.dataTypeID);
  return {
    name: field.name,
    label: hint.label ?? humanize(field.name),
    type,
    ...(type === 'decimal'
      ? { scale: hint.scale !== undefined ? hint.scale : scaleOf(field.dataTypeID, field.dataTypeModifier) }
      : {}),
    format: hint.format ?? null,
    role: hint.role ?? roleOf(field.name, type),
    oid: field.dataTypeID,
  };
}

/** The column as it goes on the wire. */
export function wireColumn({ oid: _, ...column }: SourceColumn): Column {
  return column;
}

function withoutUndefined(hint: ColumnHint | undefined): ColumnHint {
  return Object.fromEntries(Object.entries(hint ?? {}).filter(([, value]) => value !== undefined));
}
