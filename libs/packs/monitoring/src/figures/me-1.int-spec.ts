import { FigureBench, type ValueQuestion, type ValueRow } from '../testing/figure-bench.js';
import { Me1 } from '../testing/me-1.js';

describe('figures of data set ME-1', () => {
  let bench: FigureBench;
  let me1: Me1;

  beforeAll(async () => {
    bench = await FigureBench.open();
    me1 = await Me1.insert(await bench.organization());
  });
  afterAll(() => bench?.close());

  const ask = (code: string, question: Partial<ValueQuestion> = {}): Promise<ValueRow[]> =>
    bench.values(me1.rows, {
      projects: Object.values(me1.projects),
      indicators: [me1.indicator(code)],
      ...question,
    });

  /** The one value over everything, as a program shows it. */
  const total = async (code: string, question: Partial<ValueQuestion> = {}): Promise<string | null> => {
    const rows = await ask(code, question);
    expect(rows).toHaveLength(1);
    return rows[0]?.value ?? null;
  };

  const ofProject = (code: string, project: string): Promise<string | null> =>
    total(code, { projects: [me1.project(project)] });

  const byPeriod = async (code: string): Promise<(string | null)[][]> =>
    (await ask(code, { by: 'period' })).map(({ period_label, value }) => [period_label, value]);

  it('ME-C1: sums count what is approved, and what is submitted only when asked for', async () => {
    expect([await ofProject('REACH', 'P1'), await ofProject('REACH', 'P2'), await total('REACH')]).toEqual([
      '420',
      '80',
      '500',
    ]);
    expect(await total('REACH', { provisional: true })).toBe('1499');
    const byProject = await ask('REACH', { by: 'project' });
    expect(Object.fromEntries(byProject.map(({ project_id, value }) => [project_id, value]))).toEqual({
      [me1.project('P1')]: '420',
      [me1.project('P2')]: '80',
    });
  });

  it('ME-C2: averages are of all observations, neither of averages nor of blanks as zeros', async () => {
    expect([await ofProject('MEAN', 'P1'), await ofProject('MEAN', 'P2')]).toEqual(['105', '40']);
    expect(await ask('MEAN')).toMatchObject([{ value: '83.3333333333333333', observations: 6 }]);
  });

  it('ME-C3: zero is a value, to the least as to the greatest', async () => {
    expect([await total('LEAST'), await total('MOST')]).toEqual(['0', '150']);
  });

  it.each([
    ['2026-12-31', '19'],
    ['2026-09-30', '20'],
    ['2026-06-30', '20'],
    ['2026-03-31', '17'],
  ])('ME-C4: the latest until %s is %s over the projects', async (to, value) => {
    expect(await total('STAFF', { to })).toBe(value);
    // What holds at the end was said before the range as well.
    expect(await total('STAFF', { from: to, to })).toBe(value);
  });

  it('ME-C4: every period has what held at its end', async () => {
    expect(await byPeriod('STAFF')).toEqual([
      ['Q1 2026', '17'],
      ['Q2 2026', '20'],
      ['Q3 2026', '20'],
      ['Q4 2026', '19'],
    ]);
  });

  it('ME-C5: percentages are pooled, whatever they are pooled over', async () => {
    const rows = await ask('SHARE', { by: 'project_period' });
    expect(rows.map(({ value }) => Number(value)).toSorted((a, b) => a - b)).toEqual([37.5, 60, 75, 80]);
    expect(await ofProject('SHARE', 'P1')).toMatch(/^53\.571428/);
    expect(await ofProject('SHARE', 'P2')).toBe('61.25');
    expect(await byPeriod('SHARE')).toEqual([
      ['Q1 2026', expect.stringMatching(/^75\.714285/)],
      ['Q2 2026', expect.stringMatching(/^52\.173913/)],
    ]);
    expect(await ask('SHARE')).toMatchObject([
      { value: expect.stringMatching(/^57\.666666/), numerator: '173', denominator: '300', observations: 4 },
    ]);
  });

  it('ME-C6: formulas are of figures: never is a result put together with another', async () => {
    expect([await ofProject('COST', 'P1'), await ofProject('COST', 'P2'), await total('COST')]).toEqual([
      '100',
      '125',
      '104',
    ]);
  });

  it('ME-C6: what is missing is missing, and what is divided by zero says so', async () => {
    const q2 = { from: '2026-04-01', to: '2026-06-30', projects: [me1.project('P2')] };
    expect(await ask('COST', q2)).toMatchObject([{ value: null, notes: [] }]);
    expect(await ask('COST', { from: '2025-01-01', to: '2025-12-31' })).toEqual([]);
  });

  it('ME-C7: values to date are as reported, and what a period added is their difference', async () => {
    expect(await total('TODATE')).toBe('310');
    const rows = await ask('TODATE', { by: 'period' });
    expect(rows.map(({ value, increment }) => [value, increment])).toEqual([
      ['100', '100'],
      ['230', '130'],
      ['230', '0'],
      ['310', '80'],
    ]);
    expect(await ask('TODATE', { from: '2026-04-01', to: '2026-09-30' })).toMatchObject([
      { value: '230', increment: '130' },
    ]);
  });
});
