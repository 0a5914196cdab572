import type { RowValues } from '@galley/platform/testing';
import { FigureBench, type ValueQuestion, type ValueRow } from '../testing/figure-bench.js';
import type { MonitoringRows } from '../testing/monitoring-rows.js';

const PERCENT = { value_type: 'percentage', aggregation_method: 'latest', unit_factor: 100 };
const JANUARY = { start_date: '2026-01-01', end_date: '2026-01-31' };
const FEBRUARY = { start_date: '2026-02-01', end_date: '2026-02-28' };
const APPROVED = { status: 'approved' };

describe('values of indicators', () => {
  let bench: FigureBench;
  let rows: MonitoringRows;
  let p1: string;
  let p2: string;

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  afterAll(() => bench?.close());
  beforeEach(async () => {
    rows = await bench.organization();
    const program = await rows.program('A');
    [p1, p2] = [await rows.project(program, 'P1'), await rows.project(program, 'P2')];
  });

  const say = (project: string, indicator: string, values: RowValues): Promise<string> =>
    rows.value(project, indicator, { ...APPROVED, ...JANUARY, ...values });

  const ask = (indicator: string, question: Partial<ValueQuestion> = {}): Promise<ValueRow[]> =>
    bench.values(rows, { projects: [p1, p2], indicators: [indicator], ...question });

  const formula = (code: string, formula_program: unknown): Promise<string> =>
    rows.indicator(code, {
      is_formula: true,
      formula: code,
      formula_program: JSON.stringify(formula_program),
    });

  /** Categories add up to their value when it is committed (ME-C12). */
  async function atOnce(write: () => Promise<void>): Promise<void> {
    await bench.admin.query('BEGIN');
    await write();
    await bench.admin.query('COMMIT');
  }

  it('ME-C6: what is divided by zero is nothing, and says so, as does what is computed from it', async () => {
    const [exp, reach] = [await rows.indicator('EXP'), await rows.indicator('REACH')];
    const cost = await formula('COST', ['/', ['ref', 'EXP'], ['ref', 'REACH']]);
    const dear = await formula('DEAR', ['+', ['ref', 'COST'], ['num', '1']]);
    await say(p1, exp, { value: 500 });
    await say(p1, reach, { value: 0 });
    const nothing = { value: null, notes: ['DIVISION_BY_ZERO'] };
    expect([await ask(cost), await ask(dear)]).toMatchObject([[nothing], [nothing]]);
    await say(p2, reach, { value: 100 });
    // Of figures: the five hundred and the hundred are of different projects.
    expect([await ask(cost), await ask(dear)]).toMatchObject([[{ value: '5' }], [{ value: '6' }]]);
    expect(await ask(cost, { projects: [p2] })).toMatchObject([{ value: null, notes: [] }]);
  });

  it('ME-C6: a period of a formula has how things stood then, though nobody said it again', async () => {
    const [staff, reach] = [
      await rows.indicator('STAFF', { aggregation_method: 'latest' }),
      await rows.indicator('REACH'),
    ];
    const load = await formula('LOAD', ['/', ['ref', 'REACH'], ['ref', 'STAFF']]);
    await say(p1, staff, { value: 4 });
    await say(p1, reach, { value: 20 });
    await say(p1, reach, { value: 10, ...FEBRUARY });
    const loads = await ask(load, { by: 'period' });
    expect(loads.map(({ period_start, value }) => [period_start, value])).toEqual([
      ['2026-01-01', '5'],
      ['2026-02-01', '2.5'],
    ]);
    // … of the stock itself there is a figure where it was reported on.
    expect(await ask(staff, { by: 'period' })).toHaveLength(1);
    const all = await ask(load, { by: 'period', indicators: null });
    expect(all.filter(({ indicator_id }) => indicator_id === load)).toEqual(loads);
  });

  it('ME-C11: categories of percentages are pooled like the whole, which is not their mean', async () => {
    const share = await rows.indicator('SHARE', PERCENT);
    for (const key of ['sex:female', 'sex:male', 'sex:other']) await rows.disaggregation(share, key);
    await atOnce(async () => {
      const said = await say(p1, share, { numerator: 60, denominator: 100 });
      await rows.category(said, 'sex:female', { numerator: 50, denominator: 60 });
      await rows.category(said, 'sex:male', { numerator: 10, denominator: 40 });
    });
    const found = await ask(share, { by: 'disaggregation' });
    expect(found.map(({ category_key, value }) => [category_key, value])).toEqual([
      [null, '60'],
      ['sex:female', expect.stringMatching(/^83\.333333/)],
      // What no category said is absent.
      ['sex:male', '25'],
    ]);
  });

  it('ME-C11: categories over periods and projects follow the method, each by itself', async () => {
    const stock = await rows.indicator('STOCK', { aggregation_method: 'latest' });
    for (const key of ['sex:female', 'sex:male']) await rows.disaggregation(stock, key);
    await atOnce(async () => {
      const january = await say(p1, stock, { value: 10 });
      await rows.category(january, 'sex:female', { value: 6 });
      await rows.category(january, 'sex:male', { value: 4 });
      await say(p1, stock, { value: 12, ...FEBRUARY });
      const other = await say(p2, stock, { value: 3 });
      await rows.category(other, 'sex:female', { value: 3 });
    });
    const found = await ask(stock, { by: 'disaggregation' });
    expect(found.map(({ category_key, value }) => [category_key, value])).toEqual([
      [null, '15'],
      ['sex:female', '9'],
      ['sex:male', '4'],
    ]);
  });

  it('ME-C15: a rate of some days becomes one of a year by its days, not by twelve', async () => {
    const rate = await rows.indicator('RATE', { ...PERCENT, is_annualised: true });
    await say(p1, rate, { numerator: 45, denominator: 1000 });
    expect(await ask(rate)).toMatchObject([
      { value: expect.stringMatching(/^52\.98387096/), denominator: '1000' },
    ]);
    // The same number of leavers in fewer days is a higher rate; each month's denominator weighs its own days.
    await say(p1, rate, { numerator: 45, denominator: 1000, ...FEBRUARY });
    const found = await ask(rate, { by: 'period' });
    expect(found.map(({ value }) => Number(value).toFixed(4))).toEqual(['52.9839', '58.6607']);
    expect(Number((await ask(rate))[0]?.value).toFixed(4)).toBe(((90 * 36_500) / 59_000).toFixed(4));
  });

  it('percentages without denominators are never averaged', async () => {
    const share = await rows.indicator('SHARE', { ...PERCENT, aggregation_method: 'average' });
    await say(p1, share, { value: 40 });
    expect(await ask(share)).toMatchObject([{ value: '40', notes: [] }]);
    await say(p1, share, { numerator: 1, denominator: 2, ...FEBRUARY });
    expect(await ask(share)).toMatchObject([
      { value: null, numerator: null, notes: ['PERCENT_NEEDS_DENOMINATOR'] },
    ]);
    expect((await ask(share, { by: 'period' })).map(({ value }) => value)).toEqual(['40', '50']);
  });

  it.each([
    ['latest', '30'],
    ['min', '30'],
    ['max', '40'],
  ])(
    'of several percentages of one project without denominators, the %s is %s',
    async (aggregation_method, value) => {
      const share = await rows.indicator('SHARE', { ...PERCENT, aggregation_method });
      await say(p1, share, { value: 40 });
      await say(p1, share, { value: 30, ...FEBRUARY });
      expect(await ask(share)).toMatchObject([{ value, notes: [] }]);
      await say(p2, share, { value: 30 });
      expect(await ask(share)).toMatchObject([{ value: null, notes: ['PERCENT_NEEDS_DENOMINATOR'] }]);
      const byProject = (await ask(share, { by: 'project' })).map((row) => row.value);
      expect(new Set(byProject)).toEqual(new Set(['30', value]));
    },
  );

  it('an indicator may say how projects are put together', async () => {
    const say3 = async (aggregation_over_projects: string): Promise<string | null | undefined> => {
      const indicator = await rows.indicator(aggregation_over_projects, {
        aggregation_over_projects,
        is_cumulative: aggregation_over_projects === 'max',
      });
      await say(p1, indicator, { value: 1 });
      await say(p1, indicator, { value: 5, ...FEBRUARY });
      await say(p2, indicator, { value: 3 });
      return (await ask(indicator))[0]?.value;
    };
    expect([await say3('average'), await say3('min'), await say3('max'), await say3('sum')]).toEqual([
      '4.5',
      '3',
      '5',
      '9',
    ]);
  });

  it('ME-14: what lies partly in the range is not counted, not pro-rated, and named', async () => {
    const sum = await rows.indicator('SUM');
    const stock = await rows.indicator('STOCK', { aggregation_method: 'latest' });
    for (const indicator of [sum, stock]) {
      await say(p1, indicator, { value: 10, start_date: '2025-12-15', end_date: '2026-01-14' });
      await say(p1, indicator, { value: 7, start_date: '2026-01-15', end_date: '2026-01-31' });
      await say(p1, indicator, { value: 3, start_date: '2026-01-20', end_date: '2026-02-10' });
    }
    const range = { from: '2026-01-01', to: '2026-01-31' };
    expect([await ask(sum, range), await ask(stock, range)]).toMatchObject([
      [{ value: '7' }],
      [{ value: '7' }],
    ]);
    const partly = (indicator: string) =>
      bench.ask<{ start_date: string }>(
        rows.organization_id,
        'SELECT * FROM monitoring.partial_values($1, $2, $3, $4, false)',
        [[p1, p2], [indicator], range.from, range.to],
      );
    expect((await partly(sum)).map((row) => row.start_date)).toEqual(['2025-12-15', '2026-01-20']);
    expect((await partly(stock)).map((row) => row.start_date)).toEqual(['2026-01-20']);
  });

  it('ME-1: what was rejected counts nowhere, nor does what was removed', async () => {
    const sum = await rows.indicator('SUM');
    await say(p1, sum, { value: 1 });
    await say(p1, sum, { value: 10, ...FEBRUARY, status: 'rejected', rejection_reason: 'No.' });
    await say(p1, sum, { value: 100, ...FEBRUARY, deleted_at: '2026-03-01' });
    await say(p2, sum, { value: 1000, status: 'draft' });
    expect(await ask(sum)).toMatchObject([{ value: '1' }]);
    expect(await ask(sum, { provisional: true })).toMatchObject([{ value: '1001' }]);
  });

  it('periods are the same by the calendar, though projects begin at different days of them', async () => {
    const sum = await rows.indicator('SUM');
    const calendar = { calendar_start: '2026-01-01', calendar_end: '2026-03-31' };
    const clipped = await rows.quarter(p1, 1, { start_date: '2026-02-15', ...calendar });
    const whole = await rows.quarter(p2, 1, { label: 'First quarter', ...calendar });
    await rows.value(p1, sum, { ...APPROVED, reporting_period_id: clipped, value: 1, target: 5 });
    await rows.value(p2, sum, { ...APPROVED, reporting_period_id: whole, value: 2 });
    expect(await ask(sum, { by: 'period' })).toMatchObject([
      {
        period_start: '2026-01-01',
        period_end: '2026-03-31',
        period_label: 'First quarter',
        value: '3',
        target: '5',
      },
    ]);
    expect(await ask(sum, { by: 'project_period' })).toHaveLength(2);
  });

  it('targets are summed up where values are, else the last one holds', async () => {
    const targets = async (values: RowValues): Promise<(string | null)[]> => {
      const indicator = await rows.indicator(JSON.stringify(values).slice(0, 50), values);
      await say(p1, indicator, { value: 1, target: 10 });
      await say(p1, indicator, { target: 20, ...FEBRUARY });
      await say(p2, indicator, { value: 1, target: 20 });
      const [all, one, q1] = [
        await ask(indicator),
        await ask(indicator, { projects: [p1] }),
        await ask(indicator, { by: 'period' }),
      ];
      return [all, one, q1].map(([row]) => row?.target ?? null);
    };
    expect(await targets({})).toEqual(['50', '30', '30']);
    expect(await targets({ is_cumulative: true })).toEqual(['40', '20', '30']);
    expect(await targets({ aggregation_method: 'latest' })).toEqual(['40', '20', '30']);
    // Averages are not added up: over projects there is a target where they agree.
    expect(await targets({ aggregation_method: 'average' })).toEqual(['20', '20', null]);
    expect(await targets(PERCENT)).toEqual(['20', '20', null]);
  });

  it('texts have no figures', async () => {
    const text = await rows.indicator('TEXT', { value_type: 'text', aggregation_method: 'latest' });
    await say(p1, text, { narrative: 'Well.' });
    expect(await ask(text)).toEqual([]);
  });
});
