import { SqlIdentifier, identifier, sql, type Column, type SqlFragment } from '@galley/dataset';
import { isText, OID } from '../../catalog/column-types.js';
import type { SourceColumn } from '../../catalog/source-column.js';
import type { ScalarType } from '../values/read-value.js';
import type { FilterScope } from './filter-scope.js';

/** A column as conditions see it: its SQL, and how values are read for it. */
export interface FilterColumn {
  readonly column: SourceColumn;
  /** The column itself, quoted and qualified. */
  readonly ref: SqlIdentifier;
  /** What comparisons stand on: the text of types that we show as text. */
  readonly value: SqlFragment;
  /** Null: values of this column cannot be compared. */
  readonly scalar: ScalarType | null;
}

const SCALAR: Readonly<Record<Column['type'], ScalarType | null>> = {
  string: 'text',
  integer: 'int',
  decimal: 'numeric',
  date: 'date',
  timestamp: 'timestamp',
  boolean: 'bool',
  uuid: 'uuid',
  json: null,
};

export function filterColumn(column: SourceColumn): FilterColumn {
  const ref = columnRef(column.name);
  const isPlain = column.type !== 'string' || isText(column.oid) || column.oid === 0;
  return { column, ref, value: isPlain ? sql`${ref}` : sql`${ref}::text`, scalar: SCALAR[column.type] };
}

/** Names come from the catalog; every statement of ours calls the rows it reads `s`. */
export function columnRef(name: string): SqlIdentifier {
  return identifier('s', name);
}

export function isTimestampWithZone(column: SourceColumn): boolean {
  return column.oid === OID.timestamptz;
}

/** The text with the server's Unicode collation, where it has one: lower case of every script, not of ASCII alone. */
export function collated(text: SqlFragment, scope: FilterScope): SqlFragment {
  return scope.hasUnicodeCollation ? sql`(${text} collate ${UNICODE_COLLATION})` : text;
}

export const UNICODE_COLLATION = identifier('pg_catalog', 'und-x-icu');
