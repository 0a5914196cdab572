import type { AfterCommit, Principal, SqlTx } from '@galley/platform';
import { coveredPeriod } from '@galley/schedule';
import { acceptJobs } from '../../jobs/accept-jobs.js';
import type { FiringHouse } from './firing-house.js';
import { isRunning } from './overlap.js';
import { refusalOf, type Refusal } from './refusal.js';
import { orderOf, originOf } from './schedule-order.js';
import { ownerOf } from './schedule-owner.js';
import type { ReadSchedule } from './read-schedule.js';
import type { SkipReason } from './slot-lifecycle.js';
import type { PlannedSlot } from './slot-plan.js';
import type { SlotRecord } from './slot-records.js';
import type { StopReason } from './stop-schedule.js';
import { isTemplateGone } from './template-gone.js';

/** Decides slots of one schedule, one after the other. */
export class SlotFirer {
  readonly afterCommit: AfterCommit[] = [];
  /** Set when no further slot of the schedule can be fired. */
  stop: StopReason | null = null;
  #owner: Principal | null | undefined;
  #isRunning: boolean | undefined;

  constructor(
    private readonly tx: SqlTx,
    private readonly house: FiringHouse,
    private readonly schedule: ReadSchedule,
  ) {}

  /** What becomes of the slot; null = it waits until the run before has ended. Throws what is no fault of the slot's. */
  async decide(planned: PlannedSlot): Promise<SlotRecord | null> {
    const { overlap_policy } = this.schedule.settings;
    if (planned.action === 'skip') return skipped(planned, planned.reason, planned.detail);
    if (overlap_policy !== 'allow' && (await this.#runs())) {
      return overlap_policy === 'queue' ? null : skipped(planned, 'overlap', 'The run before had not ended.');
    }
    const owner = await this.#ownerNow();
    if (!owner) return this.#failed(planned, OWNER_GONE, 'owner-gone');
    try {
      return await this.#fire(planned, owner);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      const isGone = refusal.code === 'not-found' && (await isTemplateGone(this.tx, this.schedule.due));
      return isGone
        ? this.#failed(planned, TEMPLATE_GONE, 'template-gone')
        : this.#failed(planned, refusal, null);
    }
  }

  async #fire({ slot, trigger }: PlannedSlot, owner: Principal): Promise<SlotRecord> {
    const { due: schedule, settings, timing } = this.schedule;
    const { timezone, conditions } = settings;
    const period = coveredPeriod(timing, slot);
    const { keep_days, acceptance } = this.house;
    const order = await orderOf(this.tx, {
      schedule,
      owner,
      instant: slot,
      timezone,
      period,
      conditions,
      keep_days,
    });
    const { jobs, afterCommit } = await acceptJobs(this.tx, originOf(owner), [order], acceptance);
    const [job] = jobs;
    if (!job) throw new Error('no job was accepted');
    this.afterCommit.push(afterCommit);
    this.#isRunning = true;
    return { ...blank(slot, trigger), outcome: 'fired', job_id: job.id };
  }

  #failed({ slot, trigger }: PlannedSlot, { code, detail }: Refusal, stop: StopReason | null): SlotRecord {
    this.stop ??= stop;
    return { ...blank(slot, trigger), outcome: 'failed', reason: code, detail };
  }

  async #runs(): Promise<boolean> {
    this.#isRunning ??= await isRunning(this.tx, this.schedule.due.id);
    return this.#isRunning;
  }

  async #ownerNow(): Promise<Principal | null> {
    const { due } = this.schedule;
    this.#owner ??= await ownerOf(this.tx, due, due.organization, this.house.is_local_issuer);
    return this.#owner;
  }
}

const OWNER_GONE: Refusal = {
  code: 'owner-gone',
  detail: 'The owner of the schedule may no longer work in this organization.',
};
const TEMPLATE_GONE: Refusal = {
  code: 'template-gone',
  detail: 'The template of the schedule was deleted.',
};

function skipped({ slot, trigger }: PlannedSlot, reason: SkipReason, detail: string | null): SlotRecord {
  return { ...blank(slot, trigger), outcome: 'skipped', reason, detail };
}

function blank(slot: Date, trigger: PlannedSlot['trigger']) {
  return { slot, trigger, reason: null, detail: null, job_id: null, requested_by_id: null };
}
