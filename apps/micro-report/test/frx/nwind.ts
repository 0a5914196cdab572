import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  FRAME,
  jsonFrame,
  openDatasetStream,
  rowFrame,
  type Column,
  type ColumnType,
  type DatasetStream,
} from '@galley/dataset';
import { sourceKey } from '@galley/layout';
import { readValues } from './sql-values.js';

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  integer: 'integer',
  smallint: 'integer',
  numeric: 'decimal',
  'double precision': 'decimal',
  boolean: 'boolean',
  timestamp: 'timestamp',
};

const TABLE = /create table nwind\."([^"]+)" \(([^)]*)\);/g;
const INSERT = /insert into nwind\."([^"]+)" values \(/g;

/** The tables of the dump that the FastReport samples show. */
export function readNwind(): readonly Table[] {
  const file = new URL('fixtures/nwind.sql.gz', import.meta.url);
  const sql = gunzipSync(readFileSync(file)).toString('utf8');
  const tables = new Map<string, { types: string[]; columns: Column[]; rows: (string | null)[][] }>();
  for (const [, name = '', list = ''] of sql.matchAll(TABLE)) {
    const listed = [...list.matchAll(/"([^"]+)" ([a-z ]+)/g)].map(([, column = '', type = '']) => ({
      column,
      type: type.trim(),
    }));
    const columns = listed.map(({ column, type }): Column => ({
      name: column,
      label: column,
      type: TYPES[type] ?? 'string',
      format: null,
      role: 'dimension',
    }));
    tables.set(name, { types: listed.map(({ type }) => type), columns, rows: [] });
  }
  for (let found = INSERT.exec(sql); found; found = INSERT.exec(sql)) {
    const table = tables.get(found[1] ?? '');
    if (!table) throw new Error(`no table ${found[1]}`);
    const { cells, end } = readValues(sql, INSERT.lastIndex, table.types);
    table.rows.push(cells);
    INSERT.lastIndex = end;
  }
  return [...tables].map(([name, { columns, rows }]) => ({ name, columns, rows }));
}

/** A table as a dataset, as micro-data would send it; null when there is none of this name. */
export async function openTable(tables: readonly Table[], name: string): Promise<DatasetStream | null> {
  const table = tables.find((one) => sourceKey(one.name) === sourceKey(name));
  return table ? openDatasetStream(framesOf(table)) : null;
}

export const NO_ROWS: Table = { name: '', columns: [], rows: [] };

async function* framesOf({ name, columns, rows }: Table): AsyncGenerator<Buffer> {
  yield jsonFrame(FRAME.header, { columns });
  for (const row of rows) yield rowFrame(row);
  yield jsonFrame(FRAME.trailer, {
    totals: {},
    groups: [],
    summary: { ...SUMMARY, source: name, row_count: rows.length },
  });
}

const SUMMARY = {
  bu_codes: [],
  units: [],
  filters: {},
  params: {},
  ignored_filters: [],
  executed_at: '2026-07-01T00:00:00.000Z',
  duration_ms: 1,
  timezone: 'UTC',
  truncated: false,
  fingerprint: 'sha256:0',
  warnings: [],
};
