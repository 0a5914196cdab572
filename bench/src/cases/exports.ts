import path from 'node:path';
import type { BenchContext } from '../bench-context.js';
import { median, milliseconds, type Measurement } from '../ratio.js';
import { BENCH_SCHEMA, BENCH_VIEW } from '../reference-table.js';
import { copyToFile } from '../references/copy-to-file.js';
import { exceljsToFile } from '../references/exceljs-stream.js';
import { pdfkitToFile } from '../references/pdfkit-text.js';

type Reference = (context: BenchContext, sql: string, rows: number) => Promise<number>;

interface ExportGoal {
  readonly format: 'csv' | 'excel' | 'json' | 'pdf';
  readonly rows: number;
  readonly against: keyof typeof REFERENCES;
  /** Highest allowed ours ÷ reference. */
  readonly goal: number;
  readonly repeats: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly label?: string;
}

const REFERENCES = {
  COPY: ({ database, folder }, sql, rows) => copyToFile(database, sql, path.join(folder, `copy-${rows}.csv`)),
  exceljs: ({ database, folder }, sql, rows) =>
    exceljsToFile(database, sql, path.join(folder, `exceljs-${rows}.xlsx`)),
  'pdfkit text()': ({ database, folder }, sql, rows) =>
    pdfkitToFile(database, sql, path.join(folder, `pdfkit-${rows}.pdf`)),
  'our plain csv': (context, _sql, rows) => exportOnce(context, 'csv', rows),
} satisfies Record<string, Reference>;

/** Added up by the database over all rows, and once more by the renderer, which compares. */
const SUMS = {
  totals: [
    { column: 'qty', aggregate: 'sum' },
    { column: 'unit_cost', aggregate: 'sum' },
  ],
};
const PRODUCT_CSV = { ...SUMS, csv: { delimiter: ';', decimal: ',', bom: true } };

/** performance.md's table of exports; whole path = PostgreSQL → micro-data → HTTP → micro-report → archived file. */
const GOALS: readonly ExportGoal[] = [
  { format: 'csv', rows: 1_000, against: 'COPY', goal: Number.POSITIVE_INFINITY, repeats: 5 },
  { format: 'csv', rows: 10_000, against: 'COPY', goal: 1.3, repeats: 5 },
  { format: 'csv', rows: 100_000, against: 'COPY', goal: 1.1, repeats: 5 },
  { format: 'csv', rows: 1_000_000, against: 'COPY', goal: 1.0, repeats: 3 },
  {
    format: 'csv',
    rows: 1_000_000,
    against: 'our plain csv',
    goal: 1.05,
    repeats: 3,
    options: PRODUCT_CSV,
    label: 'semicolon, decimal comma, BOM, two sums',
  },
  { format: 'json', rows: 1_000_000, against: 'COPY', goal: 1.2, repeats: 3 },
  { format: 'excel', rows: 100_000, against: 'exceljs', goal: 0.35, repeats: 3 },
  { format: 'excel', rows: 1_000_000, against: 'COPY', goal: 2.3, repeats: 1 },
  { format: 'excel', rows: 1_000_000, against: 'exceljs', goal: 1 / 7, repeats: 1 },
  { format: 'pdf', rows: 10_000, against: 'pdfkit text()', goal: 1 / 6, repeats: 3, options: SUMS },
  { format: 'pdf', rows: 100_000, against: 'pdfkit text()', goal: 1 / 6, repeats: 1, options: SUMS },
];

/** Exports of up to `largest` rows, each interleaved with its reference. */
export async function measureExports(context: BenchContext, largest: number): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const goal of GOALS.filter(({ rows }) => rows <= largest)) results.push(await measure(context, goal));
  return results;
}

async function measure(context: BenchContext, goal: ExportGoal): Promise<Measurement> {
  const sql = `select * from ${BENCH_SCHEMA}.${BENCH_VIEW} limit ${goal.rows}`;
  const reference: Reference = REFERENCES[goal.against];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let repeat = 0; repeat < goal.repeats; repeat++) {
    theirs.push(await reference(context, sql, goal.rows));
    ours.push(await exportOnce(context, goal.format, goal.rows, goal.options));
  }
  const ratio = median(ours) / median(theirs);
  const name = `${goal.format} ${goal.rows.toLocaleString('en')} rows${goal.label ? ` (${goal.label})` : ''}, whole path`;
  const wanted = Number.isFinite(goal.goal) ? `≤ ${Number(goal.goal.toFixed(2))} ×` : '–';
  return {
    name,
    ours: milliseconds(median(ours)),
    reference: `${goal.against} ${milliseconds(median(theirs))}`,
    ratio,
    goal: wanted,
    met: ratio <= goal.goal,
  };
}

/** Milliseconds from the request to the finished job, everything in between included. */
export async function exportOnce(
  { client, stack, report, unit }: BenchContext,
  format: string,
  rows: number,
  options: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const report_type = await report(rows);
  const started = performance.now();
  const job = await client.generate(stack.reportUrl, {
    report_type,
    format,
    bu_codes: [unit],
    options,
  });
  if (job.row_count !== rows) throw new Error(`${format} has ${job.row_count} rows instead of ${rows}`);
  return performance.now() - started;
}
