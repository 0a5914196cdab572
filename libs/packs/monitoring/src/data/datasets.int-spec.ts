import type { Json, Row } from '@galley/dataset';
import { testPrincipal } from '@galley/platform/testing';
import type { BuilderOpener, BuilderQuestion } from '@galley/tools';
import type { DonorScene } from '../testing/donor-scene.js';
import type { FigureBench } from '../testing/figure-bench.js';
import { SceneBench } from '../testing/scene-bench.js';
import { monitoringBuilders } from './index.js';

const YEAR = { start_date: '2026-01-01', end_date: '2026-12-31' };

describe('the datasets of the monitoring pack', () => {
  let house: SceneBench;
  let bench: FigureBench;
  let opener: BuilderOpener;
  let scene: DonorScene;

  beforeAll(async () => {
    house = await SceneBench.open();
    ({ bench, opener, scene } = house);
  });
  afterAll(() => house?.close());

  /** Rows of a builder over the program in 2026, in their order. */
  const ask = (
    key: string,
    params: Readonly<Record<string, Json>> = {},
    more: Partial<BuilderQuestion> = {},
  ): Promise<readonly Row[]> =>
    opener.rows<Row>(`monitoring.${key}`, {
      organization_id: scene.organization_id,
      params: { program_id: scene.me1.program_id, ...YEAR, ...params },
      order_by: 'place',
      ...more,
    });
  const ofP1 = () => ({ program_id: null, project_id: scene.me1.project('P1') });
  const indicator = async (code: string, params: Readonly<Record<string, Json>> = {}): Promise<Row> => {
    const [row, ...others] = await ask('indicator_table', { indicator_codes: [code], ...params });
    expect(others).toEqual([]);
    return row ?? {};
  };
  const keys = monitoringBuilders.map(({ key }) => key);

  it.each(keys)('%s gives the columns that it declares, and nothing to another organization', async (key) => {
    const { organization_id } = await bench.organization();
    const params = { ...YEAR, report_id: scene.me1.program_id, program_id: scene.me1.program_id };
    const rows = await opener.rows<Row>(key, { organization_id, params });
    // Nobody is a figure too.
    expect(rows.filter(({ direct }) => direct !== 0)).toEqual([]);
  });

  it('give members what is of their projects, whichever project is asked for', async () => {
    const organization = { ...testPrincipal().organization, id: scene.organization_id };
    const member = (project: string) =>
      testPrincipal({ organization, roles: ['member'], project_ids: [scene.me1.project(project)] });
    expect(await ask('budget', {}, { actor: member('P2') })).toMatchObject([{ project_code: 'P2' }]);
    expect(await ask('budget', ofP1(), { actor: member('P2') })).toEqual([]);
    expect(await ask('budget', ofP1(), { actor: member('P1') })).toHaveLength(2);
  });

  describe('indicator_table', () => {
    it('ME-C1, ME-C2, ME-C5, ME-C6: shows a program what its observations come to', async () => {
      const rows = await ask('indicator_table');
      const figures = Object.fromEntries(rows.map(({ code, actual }) => [code, actual]));
      expect(figures).toEqual({
        COST: '104',
        EXP: '52000',
        LEAST: '0',
        MEAN: '83.33',
        MOST: '150',
        REACH: '500',
        SHARE: '57.67',
        STAFF: '19',
        TODATE: '310',
        TONNES: '2699.88',
        WELLS: '30',
      });
    });

    it('ME-1: counts what is approved alone, unless it says that it is provisional', async () => {
      expect(await indicator('REACH')).toMatchObject({ actual: '500', provisional: false });
      expect(await indicator('REACH', { include_unapproved: true })).toMatchObject({
        actual: '1499',
        provisional: true,
      });
    });

    it('ME-C8, ME-C9: prints 90.00 and stays amber: progress is judged unrounded', async () => {
      expect(await indicator('TONNES', ofP1())).toMatchObject({
        baseline: '0.00',
        target: '3000.00',
        actual: '2699.88',
        progress: '90.00',
        progress_exact: '89.996',
        light: 'amber',
      });
      expect(await indicator('WELLS', ofP1())).toMatchObject({ progress: '62.50', light: 'red' });
      expect(await indicator('REACH', ofP1())).toMatchObject({ target: null, progress: null, light: 'grey' });
    });

    it('shows the period beside what was reached until its end, and what was said last', async () => {
      const second = { ...ofP1(), start_date: '2026-04-01', end_date: '2026-06-30' };
      expect(await indicator('WELLS', second)).toMatchObject({
        result_code: '1.1',
        unit: 'wells',
        baseline: '5',
        target: '45',
        target_date: '2026-12-31',
        period_target: '12',
        period_actual: '20',
        actual: '30',
        comment: 'Opened with the villages.',
      });
    });

    it('says which result of another program an indicator is of', async () => {
      const rows = await bench.organization();
      const [own, other] = [await rows.program('OWN'), await rows.program('OTHER')];
      const project_id = await rows.project(own, 'P1');
      const result_node_id = await rows.node(other, 'impact', 'X');
      const indicators = [await rows.indicator('A', { result_node_id }), await rows.indicator('B')];
      for (const indicator_id of indicators) await rows.projectIndicator(project_id, indicator_id);
      const { organization_id } = rows;
      const shown = await opener.rows<Row>('monitoring.indicator_table', {
        organization_id,
        params: { project_id },
      });
      expect(shown.map(({ code, result_code }) => [code, result_code])).toEqual([
        ['A', 'X'],
        ['B', null],
      ]);
    });

    it('is about the days of the project, until today, where none are given', async () => {
      const { rows: days } = await bench.admin.query<{ today: string }>(
        `select least((now() at time zone 'Europe/Oslo')::date, '2026-12-31')::text as today`,
      );
      const until = { ...ofP1(), end_date: days[0]?.today ?? null };
      expect(await ask('indicator_table', { ...ofP1(), start_date: null, end_date: null })).toEqual(
        await ask('indicator_table', until),
      );
    });
  });

  it('ME-14: uses values that lie fully inside the days, and tells of the others', async () => {
    const late = { ...ofP1(), start_date: '2026-02-15', indicator_codes: ['REACH'] };
    expect(await ask('indicator_table', late)).toMatchObject([{ period_actual: '300', actual: '420' }]);
    expect(await ask('warnings', late)).toEqual([
      {
        place: 1,
        code: 'PERIOD_PARTIAL',
        severity: 'warning',
        subject: 'P1 Q1 2026',
        affected_count: 1,
        message: 'The period is only partly inside the range: its values are not counted.',
      },
    ]);
    expect(await ask('warnings', { ...late, start_date: '2026-04-01' })).toEqual([]);
  });

  it('tells of what waits for approval and of money that is not added up', async () => {
    const codes = async (params = {}) =>
      (await ask('warnings', params)).map(({ code, affected_count }) => [code, affected_count]);
    expect(await codes()).toEqual([
      ['UNAPPROVED_LEFT_OUT', 4],
      ['SEVERAL_CURRENCIES', 2],
    ]);
    expect(await codes({ include_unapproved: true })).toEqual([
      ['UNAPPROVED_INCLUDED', 4],
      ['SEVERAL_CURRENCIES', 2],
    ]);
  });

  describe('indicator_series', () => {
    const series = async (code: string, params: Readonly<Record<string, Json>> = {}) =>
      (await ask('indicator_series', { indicator_codes: [code], ...params })).map(
        ({ period, value, increment, cumulative }) => [period, value, increment, cumulative],
      );

    it('ME-C7: of values to date the increments are their differences, and nothing is added up', async () => {
      expect(await series('TODATE', ofP1())).toEqual([
        ['Q1 2026', '100', '100', '100'],
        ['Q2 2026', '230', '130', '230'],
        ['Q3 2026', '230', '0', '230'],
        ['Q4 2026', '310', '80', '310'],
      ]);
    });

    it('adds sums up from the beginning, also of what came before the days', async () => {
      expect(await series('REACH', { start_date: '2026-07-01' })).toEqual([
        ['Q3 2026', '60', '60', '410'],
        ['Q4 2026', '90', '90', '500'],
      ]);
    });

    it('ME-C4, ME-C5: aggregates anything else anew until the end of each period', async () => {
      expect((await series('SHARE')).map(([, value, , to_date]) => [value, to_date])).toEqual([
        ['75.71', '75.71'],
        ['52.17', '57.67'],
      ]);
      expect((await series('STAFF')).map(([, , , to_date]) => to_date)).toEqual(['17', '20', '20', '19']);
    });
  });

  describe('logframe', () => {
    it('reads as the tree does, results without an indicator too', async () => {
      const rows = await ask('logframe', ofP1());
      expect(
        rows.map(({ level, code, indicator_code, actual }) => [level, code, indicator_code, actual]),
      ).toEqual([
        ['impact', 'I', null, null],
        ['outcome', '1', 'SHARE', '53.57'],
        ['output', '1.1', 'WELLS', '30'],
        ['output', '1.2', null, null],
      ]);
    });

    it('prints a result once, with years of baseline and target and both kinds of assumptions', async () => {
      expect((await ask('logframe_matrix', ofP1()))[1]).toMatchObject({
        results_chain: '1 Clean water',
        means_of_verification: 'Survey',
        assumptions: 'It rains.',
      });
      expect((await ask('logframe_matrix', ofP1()))[2]).toMatchObject({
        baseline: '5',
        baseline_year: null,
        target: '45',
        target_year: 2026,
      });
    });
  });

  describe('participants_summary', () => {
    const by = async (dimension: string, params = {}) =>
      (await ask('participants_summary', params))
        .filter((row) => row.dimension === dimension)
        .map(({ category, direct, indirect, attendances }) => [category, direct, indirect, attendances]);

    it('ME-17, ME-C10: counts everybody once in every scope, households apart', async () => {
      expect(await by('total')).toEqual([['total', 5, 2, 8]]);
      expect(await by('total', ofP1())).toEqual([['total', 4, 2, 6]]);
      expect(await by('total', { program_id: null, project_id: scene.me1.project('P2') })).toEqual([
        ['total', 2, 0, 2],
      ]);
      expect(await by('total', { end_date: '2026-03-31' })).toEqual([['total', 3, 2, 3]]);
    });

    it('ME-17: by sex and age adds up to the total, and names nobody', async () => {
      expect(await by('sex')).toEqual([
        ['female', 2, 2, 3],
        ['male', 3, 0, 5],
      ]);
      expect(await by('sex_age')).toEqual([
        ['female 5-11', 0, 2, 0],
        ['female 25-59', 2, 0, 3],
        ['male 25-59', 3, 0, 5],
      ]);
      for (const key of ['participants_summary', 'activities']) {
        expect(JSON.stringify(await ask(key))).not.toMatch(/Secret|Hidden|PERSON-/);
      }
    });
  });

  it('activities tell what was done and how many came', async () => {
    expect(await ask('activities')).toMatchObject([
      {
        project_code: 'P1',
        result_code: '1.1',
        code: 'A1',
        planned: '4',
        actual: '3',
        progress: '75.00',
        participants: 3,
      },
      { project_code: 'P1', code: 'A2', participants: 3, attendances: 3 },
      { project_code: 'P2', code: 'A3', participants: 2 },
    ]);
    expect(await ask('activities', { start_date: '2026-03-01', end_date: '2026-04-30' })).toEqual([]);
  });

  describe('budget', () => {
    it('ME-C13: 64250.50 of 100000 are 64.25 %, and 35749.50 remain', async () => {
      expect(await ask('budget_totals', ofP1())).toMatchObject([
        {
          currency: 'EUR',
          budgeted: '100000.00',
          spent: '64250.50',
          remaining: '35749.50',
          percent_spent: '64.25',
        },
      ]);
    });

    it('ME-C14: is added up for each currency, never across them', async () => {
      const totals = await ask('budget_totals');
      expect(totals.map(({ currency, spent, percent_spent }) => [currency, spent, percent_spent])).toEqual([
        ['EUR', '64250.50', '64.25'],
        ['USD', '12500.00', '125.00'],
      ]);
      const lines = await ask('budget');
      expect(lines.map(({ currency, budgeted, remaining }) => [currency, budgeted, remaining])).toEqual([
        ['EUR', '60000.00', '20000.00'],
        ['EUR', '40000.00', '15749.50'],
        ['USD', '10000.00', '-2500.00'],
      ]);
      expect(monitoringBuilders.find(({ key }) => key === 'monitoring.budget')?.currency_column).toBe(
        'currency',
      );
    });
  });

  it('narratives are those of values that count', async () => {
    expect(await ask('narrative')).toMatchObject([
      { code: 'WELLS', project_code: 'P1', period: 'Q1 2026', narrative: 'Opened with the villages.' },
      { code: 'WELLS', period: 'Q2 2026' },
    ]);
  });
});
