import { readUnhcrActivity, unhcrRecords } from '@galley/pack-monitoring/demo';
import { PackApi } from '../../../../test/support/pack-api.js';

/** A published activity (demo/iati-unhcr.json) comes in as anybody's records would. */
describe('the UNHCR activity', () => {
  let api: PackApi;
  const activity = readUnhcrActivity();
  const batches = unhcrRecords(activity);

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
  });
  afterAll(() => api?.stop());

  it('comes through the public API as it is, and a second time changes nothing', async () => {
    const load = async () => {
      const done: unknown[] = [];
      for (const { name, items } of batches) {
        const { status, body } = await api.call('POST', `${name}/bulk`, { items });
        if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`);
        done.push([name, body['created'], body['updated'], body['unchanged']]);
      }
      return done;
    };
    const counts: readonly (readonly [string, number])[] = [
      ['programs', 1],
      ['projects', 1],
      ['result-nodes', 126],
      ['indicators', 126],
      ['project-indicators', 126],
      ['reporting-periods', 1],
      ['indicator-reports', 126],
    ];
    expect(await load()).toEqual(counts.map(([name, count]) => [name, count, 0, 0]));
    expect(await load()).toEqual(counts.map(([name, count]) => [name, 0, 0, count]));
  });

  it('ME-7: has outcomes and outputs that contribute to nothing, in their order', async () => {
    const [program] = (await api.call('GET', 'programs')).body.items;
    const { body } = await api.call('GET', `result-nodes/tree?program_id=${String(program?.['id'])}`);
    expect(body.items.map(({ code, order_index }) => [code, order_index])).toEqual(
      activity.result_nodes.map(({ key }, index) => [key, index]),
    );
    expect(new Set(body.items.map(({ level }) => level))).toEqual(new Set(['outcome', 'output']));
  });

  it('ME-10: has shares without numerators, each the latest', async () => {
    const { body } = await api.call('GET', 'indicators?value_type=percentage&limit=200');
    expect(body.items).toHaveLength(activity.indicators.filter(({ unit }) => unit === '%').length);
    expect(new Set(body.items.map((item) => item['aggregation_method']))).toEqual(new Set(['latest']));
    expect(new Set(body.items.map((item) => item['unit_factor']))).toEqual(new Set(['100.000000']));
  });

  it('keeps every value and target, to six decimals', async () => {
    const { rows } = await api.service.admin.query<{
      code: string;
      value: string | null;
      target: string | null;
    }>(
      `select i.code, trim_scale(r.value)::text as value, trim_scale(r.target)::text as target
       from monitoring.indicator_report r join monitoring.indicator i on i.id = r.indicator_id
       where r.status = 'approved'`,
    );
    const kept = new Map(rows.map(({ code, ...numbers }) => [code, numbers]));
    // One of them has seven.
    const sixth: Readonly<Record<string, string>> = { '1.9766114': '1.976611' };
    for (const { indicator, value, target } of activity.indicator_reports) {
      expect([indicator, kept.get(indicator)]).toEqual([
        indicator,
        { value: value === null ? null : (sixth[value] ?? value), target },
      ]);
    }
  });
});
