import { Injectable } from '@nestjs/common';
import {
  accepted,
  Database,
  onceIn,
  type AfterCommit,
  type Answer,
  type IncomingRequest,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { coveredPeriod } from '@galley/schedule';
import { acceptJobs } from '../../jobs/accept-jobs.js';
import type { JobOrder } from '../../jobs/job-order.js';
import type { JobRow } from '../../jobs/job-row.js';
import { jobView, type JobView } from '../../jobs/job-view.js';
import { visibleSchedule } from '../schedule-visibility.js';
import { noteRunByHand } from './advance-schedules.js';
import { FiringHouse } from './firing-house.js';
import { lockSchedule, type LockedSchedule } from './lock-schedule.js';
import { timingOf } from './read-schedule.js';
import { refusalOf } from './refusal.js';
import { ScheduleCannotRun } from './run-now-problems.js';
import { orderOf, originOf } from './schedule-order.js';
import { ownerOf } from './schedule-owner.js';
import type { ScheduleRow } from './schedule-row.js';
import { settingsOf } from './schedule-settings.js';
import { recordSlots, type SlotRecord } from './slot-records.js';

/** Runs a schedule by hand: now, as its owner, whatever its times say, also when it is paused or on demand. */
@Injectable()
export class RunNowService {
  constructor(
    private readonly database: Database,
    private readonly house: FiringHouse,
  ) {}

  /**
   * Job, record, queue entry and idempotency record are committed together. `not-found` for a schedule that is not the
   * caller's to see, `schedule-cannot-run` (409) for what its owner cannot order, `queue-full` (429).
   */
  async run(caller: Principal, request: IncomingRequest, id: string): Promise<Answer<JobView>> {
    const owner = await this.#ownerOf(caller, id);
    let afterCommit: AfterCommit = () => Promise.resolve();
    const answer = await this.database.withTenantSql(caller.organization.id, (tx) =>
      onceIn(tx, caller, request, async () => {
        const schedule = await lockSchedule(tx, id);
        const run = await this.#accept(tx, { caller, request, schedule, owner });
        afterCommit = run.afterCommit;
        return accepted(jobView(run.job), `/api/reports/jobs/${run.job.id}`);
      }),
    );
    await afterCommit();
    return answer;
  }

  /** Asked as the system, which sees people who have left. */
  async #ownerOf(caller: Principal, id: string): Promise<Principal | null> {
    const { organization } = caller;
    const schedule = await this.database.withTenant(organization.id, (tx) => visibleSchedule(tx, caller, id));
    return this.database.asSystemSql((tx) => ownerOf(tx, schedule, organization, this.house.is_local_issuer));
  }

  async #accept(
    tx: SqlTx,
    { caller, request, schedule, owner }: HandRun,
  ): Promise<{ job: JobRow; afterCommit: AfterCommit }> {
    if (!owner) {
      throw ScheduleCannotRun.error(
        'The owner of the schedule may no longer work in this organization; take the schedule over first.',
        { facts: { reason: 'owner-gone' } },
      );
    }
    const instant = betweenSlots(schedule.now);
    const order = await this.#order(tx, schedule, owner, instant);
    const { request_id, ip } = request;
    const { jobs, afterCommit } = await acceptJobs(
      tx,
      { ...originOf(owner), request_id, ip },
      [order],
      this.house.acceptance,
    );
    const [job] = jobs;
    if (!job) throw new Error('no job was accepted');
    const record: SlotRecord = {
      slot: instant,
      trigger: 'manual',
      outcome: 'fired',
      reason: null,
      detail: null,
      job_id: job.id,
      requested_by_id: caller.id,
    };
    await recordSlots(tx, [{ schedule, record }]);
    await noteRunByHand(tx, schedule.id);
    return { job, afterCommit };
  }

  async #order(tx: SqlTx, schedule: ScheduleRow, owner: Principal, instant: Date): Promise<JobOrder> {
    const { timezone, conditions } = settingsOf(schedule);
    const { keep_days } = this.house;
    const timing = timingOf(schedule, timezone);
    const period = timing && coveredPeriod(timing, instant);
    try {
      return await orderOf(tx, { schedule, owner, instant, timezone, period, conditions, keep_days });
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      throw ScheduleCannotRun.error(`Its owner cannot order this run: ${refusal.detail}`, {
        facts: { reason: refusal.code },
        cause: error,
      });
    }
  }
}

interface HandRun {
  readonly caller: Principal;
  readonly request: IncomingRequest;
  readonly schedule: LockedSchedule;
  readonly owner: Principal | null;
}

/** Slots have no milliseconds: a run by hand that has some never takes the instant of one. */
function betweenSlots(now: Date): Date {
  return now.getUTCMilliseconds() === 0 ? new Date(now.getTime() + 1) : now;
}
