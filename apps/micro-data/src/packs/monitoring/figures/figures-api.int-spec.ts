import { Me1, MonitoringRows } from '@galley/pack-monitoring/testing';
import { PackApi, type Answered, type CallOptions } from '../../../../test/support/pack-api.js';

const YEAR = 'from=2026-01-01&to=2026-12-31';
const UNKNOWN = '0199aaaa-0000-7000-8000-000000000001';

describe('figures over HTTP', () => {
  let api: PackApi;
  let me1: Me1;
  let rows: MonitoringRows;

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    const { rows: found } = await api.service.admin.query<{ id: string }>(
      `SELECT id FROM platform.organization WHERE code = 'demo'`,
    );
    rows = new MonitoringRows(api.service.admin, found[0]?.id ?? '');
    me1 = await Me1.insert(rows);
  });
  afterAll(() => api?.stop());

  const values = (code: string, query = '', options: CallOptions = {}): Promise<Answered> =>
    api.call('GET', `indicators/${me1.indicator(code)}/values?${YEAR}${query}`, undefined, options);
  const first = async (code: string, query = '', options: CallOptions = {}): Promise<unknown> =>
    (await values(code, query, options)).body.items[0]?.['value'];
  const ofP1 = (what: string, options: CallOptions = {}): Promise<Answered> =>
    api.call('GET', `projects/${me1.project('P1')}/${what}?${YEAR}`, undefined, options);

  it('ME-C1: are of the program, of one project, and provisional where it is asked for', async () => {
    const { body } = await values('REACH');
    expect(body).toMatchObject({
      indicator_code: 'REACH',
      by: 'total',
      from: '2026-01-01',
      to: '2026-12-31',
      is_provisional: false,
      items: [{ value: '500', observations: 6, target: null, progress: null, light: 'grey', notes: [] }],
      warnings: [],
    });
    expect(await first('REACH', `&project_id=${me1.project('P1')}`)).toBe('420');
    const provisional = await values('REACH', '&include_unapproved=true');
    expect([provisional.body['is_provisional'], provisional.body.items[0]?.['value']]).toEqual([
      true,
      '1499',
    ]);
  });

  it('ME-C5, ME-C6, ME-C7: are those of every other reader', async () => {
    expect(await first('SHARE')).toMatch(/^57\.6666/);
    expect(await first('COST')).toBe('104');
    const { body } = await values('TODATE', '&by=period');
    expect(body.items.map(({ period_label, value, increment }) => [period_label, value, increment])).toEqual([
      ['Q1 2026', '100', '100'],
      ['Q2 2026', '230', '130'],
      ['Q3 2026', '230', '0'],
      ['Q4 2026', '310', '80'],
    ]);
    const byProject = await values('COST', '&by=project');
    expect(byProject.body.items.map(({ project_code, value }) => [project_code, value])).toEqual([
      ['P1', '100'],
      ['P2', '125'],
    ]);
  });

  it('a member confined to a project has its figures, and knows of no other', async () => {
    const member = { roles: ['member'], projects: [me1.project('P1')] };
    expect(await first('REACH', '', member)).toBe('420');
    expect(await first('COST', '', member)).toBe('100');
    const other = await values('REACH', `&project_id=${me1.project('P2')}`, member);
    expect(other.status).toBe(404);
    expect((await ofP1('progress', member)).status).toBe(200);
    const progress = await api.call('GET', `projects/${me1.project('P2')}/progress`, undefined, member);
    expect(progress.status).toBe(404);
  });

  it('what is not there, or another organization’s, is not found', async () => {
    for (const path of [
      `indicators/${UNKNOWN}/values`,
      `projects/${UNKNOWN}/logframe`,
      'projects/x/progress',
    ])
      expect((await api.call('GET', path)).status).toBe(404);
    expect((await values('REACH', '', { org: 'rival' })).status).toBe(404);
    expect((await ofP1('logframe', { org: 'rival' })).status).toBe(404);
  });

  it('peer mentors have no part in them', async () => {
    expect((await values('REACH', '', { roles: ['peer_mentor'] })).status).toBe(403);
    expect((await ofP1('progress', { roles: ['peer_mentor'] })).status).toBe(403);
  });

  it.each([
    ['from=2026-02-30', 'from'],
    ['from=2026-02-02&to=2026-02-01', 'to'],
    ['by=week', 'by'],
    ['include_unapproved=yes', 'include_unapproved'],
    ['project_id=P1', 'project_id'],
  ])('%s is refused', async (query, pointer) => {
    const { status, body } = await api.call('GET', `indicators/${me1.indicator('REACH')}/values?${query}`);
    expect([status, body.errors?.map((fault) => fault.pointer?.replace('/', ''))]).toEqual([422, [pointer]]);
  });

  it('ME-14: name the values that only overlap their days', async () => {
    const path = `indicators/${me1.indicator('COST')}/values?from=2026-02-01&to=2026-06-30`;
    const { body } = await api.call('GET', path);
    expect(body['warnings']).toMatchObject(
      Array.from({ length: 4 }, () => ({
        code: 'PERIOD_PARTIAL',
        period_label: 'Q1 2026',
        start_date: '2026-01-01',
      })),
    );
  });

  describe('of a project that has targets', () => {
    beforeAll(async () => {
      const { program_id } = me1;
      const impact = await rows.node(program_id, 'impact', 'IM');
      const outcome = await rows.node(program_id, 'outcome', 'OC', impact, { assumptions: 'Peace.' });
      const { admin } = api.service;
      await admin.query('UPDATE monitoring.indicator SET result_node_id = $1 WHERE id = $2', [
        outcome,
        me1.indicator('REACH'),
      ]);
      await admin.query(
        `UPDATE monitoring.project_indicator SET baseline = 0, target = 420 * 3000 / 2699.88
         WHERE indicator_id = $1 AND project_id = $2`,
        [me1.indicator('REACH'), me1.project('P1')],
      );
      await admin.query(
        `UPDATE monitoring.project_indicator SET baseline = 100, target = 310
         WHERE indicator_id = $1 AND project_id = $2`,
        [me1.indicator('TODATE'), me1.project('P1')],
      );
      const budget = { project_id: me1.project('P1'), category: 'Staff' };
      await rows.insert('budget_line', {
        ...budget,
        code: 'B1',
        budgeted: 100_000,
        spent: '64250.50',
        currency: 'EUR',
      });
      await rows.insert('budget_line', { ...budget, code: 'B2', budgeted: 500, spent: 0, currency: 'UGX' });
      const activity = await rows.insert('activity', {
        project_id: me1.project('P1'),
        code: 'A1',
        title: 'A1',
        status: 'completed',
      });
      const registered = { project_id: me1.project('P1') };
      const participants = [
        await rows.insert('participant', { code: 'X', ...registered }),
        await rows.insert('participant', { code: 'Y' }),
      ];
      await rows.insert('household_member', { participant_id: participants[0], ...registered, line_no: 1 });
      for (const participant_id of participants)
        await rows.insert('activity_participant', {
          ...registered,
          activity_id: activity,
          participant_id,
          attended_on: '2026-02-02',
        });
    });

    it('the logical framework is the program’s tree with the indicators of the project', async () => {
      const { body, status } = await ofP1('logframe');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        project: { id: me1.project('P1'), code: 'P1' },
        results: [
          {
            code: 'IM',
            indicators: [],
            children: [
              {
                code: 'OC',
                level: 'outcome',
                assumptions: 'Peace.',
                indicators: [{ code: 'REACH', actual: '420' }],
              },
            ],
          },
        ],
      });
      const rest = body['indicators'] as { code: string; actual: string | null }[];
      expect(rest.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['STAFF', 'SHARE', 'TODATE', 'COST']),
      );
      expect(rest.find(({ code }) => code === 'COST')?.actual).toBe('100');
    });

    it('ME-C8, ME-C9: progress and lights are of what is not rounded', async () => {
      const { body } = await ofP1('progress');
      const figures = body['indicators'] as Record<string, string>[];
      const of = (code: string) => figures.find((figure) => figure['code'] === code);
      expect(of('REACH')).toMatchObject({ progress: expect.stringMatching(/^89\.99/), light: 'amber' });
      expect(of('TODATE')).toMatchObject({ baseline: '100', actual: '310', progress: '100', light: 'green' });
      expect(of('STAFF')).toMatchObject({ target: null, progress: null, light: 'grey' });
      expect(body['lights']).toEqual({ green: 1, amber: 1, red: 0, grey: figures.length - 2 });
      const project = await values('REACH', '&by=project');
      expect(project.body.items[0]).toMatchObject({ project_code: 'P1', light: 'amber' });
    });

    it('ME-C13, ME-C14: money is counted by currency, and what is left with it', async () => {
      const { body } = await ofP1('progress');
      expect(body['budget']).toEqual([
        {
          currency: 'EUR',
          budgeted: '100000.00',
          spent: '64250.50',
          remaining: '35749.50',
          percent_spent: '64.2505',
        },
        { currency: 'UGX', budgeted: '500.00', spent: '0.00', remaining: '500.00', percent_spent: '0' },
      ]);
      expect(body['activities']).toEqual({ planned: 0, ongoing: 0, completed: 1, cancelled: 0 });
      expect(body['people']).toEqual({ attendances: 2, direct: 2, new_people: 2, indirect: 1 });
      // One of them is registered with the organization: they count for whoever sees the project only, too.
      const member = { roles: ['member'], projects: [me1.project('P1')] };
      expect((await ofP1('progress', member)).body['people']).toEqual(body['people']);
    });

    it('ME-C9: lights follow what the organization settles', async () => {
      const light = async () => (await values('REACH', '&by=project')).body.items[0]?.['light'];
      const settings = await api.call('GET', 'settings');
      expect([settings.body, settings.headers.get('etag')]).toEqual([
        { id: rows.organization_id, green_from: '90', amber_from: '70', version: 0 },
        '"v0"',
      ]);
      const match = { headers: { 'if-match': '"v0"' } };
      const changed = await api.call('PATCH', 'settings', { green_from: '89.5' }, match);
      expect([changed.status, changed.body]).toMatchObject([200, { green_from: '89.5', version: 1 }]);
      expect(await light()).toBe('green');
      const late = await api.call('PATCH', 'settings', { green_from: '90' }, match);
      expect(late.status).toBe(412);
      const refused = await api.call('PATCH', 'settings', { amber_from: '89.501' });
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/green_from']);
      expect((await api.call('PATCH', 'settings', { green_from: 90 })).status).toBe(422);
      const member = { roles: ['member'] };
      expect((await api.call('PATCH', 'settings', { green_from: '1' }, member)).status).toBe(403);
      expect((await api.call('GET', 'settings', undefined, member)).body.version).toBe(1);
      expect((await api.call('GET', 'settings', undefined, { org: 'rival' })).body.version).toBe(0);
    });

    it('settings that two people change at once are changed by one of them', async () => {
      const headers = { 'if-match': '"v0"' };
      const changes = ['80', '85'].map((green_from) =>
        api.call('PATCH', 'settings', { green_from }, { org: 'rival', headers }),
      );
      const statuses = (await Promise.all(changes)).map(({ status }) => status);
      expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 412]);
    });
  });
});
