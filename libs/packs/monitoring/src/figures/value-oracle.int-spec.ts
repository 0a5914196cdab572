import { insertRandomValues } from '../demo/random-values.js';
import { FigureBench, type ValueRow } from '../testing/figure-bench.js';
import { Fraction } from '../testing/fraction.js';
import type { MonitoringRows } from '../testing/monitoring-rows.js';
import {
  oracleValues,
  type OracleIndicator,
  type OracleQuestion,
  type OracleReport,
  type OracleRow,
} from '../testing/value-oracle.js';

const INDICATORS = 60;
/** The whole of it, from inside it, up to inside it, and where only what was said before holds. */
const RANGES = [
  ['2026-01-01', '2026-12-31'],
  ['2026-03-01', '2026-12-31'],
  ['2026-02-10', '2026-06-28'],
  ['2026-10-01', '2026-12-31'],
] as const;

describe.each([1, 2])('figures of random values, seed %d', (seed) => {
  let bench: FigureBench;
  let rows: MonitoringRows;
  let projects: readonly string[];
  let indicators: readonly OracleIndicator[];
  let reports: readonly OracleReport[];

  beforeAll(async () => {
    bench = await FigureBench.open();
    rows = await bench.organization();
    await bench.admin.query('BEGIN');
    projects = await insertRandomValues(bench.admin, rows.organization_id, INDICATORS, seed);
    await bench.admin.query('COMMIT');
    indicators = await bench.ask<OracleIndicator>(
      rows.organization_id,
      `SELECT id, value_type, aggregation_method, aggregation_over_projects, is_cumulative, is_annualised, unit_factor
       FROM monitoring.indicator`,
    );
    reports = await bench.ask<OracleReport>(
      rows.organization_id,
      `SELECT indicator_id, project_id, start_date, end_date, status, value, numerator, denominator, target
       FROM monitoring.indicator_report`,
    );
  });
  afterAll(() => bench?.close());

  describe.each(['total', 'project', 'period', 'project_period'] as const)('by %s', (by) => {
    it.each(RANGES)('are those that a pencil finds, from %s to %s', async (from, to) => {
      for (const [provisional, some] of [
        [false, projects],
        [true, projects.slice(1)],
      ] as const) {
        const question = { projects: some, from, to, by, provisional };
        const found = await bench.values(rows, question);
        expect(found.map(sayOf).toSorted(inOrder)).toEqual(expected(question).toSorted(inOrder));
      }
    });
  });

  it.each([false, true])(
    'to date are what a pencil finds until the end of every period',
    async (provisional) => {
      const [from, to] = ['2026-02-10', '2026-08-31'];
      const found = await bench.values(rows, { projects, from, to, by: 'to_date', provisional });
      const statuses = provisional ? ['approved', 'submitted', 'draft'] : ['approved'];
      const wanted = indicators.flatMap((indicator) => {
        const ends = reports
          .filter(({ indicator_id, status }) => indicator_id === indicator.id && statuses.includes(status))
          .filter(({ start_date, end_date }) => start_date >= from && end_date <= to)
          .map(({ end_date }) => end_date);
        return [...new Set(ends)].flatMap((end) =>
          oracleValues(indicator, reports, { projects, from, to: end, by: 'total', provisional }).map(
            (row) => `${end} ${say(indicator.id, row)}`,
          ),
        );
      });
      const said = found.map(
        (row) => `${row.period_end} ${sayOf({ ...row, period_start: null, period_end: null })}`,
      );
      expect(wanted.length).toBeGreaterThan(200);
      expect(said.toSorted(inOrder)).toEqual(wanted.toSorted(inOrder));
    },
  );

  it('are of every kind, and enough of them', async () => {
    const all = await bench.values(rows, { projects, by: 'project_period' });
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(({ value }) => value !== null).length).toBeGreaterThan(400);
    expect(all.filter(({ increment }) => increment !== null).length).toBeGreaterThan(20);
    const totals = await bench.values(rows, { projects });
    expect(totals.filter(({ notes }) => notes.length > 0).length).toBeGreaterThan(2);
    expect(totals.filter(({ denominator }) => denominator !== null).length).toBeGreaterThan(5);
  });

  function expected(question: OracleQuestion): string[] {
    return indicators.flatMap((indicator) =>
      oracleValues(indicator, reports, question).map((row) => say(indicator.id, row)),
    );
  }
});

/** Nine digits after the point: quotients have no end, and sixteen digits of them in the database. */
function say(id: string, { key, value, target, increment, observations, notes }: OracleRow): string {
  return [id, key, ...[value, target, increment].map(digits), observations, ...notes].join('|');
}

function sayOf(row: ValueRow): string {
  const key = [row.period_start, row.period_end, row.project_id].join(' ');
  const figures = [row.value, row.target, row.increment].map((text) => text && Fraction.of(text).toFixed(9));
  return [row.indicator_id, key, ...figures, row.observations, ...row.notes].join('|');
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function digits(fraction: Fraction | null): string | null {
  return fraction && fraction.toFixed(9);
}
