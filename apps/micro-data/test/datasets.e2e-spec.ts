import { readFileSync } from 'node:fs';
import { parseDecimal, compareNumbers, type Dataset, type DatasetRequest, type Json } from '@galley/dataset';
import { DataService, type ProblemAnswer } from './support/data-service.js';

interface Case {
  readonly id: string;
  readonly title: string;
  readonly database: string;
  readonly source: {
    readonly source_type: string;
    readonly source_name: string;
    readonly source_params: unknown;
  };
  readonly request: DatasetRequest;
  readonly expect: {
    readonly status?: number;
    readonly code?: string;
    readonly columns: readonly string[];
    readonly types: readonly string[];
    readonly row_count: number;
    readonly ordered: boolean;
    readonly totals: Readonly<Record<string, string>>;
    readonly rows: readonly (readonly (string | null)[])[];
  };
}

const TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  int4: 'integer',
  int8: 'integer',
  numeric: 'decimal',
  date: 'date',
  timestamptz: 'timestamp',
};

const file = new URL('fixtures/datasets.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Case[] };

describe('the shared dataset cases', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    const databases = [...new Set(cases.map(({ database }) => database))];
    for (const database of databases) await service.load(database);
    await service.organization(
      'demo',
      databases.map((schema) => ({ code: schema, schema })),
      'UTC',
    );
    for (const { id, source } of cases) await service.source({ name: id, ...source });
  }, 180_000);
  afterAll(() => service.stop());

  it.each(cases.map((one) => [one.id, one.title, one] as const))('%s: %s', async (_, __, one) => {
    const { status, body } = await service.execute({
      ...one.request,
      name: one.id,
      bu_codes: [one.database],
    });
    if (one.expect.status) {
      expect([status, (body as unknown as ProblemAnswer).code]).toEqual([one.expect.status, one.expect.code]);
      return;
    }
    expect([status, body.summary?.row_count]).toEqual([200, one.expect.row_count]);
    const [unit, ...columns] = body.columns;
    expect(unit?.name).toBe('bu_code');
    expect(columns.map(({ name }) => name)).toEqual(one.expect.columns);
    expect(columns.map(({ type }) => type)).toEqual(one.expect.types.map((type) => TYPES[type]));
    expect(Object.keys(body.totals)).toEqual(Object.keys(one.expect.totals));
    for (const [key, total] of Object.entries(one.expect.totals)) {
      expect(compareNumbers(parseDecimal(String(body.totals[key])), parseDecimal(total))).toBe(0);
    }
    const [ours, theirs] = [
      rowsOf(body),
      one.expect.rows.map((row) => row.map((cell, at) => plain(one.expect.types[at], cell))),
    ];
    if (one.expect.ordered) expect(ours).toEqual(theirs);
    else expect(sorted(ours)).toEqual(sorted(theirs));
  });
});

/** Cells as text: numbers by value, moments as UTC instants. */
function rowsOf({ columns, rows }: Dataset): (string | null)[][] {
  return rows.map((row) =>
    columns
      .slice(1)
      .map(({ name, type }) => plain(type, (row[name] as Json) === null ? null : String(row[name]))),
  );
}

function plain(type: string | undefined, cell: string | null): string | null {
  if (cell === null) return null;
  if (type === 'timestamp' || type === 'timestamptz')
    return new Date(cell.replace(/\+00$/, 'Z')).toISOString();
  if (type === 'string' || type === 'text' || type === 'date') return cell;
  return cell.includes('.') ? cell.replace(/\.?0+$/, '') : cell;
}

function sorted(rows: (string | null)[][]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
