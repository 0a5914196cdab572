import type { Principal, SqlTx } from '@galley/platform';
import { coveredPeriod } from '@galley/schedule';
import type { JobOrder } from '../../jobs/job-order.js';
import type { FiringHouse } from './firing-house.js';
import { isRunning } from './overlap.js';
import type { Owners } from './owners.js';
import type { ReadSchedule } from './read-schedule.js';
import { refusalOf, type Refusal } from './refusal.js';
import { orderOf } from './schedule-order.js';
import type { SkipReason } from './slot-lifecycle.js';
import type { PlannedSlot } from './slot-plan.js';
import type { SlotRecord } from './slot-records.js';
import type { StopReason } from './stop-schedule.js';
import { isTemplateGone } from './template-gone.js';

/** A slot that is to be fired: what its owner orders. */
export interface OrderedSlot {
  readonly slot: Date;
  readonly trigger: PlannedSlot['trigger'];
  readonly owner: Principal;
  readonly order: JobOrder;
}

/** What is to become of a slot: it is ordered, or on record without a job. */
export type Decision = { readonly ordered: OrderedSlot } | { readonly record: SlotRecord };

/** Decides slots of one schedule, one after the other. Only reads. */
export class SlotDecider {
  /** Set when no further slot of the schedule can be fired. */
  stop: StopReason | null = null;
  #isRunning: boolean | undefined;

  constructor(
    private readonly tx: SqlTx,
    private readonly house: FiringHouse,
    private readonly owners: Owners,
    private readonly schedule: ReadSchedule,
  ) {}

  /** Null = it waits until the run before has ended. Throws what is no fault of the slot's. */
  async decide(planned: PlannedSlot): Promise<Decision | null> {
    const { overlap_policy } = this.schedule.settings;
    if (planned.action === 'skip') return skipped(planned, planned.reason, planned.detail);
    if (overlap_policy !== 'allow' && (await this.#runs())) {
      return overlap_policy === 'queue' ? null : skipped(planned, 'overlap', 'The run before had not ended.');
    }
    const owner = await this.owners.of(this.tx, this.schedule.due);
    if (!owner) return this.#failed(planned, OWNER_GONE, 'owner-gone');
    try {
      return { ordered: await this.#ordered(planned, owner) };
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      const isGone = refusal.code === 'not-found' && (await isTemplateGone(this.tx, this.schedule.due));
      return isGone
        ? this.#failed(planned, TEMPLATE_GONE, 'template-gone')
        : this.#failed(planned, refusal, null);
    }
  }

  async #ordered({ slot, trigger }: PlannedSlot, owner: Principal): Promise<OrderedSlot> {
    const { due: schedule, settings, timing } = this.schedule;
    const { timezone, conditions } = settings;
    const period = coveredPeriod(timing, slot);
    const { keep_days } = this.house;
    const run = { schedule, owner, instant: slot, timezone, period, conditions, keep_days };
    const order = await orderOf(this.tx, run);
    this.#isRunning = true;
    return { slot, trigger, owner, order };
  }

  #failed({ slot, trigger }: PlannedSlot, { code, detail }: Refusal, stop: StopReason | null): Decision {
    this.stop ??= stop;
    return { record: { ...blank(slot, trigger), outcome: 'failed', reason: code, detail } };
  }

  async #runs(): Promise<boolean> {
    this.#isRunning ??= await isRunning(this.tx, this.schedule.due.id);
    return this.#isRunning;
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

function skipped({ slot, trigger }: PlannedSlot, reason: SkipReason, detail: string | null): Decision {
  return { record: { ...blank(slot, trigger), outcome: 'skipped', reason, detail } };
}

function blank(slot: Date, trigger: PlannedSlot['trigger']) {
  return { slot, trigger, reason: null, detail: null, job_id: null, requested_by_id: null };
}
