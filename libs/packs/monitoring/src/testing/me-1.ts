import type { RowValues } from '@galley/platform/testing';
import type { MonitoringRows } from './monitoring-rows.js';

type Quarter = 1 | 2 | 3 | 4;
type Cell = number | null | readonly [numerator: number, denominator: number];

/** What Q1, Q2 … of a project say; what is left out was not reported. */
export type Quarters = readonly Cell[];

const ROWS = {
  P1: {
    REACH: [120, 150, 60, 90],
    STAFF: [12, 14, null, 13],
    SHARE: [
      [45, 60],
      [30, 80],
    ],
    EXP: [42_000],
  },
  P2: {
    REACH: [80, 0],
    STAFF: [5, 6, null, null],
    SHARE: [
      [8, 10],
      [90, 150],
    ],
    EXP: [10_000],
  },
} as const;
const INDICATORS: Readonly<Record<string, RowValues>> = {
  REACH: {},
  STAFF: { aggregation_method: 'latest' },
  SHARE: { value_type: 'percentage', aggregation_method: 'latest', unit_factor: 100, unit: '%', decimals: 2 },
  EXP: { unit: 'EUR' },
  MEAN: { aggregation_method: 'average', decimals: 2 },
  LEAST: { aggregation_method: 'min' },
  MOST: { aggregation_method: 'max' },
  COST: {
    is_formula: true,
    formula: '{EXP}/{REACH}',
    formula_program: ['/', ['ref', 'EXP'], ['ref', 'REACH']],
  },
  TODATE: { is_cumulative: true },
};

/** Data set ME-1 of the plan (packs/monitoring.md §3): two projects of one program, the quarters of 2026, approved values. */
export class Me1 {
  readonly projects: Record<string, string> = {};
  readonly indicators: Record<string, string> = {};
  private readonly quarters = new Map<string, string>();

  private constructor(
    readonly rows: MonitoringRows,
    readonly program_id: string,
  ) {}

  static async insert(rows: MonitoringRows): Promise<Me1> {
    const set = new Me1(rows, await rows.program('ME-1'));
    for (const code of ['P1', 'P2']) set.projects[code] = await rows.project(set.program_id, code);
    for (const [code, { formula_program, ...values }] of Object.entries(INDICATORS)) {
      const program =
        formula_program === undefined ? {} : { formula_program: JSON.stringify(formula_program) };
      set.indicators[code] = await rows.indicator(code, { ...values, ...program });
    }
    for (const [project, reported] of Object.entries(ROWS)) {
      for (const [code, quarters] of Object.entries(reported)) await set.report(project, code, quarters);
      for (const code of ['MEAN', 'LEAST', 'MOST']) await set.report(project, code, reported.REACH);
    }
    await set.report('P1', 'TODATE', [100, 230, 230, 310]);
    // The second attempt at P1/Q1, of its own days: it waits for approval and counts nowhere.
    for (const code of ['REACH', 'MEAN', 'LEAST', 'MOST']) {
      await rows.value(set.project('P1'), set.indicator(code), {
        start_date: '2026-01-01',
        end_date: '2026-03-31',
        value: 999,
        status: 'submitted',
      });
    }
    return set;
  }

  indicator(code: string): string {
    return known(this.indicators, code);
  }

  project(code: string): string {
    return known(this.projects, code);
  }

  /** Approved values of Q1 and so on, unless `values` say otherwise. */
  async report(project: string, code: string, quarters: Quarters, values: RowValues = {}): Promise<string[]> {
    const ids: string[] = [];
    for (const [index, cell] of quarters.entries()) {
      const [start_date, end_date] = DAYS[index] ?? ['', ''];
      const [numerator, denominator] = Array.isArray(cell) ? (cell as readonly number[]) : [null, null];
      ids.push(
        await this.rows.value(this.project(project), this.indicator(code), {
          reporting_period_id: await this.quarter(project, (index + 1) as Quarter),
          start_date,
          end_date,
          value: Array.isArray(cell) ? null : cell,
          numerator,
          denominator,
          status: 'approved',
          ...values,
        }),
      );
    }
    return ids;
  }

  private async quarter(project: string, quarter: Quarter): Promise<string> {
    const key = `${project}/${quarter}`;
    const id = this.quarters.get(key) ?? (await this.rows.quarter(this.project(project), quarter));
    this.quarters.set(key, id);
    return id;
  }
}

const DAYS = [
  ['2026-01-01', '2026-03-31'],
  ['2026-04-01', '2026-06-30'],
  ['2026-07-01', '2026-09-30'],
  ['2026-10-01', '2026-12-31'],
] as const;

function known(ids: Readonly<Record<string, string>>, code: string): string {
  const id = ids[code];
  if (id === undefined) throw new Error(`ME-1 has no ${code}`);
  return id;
}
