import { randomUUID } from 'node:crypto';
import { Logger, Metrics } from '@galley/platform';
import { finishedReport } from '../../../test/job-fixture.js';
import { justNow, ScheduleFixture } from '../../../test/schedule-fixture.js';
import { RunFailure } from '../../rendering/run-failure.js';
import { FiringMetrics } from './firing-metrics.js';
import { RunEndings } from './run-endings.js';
import { SetAside } from './set-aside.js';

const HOUR_MS = 3_600_000;

describe('the firing of schedules', () => {
  let house: ScheduleFixture;

  beforeAll(async () => {
    house = await ScheduleFixture.open();
    new RunEndings(house.jobs.endings).onModuleInit();
  });
  afterAll(() => house?.close());
  // What an earlier test left due must not fire into the next one.
  afterEach(() => house.putToSleep());

  describe('one slot', () => {
    it('becomes one job of the owner, with record, queue entry and next instant', async () => {
      const slot = justNow();
      const { id } = await house.add(slot, { expires_in_days: 30, priority: 1, keep_snapshot: true });
      await house.round();
      await house.round();
      const [job, ...others] = await house.jobsOf(id);
      expect(others).toEqual([]);
      expect(job).toMatchObject({
        status: 'queued',
        report_type: 'stock',
        schedule_id: id,
        scheduled_fire_at: slot,
        requested_by_id: house.owner,
        requester: { kind: 'user', roles: ['coordinator'], bu_codes: null, project_ids: [] },
        keep_snapshot: true,
      });
      const [run] = await house.runs(id);
      expect(run).toMatchObject({ scheduled_for: slot, trigger: 'slot', outcome: 'fired', job_id: job?.id });
      expect(await house.jobs.queue.liveIds([job?.id ?? ''])).toEqual(new Set([job?.id]));
      const after = await house.schedule(id);
      expect(after).toMatchObject({ fired_count: 1, last_run_status: 'queued', is_active: true });
      const nextHour = new Date(Math.floor(slot.getTime() / HOUR_MS) * HOUR_MS + HOUR_MS);
      expect(after.next_run_at).toEqual(nextHour);
    });

    it('is told in the log and in the metrics, once it stands', async () => {
      const lines: Record<string, unknown>[] = [];
      const destination = {
        write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
      };
      const logger = new Logger({ service: 'micro-report', level: 'info', destination });
      const registry = new Metrics();
      const metrics = new FiringMetrics(registry);
      const fine = await house.add(justNow());
      const poor = await house.add(justNow(), { report_template_id: randomUUID() });
      await house.round({ logger, metrics });
      const [job] = await house.jobsOf(fine.id);
      expect(lines).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            msg: 'schedule fired',
            schedule_id: fine.id,
            job_id: job?.id,
            organization: 'BENCH',
          }),
          expect.objectContaining({
            msg: 'schedule slot failed',
            schedule_id: poor.id,
            reason: 'template-gone',
          }),
          expect.objectContaining({ msg: 'schedule stopped', schedule_id: poor.id, reason: 'template-gone' }),
        ]),
      );
      const text = await registry.registry.metrics();
      expect(text).toContain('galley_schedule_slots_total{outcome="fired",reason=""} 1');
      expect(text).toContain('galley_schedule_slots_total{outcome="failed",reason="template-gone"} 1');
      expect(text).toContain('galley_schedule_late_seconds_count 1');
    });

    it('is nobody’s while the schedule is paused, stopped or deleted, or its organization is inactive', async () => {
      const asleep = randomUUID();
      await house.jobs.addOrganization(asleep, 'ASLEEP');
      await house.database.asSystem((tx) =>
        tx.organization.update({ where: { id: asleep }, data: { is_active: false } }),
      );
      const idle = [
        await house.add(justNow(), { organization_id: asleep }),
        await house.add(justNow()),
        await house.add(justNow()),
        await house.add(justNow()),
      ];
      await house.change(idle[1]?.id ?? '', { paused_at: new Date() });
      await house.change(idle[2]?.id ?? '', { is_active: false });
      await house.change(idle[3]?.id ?? '', { deleted_at: new Date() });
      await house.round();
      for (const { id } of idle) expect(await house.runs(id)).toEqual([]);
    });

    it('asks for its dates at its own instant and in its own zone, however late it runs', async () => {
      // 1 October, half past midnight in Auckland, is still September in UTC; executed three days late.
      const schedule = await house.add('2026-09-30T11:30:00Z', {
        frequency: 'monthly',
        day_of_month: 1,
        time_of_day: '00:30',
        schedule_config: { timezone: 'Pacific/Auckland' },
        filters: { posted: { gte: 'start_of_month-1m', lte: 'end_of_month-1m' } },
      });
      await house.fireAt('2026-10-03T20:00:00Z', schedule);
      const [job] = await house.jobsOf(schedule.id);
      expect(job?.filters).toEqual({ posted: { gte: '2026-09-01', lte: '2026-09-30' } });
      expect([job?.period_start, job?.period_end].map((day) => day?.toISOString().slice(0, 10))).toEqual([
        '2026-09-01',
        '2026-09-30',
      ]);
    });

    it('carries its conditions, with what "changed" is measured against', async () => {
      const conditions = { only_if_rows: true, only_if_changed: true };
      const { id } = await house.add(justNow(), {
        schedule_config: { conditions },
        last_fingerprint: 'sha256:before',
      });
      await house.round();
      const [job] = await house.jobsOf(id);
      expect(job?.conditions).toEqual({ ...conditions, last_fingerprint: 'sha256:before' });
    });
  });

  describe('with several replicas', () => {
    it('fires a hundred schedules of two organizations once each', async () => {
      const other = randomUUID();
      await house.jobs.addOrganization(other, `OTHER-${other.slice(0, 8)}`);
      const template = await house.database.asSystem((tx) =>
        tx.tb_report_template.create({
          data: {
            organization_id: other,
            name: 'Stock',
            report_type: 'stock',
            source_type: 'builder',
            builder_key: 'test.rows',
          },
        }),
      );
      const stranger = { organization_id: other, report_template_id: template.id, owner_id: randomUUID() };
      const ids: string[] = [];
      for (let n = 0; n < 100; n++) ids.push((await house.add(justNow(), n % 2 ? stranger : {})).id);
      const replica = async () => {
        const parts = house.parts();
        while (await house.round(parts));
      };
      await Promise.all([replica(), replica(), replica(), replica()]);
      const [counted] = await house.database.asSystem(
        (tx) => tx.$queryRaw<object[]>`
          select count(*)::int as jobs, count(distinct job.schedule_id)::int as schedules, count(run.id)::int as runs
          from tenant.tb_report_job as job left join tenant.schedule_run as run on run.job_id = job.id
          where job.schedule_id = any(${ids}::uuid[])`,
      );
      expect(counted).toEqual({ jobs: 100, schedules: 100, runs: 100 });
    });
  });

  describe('beside one that is broken', () => {
    /** A schedule whose job PostgreSQL refuses: one for this slot is there, which nobody has on record. */
    const unacceptable = async () => {
      const broken = await house.add(justNow());
      const { id } = await house.jobs.addJob();
      const data = { schedule_id: broken.id, scheduled_fire_at: broken.next_run_at };
      await house.database.asSystem((tx) => tx.tb_report_job.update({ where: { id }, data }));
      return broken;
    };

    it('goes on: a defect is tried again, then given up for this slot', async () => {
      const broken = await unacceptable();
      let clock = 0;
      const setAside = new SetAside(() => clock);
      for (let turn = 0; turn < 2; turn++) {
        const { id } = await house.add(justNow());
        await house.round({ setAside });
        expect(await house.jobsOf(id)).toHaveLength(1);
        expect(await house.runs(broken.id)).toEqual([]);
        expect(setAside.ids).toEqual([broken.id]);
        // Longer than it is set aside.
        clock += 15_000;
      }
      await house.round({ setAside });
      expect(await house.runs(broken.id)).toMatchObject([
        { outcome: 'failed', reason: 'internal', job_id: null },
      ]);
      const after = await house.schedule(broken.id);
      expect(after.is_active).toBe(true);
      expect(after.next_run_at?.getTime()).toBeGreaterThan(Date.now());
    });

    it('goes on: one whose times cannot be read any more is stopped', async () => {
      const lost = await house.add(justNow(), { cron_expression: '0 0 30 2 *' });
      const fine = await house.add(justNow());
      await house.round();
      expect(await house.schedule(lost.id)).toMatchObject({
        is_active: false,
        stopped_reason: 'schedule-invalid',
      });
      expect(await house.jobsOf(fine.id)).toHaveLength(1);
    });

    it('waits without blame while the line of its organization is full', async () => {
      const { id } = await house.add(justNow());
      const setAside = new SetAside();
      await house.round({ setAside, house: house.house({}, 0) });
      expect([await house.runs(id), setAside.ids]).toEqual([[], [id]]);
      await house.round();
      expect(await house.jobsOf(id)).toHaveLength(1);
    });
  });

  describe('learns how its run ended', () => {
    const fired = async () => {
      const { id } = await house.add(justNow());
      await house.round();
      const [job] = await house.jobsOf(id);
      if (!job) throw new Error('nothing was fired');
      const outcome = await house.jobs.claims().claim(job.organization_id, job.id, true);
      if (outcome.kind !== 'claimed') throw new Error(outcome.kind);
      return { id, job: outcome.job };
    };

    it('completed, with the fingerprint of its dataset', async () => {
      const { id, job } = await fired();
      await house.jobs.results().complete(job, finishedReport(job));
      expect(await house.schedule(id)).toMatchObject({
        last_run_status: 'completed',
        last_run_error: null,
        last_fingerprint: 'sha256:0',
      });
    });

    it('failed, with the reason, such as a business unit that could not be read', async () => {
      const { id, job } = await fired();
      const failure = new RunFailure('final', 'unit-failed', 'T01 could not be read.');
      await house.jobs.results().fail(job, failure);
      expect(await house.schedule(id)).toMatchObject({
        last_run_status: 'failed',
        last_run_error: 'T01 could not be read.',
      });
    });

    it('but not from a run that ends after a later one has begun', async () => {
      const { id, job } = await fired();
      await house.change(id, { next_run_at: new Date(justNow().getTime() + 500) });
      await house.round();
      expect(await house.jobsOf(id)).toHaveLength(2);
      await house.jobs.results().fail(job, new RunFailure('final', 'render-failed', 'It broke.'));
      expect(await house.schedule(id)).toMatchObject({ last_run_status: 'queued', last_run_error: null });
    });
  });
});
