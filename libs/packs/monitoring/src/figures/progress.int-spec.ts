import type { RowValues } from '@galley/platform/testing';
import { FigureBench } from '../testing/figure-bench.js';
import type { MonitoringRows } from '../testing/monitoring-rows.js';

describe('progress, lights and targets', () => {
  let bench: FigureBench;
  let rows: MonitoringRows;

  beforeAll(async () => {
    bench = await FigureBench.open();
    rows = await bench.organization();
  });
  afterAll(() => bench?.close());

  async function one<Value>(text: string, values: readonly unknown[]): Promise<Value | undefined> {
    const [row] = await bench.ask<{ it: Value }>(rows.organization_id, `SELECT ${text} AS it`, values);
    return row?.it;
  }

  it.each([
    ['0', '600', '500', '83.3333333333333333'],
    ['40', '20', '26', '70'],
    ['0', '600', '660', '110'],
    ['40', '20', '45', '-25'],
    ['15', '50', '53', '108.5714285714285714'],
    ['20', '20', '20', null],
    [null, '600', '300', '50'],
    ['0', null, '300', null],
    ['0', '600', null, null],
  ])('ME-C8: from %s to %s, %s is %s', async (baseline, target, actual, progress) => {
    expect(await one('monitoring.progress($1, $2, $3)', [actual, baseline, target])).toBe(progress);
  });

  it('ME-C8: what is to fall from nobody knows where has no progress', async () => {
    expect(await one(`monitoring.progress(20, null, 5, 'decreasing')`, [])).toBeNull();
    expect(await one(`monitoring.progress(20, 25, 5, 'decreasing')`, [])).toBe('25');
  });

  it.each([
    ['2699.88', '3000', 'amber'],
    ['2700', '3000', 'green'],
    ['2100', '3000', 'amber'],
    ['2099.999999', '3000', 'red'],
    [null, '3000', 'grey'],
    ['2700', null, 'grey'],
  ])('ME-C9: %s of %s is %s, by what it is and not by what is printed', async (actual, target, light) => {
    const found = await one('monitoring.light(monitoring.progress($1, 0, $2), 90, 70)', [actual, target]);
    expect(found).toBe(light);
  });

  it('ME-C9: an organization settles its own lights', async () => {
    const thresholds = () =>
      bench.ask(rows.organization_id, 'SELECT * FROM monitoring.light_thresholds($1)', [
        rows.organization_id,
      ]);
    expect(await thresholds()).toEqual([{ green_from: '90', amber_from: '70' }]);
    await rows.insert('setting', { green_from: 80, amber_from: '50.5' });
    expect(await thresholds()).toEqual([{ green_from: '80.000', amber_from: '50.500' }]);
  });

  describe('targets over projects', () => {
    let p1: string;
    let p2: string;

    beforeEach(async () => {
      rows = await bench.organization();
      const program = await rows.program('A');
      [p1, p2] = [await rows.project(program, 'P1'), await rows.project(program, 'P2')];
    });

    async function targets(
      indicator: RowValues,
      own: readonly (RowValues | null)[],
      projects = [p1, p2],
    ): Promise<(string | null)[] | null> {
      const indicator_id = await rows.indicator(`I${Math.random()}`, indicator);
      for (const [index, values] of own.entries()) {
        if (values === null) continue;
        await rows.insert('project_indicator', { project_id: [p1, p2][index], indicator_id, ...values });
      }
      const [row] = await bench.ask<{ baseline: string | null; target: string | null }>(
        rows.organization_id,
        'SELECT * FROM monitoring.indicator_targets($1, $2)',
        [projects, [indicator_id]],
      );
      return row ? [row.baseline, row.target].map((figure) => figure && String(Number(figure))) : null;
    }

    it('are summed up where values are', async () => {
      const own = [
        { baseline: 10, target: 100 },
        { baseline: 5, target: 50 },
      ];
      for (const indicator of [{}, { aggregation_method: 'latest' }, { is_cumulative: true }])
        expect(await targets(indicator, own)).toEqual(['15', '150']);
    });

    it('are what projects agree on where values are not summed up', async () => {
      const own = [
        { baseline: 10, target: 100 },
        { baseline: 5, target: 100 },
      ];
      for (const indicator of [
        { aggregation_method: 'average' },
        { aggregation_method: 'max' },
        { value_type: 'percentage', aggregation_method: 'latest', unit_factor: 100 },
        { aggregation_over_projects: 'average' },
      ])
        expect(await targets(indicator, own)).toEqual([null, '100']);
    });

    it('are those of the indicator for whole programs of which a project says nothing', async () => {
      const indicator = { baseline: 1, lop_target: 500 };
      const own = [{ baseline: 10, target: 100 }, { baseline: 5 }];
      expect(await targets(indicator, own)).toEqual(['15', '500']);
      expect(await targets(indicator, own, [p1])).toEqual(['10', '100']);
      expect(await targets(indicator, own, [p2])).toEqual(['5', null]);
      expect(await targets(indicator, [null, null])).toEqual(['1', '500']);
      // A project that does not work with the indicator says nothing against the sum of the others.
      expect(await targets(indicator, [{ baseline: 10, target: 100 }, null])).toEqual(['10', '100']);
      expect(await targets({}, [{ target: 100 }, {}])).toEqual([null, '100']);
      expect(await targets({}, [])).toBeNull();
    });
  });
});
