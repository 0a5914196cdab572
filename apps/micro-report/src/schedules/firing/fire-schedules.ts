import type { AfterCommit, SqlTx } from '@galley/platform';
import { acceptOrdered } from './accept-ordered.js';
import { advanceSchedules } from './advance-schedules.js';
import type { DueSchedule } from './due-schedules.js';
import type { Firing, Firings } from './firing.js';
import type { FiringHouse } from './firing-house.js';
import { Owners } from './owners.js';
import { rememberReads } from './remembered-reads.js';
import { turnOf, type ScheduleTurn } from './schedule-turn.js';
import { recordSlots, type SlotRecord } from './slot-records.js';
import { stopSchedule } from './stop-schedule.js';

/**
 * Decides the due slots of locked schedules and moves these on, in the caller's transaction: jobs, queue entries, records
 * and next instants stand together or not at all. `isOver` is asked between two schedules; those after it stay due. What
 * is thrown (outages, a full line, defects) leaves all of them due.
 */
export async function fireSchedules(
  tx: SqlTx,
  house: FiringHouse,
  due: readonly DueSchedule[],
  isOver = () => false,
): Promise<Firings> {
  const owners = new Owners(house.is_local_issuer);
  const reads = rememberReads(tx);
  const turns: ScheduleTurn[] = [];
  for (const schedule of due) {
    turns.push(await turnOf(reads, house, owners, schedule));
    if (isOver()) break;
  }
  const firings: Firing[] = [];
  const afterCommit: AfterCommit[] = [];
  // One organization after the other: each holds the lock of its audit chain from its first job to the commit, and
  // replicas that take those locks in one order never wait for each other in a circle.
  for (const own of byOrganization(turns)) {
    const accepted = await acceptOrdered(tx, house.acceptance, own);
    const settled = own.map((turn) => firingOf(turn, accepted.fired.get(turn) ?? []));
    await settle(tx, settled);
    firings.push(...settled);
    afterCommit.push(...accepted.afterCommit);
  }
  return { firings, afterCommit };
}

/** Sorted, whatever the order in which they were due. */
function byOrganization(turns: readonly ScheduleTurn[]): ScheduleTurn[][] {
  const ids = [...new Set(turns.map(({ due }) => due.organization_id))].sort();
  return ids.map((id) => turns.filter(({ due }) => due.organization_id === id));
}

async function settle(tx: SqlTx, firings: readonly Firing[]): Promise<void> {
  await recordSlots(
    tx,
    firings.flatMap(({ due: schedule, records }) => records.map((record) => ({ schedule, record }))),
  );
  await advanceSchedules(tx, firings);
  for (const { due: schedule, stop } of firings) if (stop) await stopSchedule(tx, schedule, stop);
}

function firingOf({ due, records, next, stop }: ScheduleTurn, fired: readonly SlotRecord[]): Firing {
  const inOrder = [...records, ...fired].sort((one, other) => one.slot.getTime() - other.slot.getTime());
  return { due, records: inOrder, next, stop };
}
