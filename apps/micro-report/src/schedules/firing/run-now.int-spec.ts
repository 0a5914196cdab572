import { randomUUID } from 'node:crypto';
import type { Prisma } from '@galley/platform';
import { startReportApp, USER, type Call, type ReportApp } from '../../../test/report-app.js';
import { QueueModule } from '../../queue/queue.module.js';
import { RunNowModule } from './run-now.module.js';

const OTHER = '0199aaaa-0000-7000-8000-000000000002';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

describe('a schedule run by hand', () => {
  let report: ReportApp;
  let template: string;

  beforeAll(async () => {
    report = await startReportApp([QueueModule, RunNowModule], { JOB_ORGANIZATION_QUEUED_MAX: '9' });
    const row = await report.database.asSystem((tx) =>
      tx.tb_report_template.create({
        data: {
          organization_id: report.acme,
          name: 'Stock',
          report_type: 'stock',
          source_type: 'builder',
          builder_key: 'test.rows',
        },
      }),
    );
    template = row.id;
  });
  afterAll(() => report?.close());

  const add = async (over: Partial<Prisma.tb_report_scheduleUncheckedCreateInput> = {}): Promise<string> => {
    const { id } = await report.database.asSystem((tx) =>
      tx.tb_report_schedule.create({
        data: {
          organization_id: report.acme,
          name: 'Stock',
          report_template_id: template,
          format: 'csv',
          frequency: 'on_demand',
          filters: { posted: { gte: 'start_of_month' } },
          owner_id: OTHER,
          owner: { kind: 'user', roles: ['coordinator'], bu_codes: null, project_ids: [] },
          schedule_config: { timezone: 'Europe/Oslo' },
          ...over,
        },
      }),
    );
    return id;
  };
  const run = (id: string, call: Call = {}) =>
    report.call(`/api/reports/scheduled/${id}/run`, { method: 'POST', ...call });
  const stored = (id: string) =>
    report.database.asSystem(async (tx) => ({
      schedule: await tx.tb_report_schedule.findUniqueOrThrow({ where: { id } }),
      runs: await tx.schedule_run.findMany({ where: { schedule_id: id } }),
      jobs: await tx.tb_report_job.findMany({ where: { schedule_id: id } }),
    }));
  const codeOf = async (answer: ReturnType<typeof run>) => {
    const { status, text } = await answer;
    return [status, (JSON.parse(text) as { code?: string }).code];
  };

  it('is a job of its owner’s, on record with who asked, and moves no slot', async () => {
    const id = await add();
    const answer = await run(id);
    const job = answer.json() as { id: string; filters: { posted: { gte: string } } };
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/api/reports/jobs/${job.id}`]);
    expect(job).toMatchObject({
      status: 'queued',
      schedule_id: id,
      requested_by_id: OTHER,
      period_start: null,
    });
    expect(job.filters.posted.gte).toMatch(DAY);
    const { schedule, runs } = await stored(id);
    expect(runs).toMatchObject([
      { trigger: 'manual', outcome: 'fired', job_id: job.id, requested_by_id: USER, reason: null },
    ]);
    expect(schedule).toMatchObject({ last_run_status: 'queued', fired_count: 0, next_run_at: null });
  });

  it('happens once for one Idempotency-Key', async () => {
    const id = await add();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([run(id, { headers }), run(id, { headers }), run(id, { headers })]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { runs, jobs } = await stored(id);
    expect([runs.length, jobs.length]).toEqual([1, 1]);
  });

  it('happens while the schedule is paused, and leaves it so', async () => {
    const id = await add({ frequency: 'daily', time_of_day: '06:00' });
    const paused_at = new Date();
    await report.database.asSystem((tx) =>
      tx.tb_report_schedule.update({ where: { id }, data: { paused_at } }),
    );
    const answer = await run(id);
    // The period of the last slot before: yesterday, a day.
    expect(answer.json()).toMatchObject({ period_start: expect.stringMatching(DAY) as string });
    expect((await stored(id)).schedule).toMatchObject({ paused_at, next_run_at: null });
  });

  it('is refused to who may not, and unknown to who may not know', async () => {
    const id = await add();
    expect(await codeOf(run(id, { roles: ['member'] }))).toEqual([403, 'forbidden']);
    expect(await codeOf(run(id, { org: 'GLOBEX' }))).toEqual([404, 'not-found']);
    expect(await codeOf(run(id, { bus: ['T01'] }))).toEqual([404, 'not-found']);
    expect(await codeOf(run(randomUUID()))).toEqual([404, 'not-found']);
    expect((await stored(id)).runs).toEqual([]);
  });

  it.each([
    ['its owner is gone', { owner: { kind: 'api_key', roles: ['coordinator'] } }, 'owner-gone'],
    ['its owner may not any more', { owner: { kind: 'user', roles: [] } }, 'forbidden'],
    [
      'a unit is not its owner’s any more',
      { bu_codes: ['T01'], owner: { kind: 'user', roles: ['member'], bu_codes: ['T02'] } },
      'bu-not-allowed',
    ],
    ['its template is not to be seen', { report_template_id: randomUUID() }, 'not-found'],
    ['its unit is closed', { bu_codes: ['T09'] }, 'invalid'],
  ])('is a conflict when %s, and leaves no trace', async (_, over, reason) => {
    const id = await add(over);
    const answer = await run(id);
    expect([answer.status, answer.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'schedule-cannot-run', reason }),
    ]);
    const { runs, jobs, schedule } = await stored(id);
    expect([runs, jobs, schedule.last_run_status]).toEqual([[], [], null]);
  });

  it('waits in the line of its organization like any other', async () => {
    const id = await add();
    const codes = [];
    for (let n = 0; n < 8; n++) codes.push(await codeOf(run(id)));
    expect(codes.at(-1)).toEqual([429, 'queue-full']);
  });
});
