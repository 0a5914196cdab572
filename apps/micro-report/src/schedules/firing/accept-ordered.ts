import type { AfterCommit, SqlTx } from '@galley/platform';
import { acceptJobs, type Acceptance } from '../../jobs/accept-jobs.js';
import { originOf } from './schedule-order.js';
import type { ScheduleTurn } from './schedule-turn.js';
import type { OrderedSlot } from './slot-decider.js';
import type { SlotRecord } from './slot-records.js';

interface Ordered {
  readonly turn: ScheduleTurn;
  readonly slot: OrderedSlot;
}

export interface AcceptedSlots {
  /** Of each turn, with the jobs that its slots became. */
  readonly fired: ReadonlyMap<ScheduleTurn, readonly SlotRecord[]>;
  readonly afterCommit: readonly AfterCommit[];
}

/**
 * Accepts what the turns of one organization have ordered, in the caller's transaction: all jobs of one owner together,
 * which costs little more than one.
 */
export async function acceptOrdered(
  tx: SqlTx,
  acceptance: Acceptance,
  turns: readonly ScheduleTurn[],
): Promise<AcceptedSlots> {
  const fired = new Map<ScheduleTurn, SlotRecord[]>();
  const afterCommit: AfterCommit[] = [];
  for (const [first, ...others] of byOwner(turns)) {
    if (!first) continue;
    const all = [first, ...others];
    const orders = all.map(({ slot }) => slot.order);
    const accepted = await acceptJobs(tx, originOf(first.slot.owner), orders, acceptance);
    afterCommit.push(accepted.afterCommit);
    all.forEach(({ turn, slot }, index) => {
      const job = accepted.jobs[index];
      if (!job) throw new Error('an order has become no job');
      fired.set(turn, [...(fired.get(turn) ?? []), firedRecord(slot, job.id)]);
    });
  }
  return { fired, afterCommit };
}

/** Principals are one per owner and round, see `Owners`. */
function byOwner(turns: readonly ScheduleTurn[]): Iterable<Ordered[]> {
  const groups = new Map<unknown, Ordered[]>();
  for (const turn of turns) {
    for (const slot of turn.ordered)
      groups.set(slot.owner, [...(groups.get(slot.owner) ?? []), { turn, slot }]);
  }
  return groups.values();
}

function firedRecord({ slot, trigger }: OrderedSlot, job_id: string): SlotRecord {
  return { slot, trigger, outcome: 'fired', reason: null, detail: null, job_id, requested_by_id: null };
}
