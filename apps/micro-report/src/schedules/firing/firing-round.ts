import {
  databaseProblem,
  GalleyError,
  Unavailable,
  type Database,
  type Logger,
  type SqlTx,
} from '@galley/platform';
import { nextInstant } from '@galley/schedule';
import { advanceSchedule } from './advance-schedule.js';
import { lockDueSchedules, type DueSchedule } from './due-schedules.js';
import { fireSchedule, type Firing } from './fire-schedule.js';
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

interface Fired {
  readonly due: DueSchedule;
  readonly firing: Firing;
}

/**
 * One round: locks what is due, decides it and commits, in one transaction of the system. Each schedule stands for itself:
 * what goes wrong with one is undone for that one. True when there may be more to do at once.
 */
export async function fireDueSchedules(parts: FiringParts): Promise<boolean> {
  const { database, setAside, pace } = parts;
  const turns: Fired[] = [];
  let isMore = false;
  await database.asSystemSql(async (tx) => {
    const { size } = pace;
    const due = await lockDueSchedules(tx, size, setAside.ids);
    const round = pace.begin();
    let done = 0;
    for (const schedule of due) {
      const firing = await takeTurn(tx, parts, schedule);
      if (firing) turns.push({ due: schedule, firing });
      done += 1;
      if (round.isOver()) break;
    }
    pace.note(done, due.length);
    isMore = due.length === size || done < due.length;
  });
  for (const turn of turns) await tell(parts, turn);
  return isMore || turns.some(({ due, firing }) => firing.next !== null && firing.next <= due.now);
}

/** Null = it stays due. Throws only what ends the whole round, such as a lost connection. */
async function takeTurn(tx: SqlTx, parts: FiringParts, due: DueSchedule): Promise<Firing | null> {
  const { setAside, logger, house } = parts;
  try {
    return await inSavepoint(tx, () => fireSchedule(tx, house, due));
  } catch (error) {
    if (isOutage(error)) throw error;
    const facts = { schedule_id: due.id, organization: due.organization.code, error };
    if (error instanceof GalleyError) {
      setAside.putOff(due.id);
      logger.warn('schedule put off', { ...facts, code: error.code });
      return null;
    }
    logger.error('schedule cannot be fired', facts);
    return setAside.blame(due.id) ? giveUpSlot(tx, parts, due) : null;
  }
}

/** The database is gone, and this transaction with it: no schedule's fault. */
function isOutage(error: unknown): boolean {
  const problem = databaseProblem(error);
  return problem instanceof GalleyError && problem.code === Unavailable.code;
}

/** A defect of ours must not keep the schedule due for ever: its slot failed, and the next one may fare better. */
async function giveUpSlot(
  tx: SqlTx,
  { setAside, logger }: FiringParts,
  due: DueSchedule,
): Promise<Firing | null> {
  try {
    return await inSavepoint(tx, async () => {
      const schedule = readSchedule(due);
      const next = schedule && nextInstant(schedule.timing, due.now);
      const records: SlotRecord[] = [{ ...FAILED, slot: due.next_run_at }];
      await recordSlots(tx, due, records);
      await advanceSchedule(tx, due.id, records, next);
      return { records, next, stop: null, afterCommit: [] };
    });
  } catch (error) {
    setAside.giveUp(due.id);
    logger.error('schedule left alone', { schedule_id: due.id, organization: due.organization.code, error });
    return null;
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

/** After the commit: only what stands is counted, told and handed to a queue outside the database. */
async function tell({ setAside, metrics, logger }: FiringParts, { due, firing }: Fired): Promise<void> {
  if (firing.records.every(({ reason }) => reason !== 'internal')) setAside.clear(due.id);
  for (const later of firing.afterCommit) await later();
  const named = { schedule_id: due.id, organization: due.organization.code };
  for (const record of firing.records) {
    const wait_ms = due.now.getTime() - record.slot.getTime();
    metrics.count(record, wait_ms);
    const { job_id, reason, trigger: event } = record;
    if (record.outcome === 'fired') logger.info('schedule fired', { ...named, job_id, event, wait_ms });
    else if (record.outcome === 'skipped')
      logger.info('schedule slot skipped', { ...named, reason, wait_ms });
    else logger.warn('schedule slot failed', { ...named, reason, wait_ms });
  }
  if (firing.stop) logger.info('schedule stopped', { ...named, reason: firing.stop });
}
