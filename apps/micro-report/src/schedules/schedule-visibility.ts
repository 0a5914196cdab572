import { NotFound, rolesHolding, type Prisma, type Principal, type Tx } from '@galley/platform';
import type { ScheduleRow } from './firing/schedule-row.js';

type Where = Prisma.tb_report_scheduleWhereInput;

/**
 * The schedules a caller may know of: those of the organization, of a project only its members' and the administrators',
 * and, for a caller confined to business units, only those that run in these units alone. One's own always.
 */
export async function visibleSchedules(tx: Tx, caller: Principal): Promise<Where> {
  const rules: Where[] = [];
  const administrators = rolesHolding('membership.write');
  if (!caller.roles.some((role) => administrators.includes(role))) {
    rules.push({ OR: [{ project_id: null }, { project_id: { in: [...caller.project_ids] } }] });
  }
  if (caller.bu_codes !== null) {
    const foreign = await tx.$queryRaw<{ code: string }[]>`
      select distinct code from tenant.tb_report_schedule schedule, unnest(schedule.bu_codes) code
      where code <> all (${[...caller.bu_codes]}::text[])`;
    rules.push({
      bu_codes: { isEmpty: false },
      NOT: { bu_codes: { hasSome: foreign.map(({ code }) => code) } },
    });
  }
  // Prisma takes an empty condition inside OR for none, not for "all".
  const isLimited = rules.length > 0;
  return { deleted_at: null, ...(isLimited && { OR: [{ owner_id: caller.id }, { AND: rules }] }) };
}

/** `not-found` for a schedule that is not there or not the caller's to see. */
export async function visibleSchedule(tx: Tx, caller: Principal, id: string): Promise<ScheduleRow> {
  const row = await tx.tb_report_schedule.findFirst({
    where: { AND: [{ id }, await visibleSchedules(tx, caller)] },
  });
  if (row) return row;
  throw NotFound.error('There is no such schedule, or it is not yours.');
}

/** As `visibleSchedule`; the transaction is the row's only writer from here on. */
export async function lockedSchedule(tx: Tx, caller: Principal, id: string): Promise<ScheduleRow> {
  await tx.$queryRaw`select id from tenant.tb_report_schedule where id = ${id}::uuid for update`;
  return visibleSchedule(tx, caller, id);
}
