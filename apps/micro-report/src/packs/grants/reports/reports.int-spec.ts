import { randomUUID } from 'node:crypto';
import { documentFaults } from '@galley/platform';
import { walkRoutes, type WalkedRoute } from '@galley/platform/testing';
import { good, problemOf, ReportsHouse, type ReportJson } from './testing/reports-house.js';

describe('reading Bufdir reports', () => {
  let house: ReportsHouse;

  beforeAll(async () => {
    house = await ReportsHouse.open();
  });
  afterAll(() => house?.close());

  const list = async (query = '', org = 'ACME'): Promise<readonly ReportJson[]> => {
    const answer = await house.call(`/reports${query}`, { org });
    expect(answer.status).toBe(200);
    return answer.body.items as ReportJson[];
  };
  const versionsIn = async (query: string): Promise<string[]> =>
    (await list(query)).map(({ period_label, report_version }) => `${period_label} v${report_version}`);

  describe('in lists', () => {
    const author = randomUUID();

    beforeAll(async () => {
      const of = (year: number) => ({ start: `${year}-01-01`, end: `${year}-12-31` });
      const store = house.stored.bind(house);
      await store({ ...of(2019), status: 'completed', is_latest_version: false, generated_by: author });
      await store({ ...of(2019), status: 'completed', format: 'pdf' });
      await store({ ...of(2019), status: 'failed' });
      await store({ ...of(2020), status: 'failed' });
      await store({ ...of(2020), status: 'draft', format: 'xlsx' });
      await store({ start: '2021-01-01', end: '2021-06-30', status: 'submitted' });
      await store({ ...of(2021), organization_id: house.report.globex, status: 'completed' });
    });

    it('each period shows its latest version, or the highest where none is completed', async () => {
      expect(await versionsIn('?sort=period_label')).toEqual(['2019 v2', '2020 v2', 'H1 2021 v1']);
      expect(await versionsIn('?sort=-reporting_period_end')).toEqual(['H1 2021 v1', '2020 v2', '2019 v2']);
    });

    it('every version where all are asked for', async () => {
      expect((await versionsIn('?all_versions=true')).toSorted()).toEqual([
        '2019 v1',
        '2019 v2',
        '2019 v3',
        '2020 v1',
        '2020 v2',
        'H1 2021 v1',
      ]);
    });

    it.each([
      ['?status=completed', ['2019 v2']],
      ['?status=complete', ['2019 v2']],
      ['?status=failed', []],
      ['?status=failed&all_versions=true&sort=period_label', ['2019 v3', '2020 v1']],
      ['?format=excel', ['2020 v2']],
      ['?format=pdf&year=2019', ['2019 v2']],
      ['?year=2021', ['H1 2021 v1']],
      [`?generated_by=${author}&all_versions=true`, ['2019 v1']],
      [`?period_id=${randomUUID()}`, []],
    ])('%s chooses %j', async (query, expected) => {
      expect(await versionsIn(query)).toEqual(expected);
    });

    it('page by page, with the number of all', async () => {
      const first = (await house.call('/reports?limit=2&sort=period_label')).body;
      expect(first).toMatchObject({ total: 3 });
      const rest = await list(`?limit=2&sort=period_label&cursor=${String(first.next_cursor)}`);
      expect(rest.map(({ period_label }) => period_label)).toEqual(['H1 2021']);
    });

    it('refuses filters that mean nothing', async () => {
      expect(problemOf(await house.call('/reports?format=docx'))).toEqual([400, 'format-invalid']);
      for (const query of [
        '?status=done',
        '?period_id=x',
        '?year=x',
        '?sort=report_data',
        '?all_versions=maybe',
      ]) {
        expect(problemOf(await house.call(`/reports${query}`))).toEqual([422, 'invalid']);
      }
    });

    it("BU-B-1: another organization's are not among them; administrators of the group name one", async () => {
      expect((await list('', 'GLOBEX')).map(({ period_label }) => period_label)).toEqual(['2021']);
      const path = `/reports?organization_id=${house.report.globex}`;
      expect(problemOf(await house.call(path))).toEqual([403, 'org-scope-forbidden']);
      const { body } = await house.call(path, { roles: ['global_admin'] });
      expect((body.items as ReportJson[]).map(({ organization_id }) => organization_id)).toEqual([
        house.report.globex,
      ]);
    });
  });

  it('shows the data of a completed report, which no other answer does', async () => {
    const report_data = { schema_version: '2025-v1', totals: { activities: 7, hours: '11.25' } };
    const { id } = await house.stored({ status: 'completed', report_data });
    const { body } = await house.call(`/reports/${id}/preview`);
    const report = await house.read(id);
    expect(body).toMatchObject({ id, report_data, report_sha256: report.report_sha256, report_version: 1 });
    expect(report).not.toHaveProperty('report_data');
    expect(report).toMatchObject({
      total_activity_count: 7,
      total_participant_count: 17,
      total_hours: '11.25',
      is_latest_version: true,
    });
  });

  it.each(['draft', 'pending', 'generating', 'failed'] as const)(
    'has no data to show while it is %s',
    async (status) => {
      const { id } = await house.stored({ status });
      expect(problemOf(await house.call(`/reports/${id}/preview`))).toEqual([409, 'report-not-completed']);
      expect((await house.call(`/reports/${id}/warnings`)).body).toEqual({ items: [] });
    },
  );

  it('shows its warnings', async () => {
    const { id } = await house.stored({ status: 'generating' });
    const warning = { code: 'X', message: 'x', severity: 'warning', affected_count: 1 };
    await house.report.database.asSystemSql(
      (tx) => tx.$executeRaw`
        update grants.bufdir_report set validation_warnings = ${JSON.stringify([warning])}::jsonb where id = ${id}::uuid`,
    );
    expect((await house.call(`/reports/${id}/warnings`)).body).toEqual({ items: [warning] });
    expect((await house.read(id)).validation_warnings).toEqual([warning]);
  });

  it("BU-B-1: another organization's report is not there, whatever is asked of it", async () => {
    const { id } = await house.stored({ organization_id: house.report.globex, status: 'completed' });
    for (const address of [id, randomUUID(), 'no-id']) {
      const admin = { roles: ['org_admin'] };
      const answers = [
        await house.call(`/reports/${address}`),
        await house.call(`/reports/${address}/preview`),
        await house.call(`/reports/${address}/warnings`),
        await house.call(`/reports/${address}`, { method: 'PATCH', body: { format: 'pdf' } }),
        await house.post(`/reports/${address}/generate`),
        await house.post(`/reports/${address}/cancel`),
        await house.post(`/reports/${address}/regenerate`),
        await house.call(`/reports/${address}`, { method: 'DELETE', ...admin }),
      ];
      for (const answer of answers) expect(problemOf(answer)).toEqual([404, 'not-found']);
    }
    expect(await house.actionsOn(id)).toEqual([]);
  });

  it('BU-B-1: an administrator of the group reads and moves it, on record in its organization', async () => {
    const { id, organization_id } = await house.stored({
      organization_id: house.report.globex,
      status: 'completed',
    });
    const call = { roles: ['global_admin'], sub: randomUUID() };
    expect(await house.read(id, call)).toMatchObject({ id, organization_id });
    const next = good(await house.post(`/reports/${id}/regenerate`, {}, call), 202);
    expect(next).toMatchObject({ organization_id, report_version: 2, generated_by: call.sub });
    expect(good(await house.post(`/reports/${next.id}/cancel`, {}, call), 200).status).toBe('failed');
    const events = await house.report.database.asSystem((tx) =>
      tx.audit_event.findMany({
        where: { organization_id, actor_id: call.sub },
        orderBy: { sequence: 'asc' },
      }),
    );
    const acting = 'grants.act-in-organization';
    expect(events.map(({ action }) => action)).toEqual([
      acting,
      acting,
      'report.request',
      'bufdir-report.regenerate',
      acting,
      'bufdir-report.cancel',
      'report.cancel',
    ]);
    expect(problemOf(await house.call(`/reports/${randomUUID()}`, call))).toEqual([404, 'not-found']);
  });

  // Last, because it also creates what the examples of the document say.
  it('is documented completely, and allowed as the policy table says', async () => {
    const document = await house.document();
    expect(documentFaults(document)).toEqual([]);
    const isGrants = ({ path }: WalkedRoute): boolean => path.startsWith('/api/grants/');
    const options = { organization: 'GLOBEX', skip: (route: WalkedRoute) => !isGrants(route) };
    expect(await walkRoutes(house.report.http, document, options)).toEqual([]);
  });
});
