import { startReportApp, USER, type ReportApp } from '../../test/report-app.js';
import type { Dashboard } from './dashboard-resource.js';
import { DashboardModule } from './dashboard.module.js';

const OTHER = '0199aaaa-0000-7000-8000-000000000002';
const HOUR = 3_600_000;

describe('the dashboard', () => {
  let report: ReportApp;

  beforeAll(async () => {
    report = await startReportApp([DashboardModule]);
    await addJobs(report, report.acme);
    await addJobs(report, report.globex);
  });
  afterAll(() => report.close());

  const read = async (query = '', call = {}): Promise<Dashboard> => {
    const answer = await report.call(`/api/reports/dashboard${query}`, call);
    expect(answer.status).toBe(200);
    return answer.json() as Dashboard;
  };

  it('counts the jobs of the window by status, every status named', async () => {
    const { by_status, hours } = await read();
    expect(hours).toBe(24);
    expect(by_status).toEqual({ queued: 2, processing: 0, completed: 3, failed: 1, cancelled: 1 });
    expect((await read('?hours=72')).by_status.completed).toBe(4);
  });

  it('says what waits and since when', async () => {
    const { queue, as_of } = await read();
    expect(queue).toMatchObject({ waiting: 2, running: 0 });
    const waited = new Date(as_of).getTime() - new Date(queue.oldest_waiting_at ?? 0).getTime();
    expect(queue.oldest_waiting_s).toBeCloseTo(waited / 1000, 0);
    expect(waited).toBeGreaterThan(1.9 * HOUR);
  });

  it('tells templates apart, with their times', async () => {
    const { by_template } = await read();
    expect(by_template).toEqual([
      expect.objectContaining({
        report_type: 'stock',
        runs: 5,
        completed: 3,
        failed: 0,
        average_ms: 200,
        p95_ms: 300,
      }),
      expect.objectContaining({ report_type: 'orders', runs: 2, completed: 0, failed: 1, average_ms: null }),
    ]);
    expect((await read('?top=1')).by_template).toHaveLength(1);
  });

  it('lists failures with their code', async () => {
    expect((await read()).failures).toEqual([
      expect.objectContaining({ report_type: 'orders', error_code: 'source-failed' }),
    ]);
  });

  it('shows whom business units confine their own runs only', async () => {
    const confined = { roles: ['coordinator'], bus: ['T01'], sub: OTHER };
    expect((await read('', confined)).by_status).toMatchObject({ queued: 1, completed: 0 });
  });

  it('leaves out what is about projects that are not the caller’s', async () => {
    const [project_id, name] = [OTHER, 'Of a project'];
    await report.database.asSystem(async (tx) => {
      await tx.tb_report_schedule.create({
        data: {
          organization_id: report.acme,
          owner_id: USER,
          owner: { kind: 'user', roles: [], bu_codes: null, project_ids: [] },
          name,
          project_id,
          report_type: 'stock',
          format: 'csv',
          cron_expression: '0 6 * * *',
          next_run_at: new Date(Date.now() + HOUR),
        },
      });
    });
    const coordinator = { roles: ['coordinator'], sub: OTHER };
    const names = async (call: object) => (await read('', call)).next_schedules.map((next) => next.name);
    expect(await names(coordinator)).toEqual([]);
    expect(await names({ ...coordinator, projects: [project_id] })).toEqual([name]);
    expect(await names({})).toEqual([name]);
  });

  it('is not for members, and refuses a window that cannot be', async () => {
    expect(await report.call('/api/reports/dashboard', { roles: ['member'] })).toMatchObject({ status: 403 });
    expect(await report.call('/api/reports/dashboard?hours=0')).toMatchObject({ status: 422 });
  });
});

async function addJobs(report: ReportApp, organization_id: string): Promise<void> {
  const job = (report_type: string, requested_by_id = USER, age_h = 1) => ({
    organization_id,
    report_type,
    report_category: 'operational',
    format: 'csv',
    requested_by_id,
    created_at: new Date(Date.now() - age_h * HOUR),
  });
  await report.database.asSystem(async (tx) => {
    await tx.tb_report_job.createMany({ data: [job('stock', USER, 2), job('stock', OTHER)] });
    for (const [duration, age] of [
      [100, 1],
      [200, 2],
      [300, 3],
      [9000, 48],
    ] as const) {
      const { id } = await tx.tb_report_job.create({ data: job('stock', USER, age) });
      await tx.$executeRaw`
        update tenant.tb_report_job set status = 'processing', started_at = created_at, attempts = 1 where id = ${id}::uuid`;
      await tx.$executeRaw`
        update tenant.tb_report_job set status = 'completed', completed_at = started_at + make_interval(secs => ${duration / 1000})
        where id = ${id}::uuid`;
    }
    for (const status of ['failed', 'cancelled'] as const) {
      const { id } = await tx.tb_report_job.create({ data: job('orders') });
      await tx.tb_report_job.update({
        where: { id },
        data: { status, error_code: status === 'failed' ? 'source-failed' : null },
      });
    }
  });
}
