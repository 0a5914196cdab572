import type { Dataset } from '@galley/dataset';
import { monitoringBuilders } from '@galley/pack-monitoring/data';
import { DonorScene, MonitoringRows } from '@galley/pack-monitoring/testing';
import { DataService } from '../../../test/support/data-service.js';

const KINDS = [
  'narrative',
  'logframe',
  'indicator_table',
  'indicator_chart',
  'activities',
  'participants',
  'budget',
  'annex',
];
const CONFIG: Readonly<Record<string, object>> = {
  narrative: { include_values: true },
  annex: { items: [{ title: 'Audit' }] },
};

/** The datasets as services and callers get them: what their rows are, the pack's own specs say. */
describe('the datasets of monitoring over HTTP', () => {
  let service: DataService;
  let scene: DonorScene;
  let report_id: string;

  beforeAll(async () => {
    service = await DataService.start();
    await service.organization('demo', []);
    const { rows } = await service.admin.query<{ id: string }>(
      `select id from platform.organization where code = 'demo'`,
    );
    scene = await DonorScene.insert(service.admin, new MonitoringRows(service.admin, rows[0]?.id ?? ''));
    report_id = await scene.report(KINDS.map((kind) => ({ kind, config: CONFIG[kind] ?? {} })));
  });
  afterAll(() => service?.stop());

  const ask = async (name: string, request: object): Promise<Dataset> => {
    const question = { builder_key: `monitoring.${name}`, ...request };
    const { status, body } = await service.execute(question, { roles: ['org_admin'] });
    expect([status, body]).toEqual([200, body]);
    return body;
  };
  const days = { start_date: '2026-01-01', end_date: '2026-12-31' };

  it.each(monitoringBuilders.map(({ key }) => key.replace('monitoring.', '')))('%s answers', async (name) => {
    const params = /^(report|section)_/.test(name)
      ? { report_id }
      : /^(projects|programs|indicators)$/.test(name)
        ? {}
        : { program_id: scene.me1.program_id, ...days };
    const { rows, columns } = await ask(name, { params });
    expect(columns.length).toBeGreaterThan(0);
    expect(name === 'report_warnings' || rows.length > 0).toBe(true);
  });

  it('ME-C14: give one total for each currency', async () => {
    const totals = ['budgeted', 'spent', 'remaining'].map((column) => ({ column, aggregate: 'sum' }));
    const params = { program_id: scene.me1.program_id };
    expect((await ask('budget', { params, totals })).totals).toEqual({
      budgeted: { EUR: '100000.00', USD: '10000.00' },
      spent: { EUR: '64250.50', USD: '12500.00' },
      remaining: { EUR: '35749.50', USD: '-2500.00' },
    });
  });

  it('refuse what they cannot be asked', async () => {
    const refused = async (name: string, params: object) =>
      (await service.execute({ builder_key: `monitoring.${name}`, params }, { roles: ['org_admin'] })).status;
    expect(await refused('indicator_table', { project_id: 'P1' })).toBe(422);
    expect(await refused('section_budget', {})).toBe(422);
    expect(await refused('activities', { include_unapproved: true })).toBe(422);
  });
});
