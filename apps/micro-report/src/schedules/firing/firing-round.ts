import {
  databaseProblem,
  GalleyError,
  Unavailable,
  type AfterCommit,
  type Database,
  type Logger,
  type SqlTx,
} from '@galley/platform';
import { nextInstant } from '@galley/schedule';
import { advanceSchedules } from './advance-schedules.js';
import { lockDueSchedules, type DueSchedule } from './due-schedules.js';
import { fireSchedules } from './fire-schedules.js';
import type { Firing, Firings } from './firing.js';
import type { FiringHouse } from './firing-house.js';
import type { FiringMetrics } from './firing-metrics.js';
import { readSchedule } from './read-schedule.js';
import type { RoundPace } from './round-pace.js';
import { inSavepoint } from './savepoint.js';
import type { SetAside } from './set-aside.js';
import { recordSlots, type SlotRecord } from './slot-records.js';

export interface FiringParts {
  readonly database: Database;
  readonly house: FiringHouse;
  readonly setAside: SetAside;
  readonly pace: RoundPace;
  readonly metrics: FiringMetrics;
  readonly logger: Logger;
}

/**
 * One round: locks what is due, decides it and commits, in one transaction of the system. Each schedule stands for itself:
 * when something goes wrong with one, they are fired one by one, and it is undone for that one. True when there may be
 * more to do at once.
 */
export async function fireDueSchedules(parts: FiringParts): Promise<boolean> {
  const { database, house, setAside, pace } = parts;
  let isMore = false;
  const { firings, afterCommit } = await database.asSystemSql(async (tx) => {
    const { size } = pace;
    const due = await lockDueSchedules(tx, size, setAside.ids);
    if (due.length === 0) return NOTHING;
    const { isOver } = pace.begin();
    const round = await together(tx, house, due, isOver).catch((error: unknown) => {
      if (isOutage(error)) throw error;
      return oneByOne(tx, parts, due, isOver);
    });
    pace.note(round.seen, due.length);
    isMore = due.length === size || round.seen < due.length;
    return round;
  });
  for (const later of afterCommit) await later();
  for (const firing of firings) tell(parts, firing);
  return isMore || firings.some(({ due, next }) => next !== null && next <= due.now);
}

/** What a round has made of those it had time for. */
interface Round extends Firings {
  readonly seen: number;
}

const NOTHING: Round = { firings: [], afterCommit: [], seen: 0 };

async function together(
  tx: SqlTx,
  house: FiringHouse,
  due: readonly DueSchedule[],
  isOver: () => boolean,
): Promise<Round> {
  const fired = await inSavepoint(tx, () => fireSchedules(tx, house, due, isOver));
  return { ...fired, seen: fired.firings.length };
}

/** In the order of their organizations, as they are fired together. */
async function oneByOne(
  tx: SqlTx,
  parts: FiringParts,
  due: readonly DueSchedule[],
  isOver: () => boolean,
): Promise<Round> {
  const firings: Firing[] = [];
  const afterCommit: AfterCommit[] = [];
  let seen = 0;
  for (const schedule of due.toSorted(byOrganization)) {
    const fired = await alone(tx, parts, schedule);
    firings.push(...fired.firings);
    afterCommit.push(...fired.afterCommit);
    seen += 1;
    if (isOver()) break;
  }
  return { firings, afterCommit, seen };
}

function byOrganization(one: DueSchedule, other: DueSchedule): number {
  return one.organization_id < other.organization_id
    ? -1
    : Number(one.organization_id > other.organization_id);
}

/** Nothing fired = it stays due. Throws only what ends the whole round, such as a lost connection. */
async function alone(tx: SqlTx, parts: FiringParts, due: DueSchedule): Promise<Firings> {
  const { setAside, logger, house } = parts;
  try {
    return await inSavepoint(tx, () => fireSchedules(tx, house, [due]));
  } catch (error) {
    if (isOutage(error)) throw error;
    const facts = { schedule_id: due.id, organization: due.organization.code, error };
    if (error instanceof GalleyError) {
      setAside.putOff(due.id);
      logger.warn('schedule put off', { ...facts, code: error.code });
      return NOTHING;
    }
    logger.error('schedule cannot be fired', facts);
    return setAside.blame(due.id) ? giveUpSlot(tx, parts, due) : NOTHING;
  }
}

/** The database is gone, and this transaction with it: no schedule's fault. */
function isOutage(error: unknown): boolean {
  const problem = databaseProblem(error);
  return problem instanceof GalleyError && problem.code === Unavailable.code;
}

/** A defect of ours must not keep the schedule due for ever: its slot failed, and the next one may fare better. */
async function giveUpSlot(tx: SqlTx, { setAside, logger }: FiringParts, due: DueSchedule): Promise<Firings> {
  try {
    return await inSavepoint(tx, async () => {
      const schedule = readSchedule(due);
      const next = schedule && nextInstant(schedule.timing, due.now);
      const record: SlotRecord = { ...FAILED, slot: due.next_run_at };
      const firing: Firing = { due, records: [record], next, stop: null };
      await recordSlots(tx, [{ schedule: due, record }]);
      await advanceSchedules(tx, [firing]);
      return { firings: [firing], afterCommit: [] };
    });
  } catch (error) {
    setAside.giveUp(due.id);
    logger.error('schedule left alone', { schedule_id: due.id, organization: due.organization.code, error });
    return NOTHING;
  }
}

const FAILED = {
  trigger: 'slot',
  outcome: 'failed',
  reason: 'internal',
  detail: 'Something went wrong on our side; the operator finds why in the log.',
  job_id: null,
  requested_by_id: null,
} as const;

/** After the commit: only what stands is counted and told. */
function tell({ setAside, metrics, logger }: FiringParts, { due, records, stop }: Firing): void {
  setAside.clear(due.id);
  const named = { schedule_id: due.id, organization: due.organization.code };
  for (const record of records) {
    const wait_ms = due.now.getTime() - record.slot.getTime();
    metrics.count(record, wait_ms);
    const { job_id, reason, trigger: event } = record;
    if (record.outcome === 'fired') logger.info('schedule fired', { ...named, job_id, event, wait_ms });
    else if (record.outcome === 'skipped')
      logger.info('schedule slot skipped', { ...named, reason, wait_ms });
    else logger.warn('schedule slot failed', { ...named, reason, wait_ms });
  }
  if (stop) logger.info('schedule stopped', { ...named, reason: stop });
}
