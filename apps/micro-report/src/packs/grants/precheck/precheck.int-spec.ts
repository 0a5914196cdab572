import { problemOf, ReportsHouse } from '../reports/testing/reports-house.js';

const YEAR = { reporting_period_start: '2025-01-01', reporting_period_end: '2025-12-31' };

describe('checking a Bufdir report before it is made', () => {
  let house: ReportsHouse;

  beforeAll(async () => {
    house = await ReportsHouse.open();
  });
  afterAll(() => house?.close());
  beforeEach(() => {
    house.records.figures = {};
    house.records.requests.length = 0;
  });

  it('answers figures and warnings as a report would have them, and creates nothing', async () => {
    const tables = ['grants.bufdir_report', 'tenant.tb_report_job', 'platform.audit_event'] as const;
    const counts = () => Promise.all(tables.map((table) => house.count(table)));
    const before = await counts();
    const { status, body } = await house.post('/precheck', YEAR);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      organization_id: house.report.acme,
      reporting_period_start: '2025-01-01T00:00:00Z',
      reporting_period_end: '2025-12-31T00:00:00Z',
      period_label: '2025',
      bufdir_schema_version: '2025-v1',
      totals: { activities: 3, hours: '3.00', unique_participants: 3, countable_days: 2 },
      obstacle: null,
    });
    expect(body.validation_warnings).toContainEqual(
      expect.objectContaining({ code: 'UNAPPROVED_ACTIVITIES', severity: 'warning', affected_count: 1 }),
    );
    expect(body.activity_types).toContainEqual(
      expect.objectContaining({ key: 'one_to_one', label: 'Likepersonssamtale', activities: 3 }),
    );
    expect(await counts()).toEqual(before);
  });

  it('asks micro-data for the records of these days, of all units', async () => {
    await house.post('/precheck', YEAR);
    const { params } =
      house.records.requests.find(({ builder_key }) => builder_key === 'grants.activity_summary') ?? {};
    expect(params).toMatchObject({
      date_from: '2025-01-01',
      date_to: '2025-12-31',
      schema_version: '2025-v1',
      hierarchy: { organization_id: house.report.acme, units: house.units },
    });
  });

  it('BU-B-9: says what the report would fail with', async () => {
    const { body } = await house.post('/precheck', { ...YEAR, bufdir_schema_version: '2024-v2' });
    expect(body.obstacle).toMatchObject({ code: 'MANDATORY_FIELD_MISSING' });
    expect(JSON.stringify(body.obstacle)).toContain('/organization/org_number');
  });

  it('BU-V-11: says so of a figure that cannot be', async () => {
    house.records.figures = { minutes: -60 };
    const { body } = await house.post('/precheck', YEAR);
    expect(body.obstacle).toMatchObject({ code: 'NEGATIVE_AGGREGATE' });
  });

  it('looks at a period in progress too', async () => {
    await house.created(YEAR);
    expect((await house.post('/precheck', YEAR)).status).toBe(200);
  });

  it.each([
    ['period-not-ended', 422, { reporting_period_start: '2025-01-01', reporting_period_end: '2999-12-31' }],
    ['period-too-short', 422, { reporting_period_start: '2025-01-01', reporting_period_end: '2025-01-10' }],
    ['format-invalid', 400, { ...YEAR, format: 'docx' }],
    ['schema-version-unknown', 422, { ...YEAR, bufdir_schema_version: 'x' }],
    ['invalid', 422, { ...YEAR, enqueue: false }],
  ])('refuses what a report would be refused with: %s', async (code, status, body) => {
    expect(problemOf(await house.post('/precheck', body))).toEqual([status, code]);
  });

  it('BU-B-1: refuses another organization, but to administrators of the group', async () => {
    const body = { ...YEAR, organization_id: house.report.globex };
    expect(problemOf(await house.post('/precheck', body))).toEqual([403, 'org-scope-forbidden']);
    const answer = await house.post('/precheck', body, { roles: ['global_admin'] });
    expect(answer.body).toMatchObject({ organization_id: house.report.globex });
  });

  it('says that the data service is down', async () => {
    house.records.before = () => Promise.resolve('down');
    expect(problemOf(await house.post('/precheck', YEAR))).toEqual([503, 'unavailable']);
    house.records.before = () => Promise.resolve('cut');
    expect(problemOf(await house.post('/precheck', YEAR))).toEqual([503, 'unavailable']);
    house.records.before = () => Promise.resolve('answer');
  });
});
