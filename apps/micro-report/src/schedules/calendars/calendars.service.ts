import { Injectable } from '@nestjs/common';
import {
  appendAudit,
  created,
  Database,
  isUniqueViolation,
  NotFound,
  onceIn,
  pageOf,
  requireMatch,
  type Answer,
  type Author,
  type Page,
  type Principal,
  type Prisma,
  type Tx,
} from '@galley/platform';
import type { Calendar, CalendarQuery, CreateCalendar, UpdateCalendar } from './calendar-bodies.js';
import { CalendarCodeTaken, CalendarInUse } from './calendar-problems.js';
import { moveSlots } from './move-slots.js';

const SHOWN = { deleted_at: true, deleted_by_id: true } as const satisfies Prisma.holiday_calendarOmit;

/** Calendars of days off, one organization's own. */
@Injectable()
export class CalendarsService {
  constructor(private readonly database: Database) {}

  list(caller: Principal, { q, ...query }: CalendarQuery): Promise<Page<Calendar>> {
    const part = { contains: q ?? '', mode: 'insensitive' as const };
    const where = { deleted_at: null, ...(q !== undefined && { OR: [{ code: part }, { name: part }] }) };
    return this.#tenant(caller, (tx) =>
      pageOf(
        query,
        { by: ['code', 'name', 'created_at'], initially: 'code' },
        (window) => tx.holiday_calendar.findMany({ where, omit: SHOWN, ...window }),
        () => tx.holiday_calendar.count({ where }),
      ),
    );
  }

  find(caller: Principal, id: string): Promise<Calendar> {
    return this.#tenant(caller, (tx) => found(tx, id));
  }

  create(author: Author, { days = [], weekend = [], ...body }: CreateCalendar): Promise<Answer<Calendar>> {
    const { caller, request } = author;
    return this.#tenant(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const by = { created_by_id: caller.id, updated_by_id: caller.id };
        const data = {
          ...body,
          ...by,
          organization_id: caller.organization.id,
          days: plain(days),
          weekend: inOrder(weekend),
        };
        const row = await coded(body.code, () => tx.holiday_calendar.create({ data, omit: SHOWN }));
        await audit(tx, author, 'calendar.create', null, row);
        return created(row, `/api/reports/calendars/${row.id}`);
      }),
    );
  }

  /** Schedules that go by it have their next slots computed anew. */
  update(author: Author, id: string, { days, weekend, name }: UpdateCalendar): Promise<Calendar> {
    return this.#change(author, id, 'calendar.update', async (tx) => {
      const row = await tx.holiday_calendar.update({
        where: { id },
        data: {
          name,
          ...(days && { days: plain(days) }),
          ...(weekend && { weekend: inOrder(weekend) }),
          version: { increment: 1 },
          updated_by_id: author.caller.id,
        },
        omit: SHOWN,
      });
      await moveSlots(tx, row.organization_id, row.code);
      return row;
    });
  }

  /** `calendar-in-use` while a schedule that may still fire names it; its code is free again afterwards. */
  async remove(author: Author, id: string): Promise<void> {
    const by = author.caller.id;
    await this.#change(author, id, 'calendar.delete', async (tx, { code }) => {
      const users = await tx.tb_report_schedule.count({
        where: {
          deleted_at: null,
          is_active: true,
          schedule_config: { path: ['holiday_calendar'], equals: code },
        },
      });
      if (users > 0) {
        throw CalendarInUse.error(
          `${users} active schedule(s) go by the calendar ${code}; change them first.`,
        );
      }
      return tx.holiday_calendar.update({
        where: { id },
        data: { deleted_at: new Date(), deleted_by_id: by, updated_by_id: by },
        omit: SHOWN,
      });
    });
  }

  #change(
    author: Author,
    id: string,
    action: string,
    work: (tx: Tx, before: Calendar) => Promise<Calendar>,
  ): Promise<Calendar> {
    return this.#tenant(author.caller, async (tx) => {
      await tx.$queryRaw`select id from tenant.holiday_calendar where id = ${id}::uuid for update`;
      const before = await found(tx, id);
      requireMatch(author.request, before);
      const after = await work(tx, before);
      await audit(tx, author, action, before, after);
      return after;
    });
  }

  #tenant<T>(caller: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.withTenant(caller.organization.id, work);
  }
}

async function found(tx: Tx, id: string): Promise<Calendar> {
  const row = await tx.holiday_calendar.findFirst({ where: { id, deleted_at: null }, omit: SHOWN });
  if (row) return row;
  throw NotFound.error('There is no such calendar, or it is not yours.');
}

async function coded<T>(code: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw CalendarCodeTaken.error(`Another calendar has the code "${code}"; choose another one.`, {
      cause: error,
    });
  }
}

/** By date, without the classes of their body. */
function plain(days: NonNullable<CreateCalendar['days']>): Prisma.InputJsonValue {
  return days
    .map(({ date, name }) => ({ date, ...(name !== undefined && { name }) }))
    .sort((one, other) => (one.date < other.date ? -1 : 1));
}

function inOrder(weekdays: readonly number[]): number[] {
  return [...weekdays].sort((one, other) => one - other);
}

function audit(
  tx: Tx,
  { caller, request }: Author,
  action: string,
  before: Calendar | null,
  after: Calendar,
): Promise<void> {
  return appendAudit(tx, {
    organization_id: after.organization_id,
    actor_id: caller.id,
    action,
    entity_type: 'calendar',
    entity_id: after.id,
    before,
    after,
    facts: { code: after.code, version: after.version },
    request_id: request.request_id,
    ip: request.ip,
  });
}
