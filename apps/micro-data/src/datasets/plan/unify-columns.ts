import { columnTypeOf, isFloat, OID } from '../../catalog/column-types.js';
import type { SourceColumn } from '../../catalog/source-column.js';
import { ColumnConflict } from '../dataset-problems.js';
import { BU_CODE } from '../kinds/relational-statements.js';

export interface UnitColumns {
  readonly bu_code: string | null;
  readonly columns: readonly SourceColumn[];
}

/** The type a column is read as where units store it differently, or not as we show it. */
const COMMON_OID: Readonly<Record<SourceColumn['type'], number>> = {
  string: OID.text,
  integer: OID.int8,
  decimal: OID.numeric,
  date: OID.date,
  timestamp: OID.timestamptz,
  boolean: OID.bool,
  uuid: OID.uuid,
  json: OID.jsonb,
};

const BU_CODE_COLUMN: SourceColumn = {
  name: BU_CODE,
  label: 'Business unit',
  type: 'string',
  format: null,
  role: 'dimension',
  oid: OID.text,
};

/**
 * The columns of the dataset: those of all units, in the order in which they first appear, after `bu_code` where rows are
 * read per unit. Throws `column-conflict` when a name means different types in different units.
 */
export function unifyColumns(units: readonly UnitColumns[], isPerUnit: boolean): readonly SourceColumn[] {
  const unified = new Map<string, { column: SourceColumn; bu_code: string | null }>();
  for (const { bu_code, columns } of units) {
    for (const own of columns) {
      if (isPerUnit && own.name === BU_CODE) continue;
      const column = { ...own, oid: readOid(own) };
      const known = unified.get(own.name);
      if (!known) unified.set(own.name, { column, bu_code });
      else known.column = joined(known.column, column, known.bu_code, bu_code);
    }
  }
  const columns = [...unified.values()].map(({ column }) => column);
  return isPerUnit ? [BU_CODE_COLUMN, ...columns] : columns;
}

function readOid(column: SourceColumn): number {
  const isAsStored = columnTypeOf(column.oid) === column.type && !isFloat(column.oid);
  return isAsStored ? column.oid : COMMON_OID[column.type];
}

function joined(a: SourceColumn, b: SourceColumn, inA: string | null, inB: string | null): SourceColumn {
  // With and without zone are one type to clients, but their texts cannot stand in one column.
  const isMixedTimestamp = a.type === 'timestamp' && a.oid !== b.oid;
  if (a.type !== b.type || isMixedTimestamp) {
    const detail = `column "${a.name}" is ${a.type} in business unit ${inA} and ${b.type}${isMixedTimestamp ? ' of another kind' : ''} in ${inB}`;
    throw ColumnConflict.error(`The business units contradict each other: ${detail}.`, {
      facts: { column: a.name, bu_codes: [inA, inB] },
    });
  }
  const oid = a.oid === b.oid ? a.oid : COMMON_OID[a.type];
  if (a.type !== 'decimal') return { ...a, oid };
  const isFree = typeof a.scale !== 'number' || typeof b.scale !== 'number';
  return { ...a, oid, scale: isFree ? null : Math.max(a.scale ?? 0, b.scale ?? 0) };
}
