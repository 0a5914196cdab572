import { Inject, Injectable } from '@nestjs/common';
import {
  appendAudit,
  CONFIG,
  Database,
  Prisma,
  type Author,
  type Principal,
  type Tx,
} from '@galley/platform';
import type { ReportConfig } from '../config.js';
import { RecipientReader } from '../deliveries/recipient-reader.js';
import { requireRecipients, requireRoom, requireRunnableAs, type OrderCheck } from './check-schedule.js';
import { ownerOf } from './firing/schedule-owner.js';
import type { ScheduleRow } from './firing/schedule-row.js';
import { settingsOf } from './firing/schedule-settings.js';
import { keptOf, type ScheduleDraft } from './schedule-draft.js';
import { invalidSchedule } from './schedule-problems.js';
import { databaseNow, firstSlot, requireAllowedSpacing, slotRule, timingIn } from './schedule-rule.js';

/** What is looked at again when it changes; a rename asks for nothing. */
const TIMES = [
  'cron_expression',
  'frequency',
  'day_of_week',
  'day_of_month',
  'month',
  'time_of_day',
  'schedule_config',
] as const satisfies readonly (keyof ScheduleDraft)[];
const NOT_ORDERED: readonly string[] = ['name', 'is_active', ...TIMES];

export interface Rewrite {
  readonly before: ScheduleRow;
  readonly draft: ScheduleDraft;
  /** Who owned it, with today's rights; null = is gone. Asked as the system, before the transaction. */
  readonly owner: Principal | null;
  readonly takesOver: boolean;
}

/** Checks schedules and writes their rows: everything that can be known to go wrong at a slot is refused here. */
@Injectable()
export class ScheduleWriter {
  constructor(
    private readonly database: Database,
    private readonly recipients: RecipientReader,
    @Inject(CONFIG) private readonly config: ReportConfig,
  ) {}

  async create(tx: Tx, { caller }: Author, draft: ScheduleDraft): Promise<ScheduleRow> {
    const check = await this.#checkOf(tx, draft);
    const next_run_at = await this.#firstSlotOf(tx, caller.organization.id, draft, check.now, 0);
    const order = await requireRunnableAs(tx, caller, check);
    await requireRecipients(tx, caller.organization.id, check);
    if (draft.is_active) await requireRoom(tx, caller.organization.id, null);
    const row = await tx.tb_report_schedule.create({
      data: {
        ...dataOf(draft, order.format),
        ...ownedBy(caller),
        next_run_at,
        organization_id: caller.organization.id,
        created_by_id: caller.id,
        updated_by_id: caller.id,
      },
    });
    return this.#withSlot(tx, row, next_run_at);
  }

  /** Only what changes is checked again, and all of it when the schedule begins to fire again or gets another owner. */
  async rewrite(
    tx: Tx,
    { caller }: Author,
    { before, draft, owner, takesOver }: Rewrite,
  ): Promise<ScheduleRow> {
    const kept = keptOf(before);
    const begins = draft.is_active && !before.is_active;
    const check = await this.#checkOf(tx, draft);
    const newTimes = begins || differ(kept, draft, TIMES);
    const ordered = (Object.keys(draft) as (keyof ScheduleDraft)[]).filter(
      (name) => !NOT_ORDERED.includes(name),
    );
    const newOrder = begins || takesOver || differ(kept, draft, [...ordered, 'schedule_config']);

    const fired = before.fired_count;
    const next_run_at = newTimes
      ? await this.#firstSlotOf(tx, before.organization_id, draft, check.now, fired)
      : before.next_run_at;
    let { format } = before;
    if (newOrder) {
      if (!takesOver && !owner) throw invalidSchedule('/take_over', 'must be true: the owner is gone');
      // The owner's rights decide what runs; nobody may have run what they could not run themselves.
      format = (await requireRunnableAs(tx, caller, check)).format;
      if (owner && !takesOver && owner.id !== caller.id) await requireRunnableAs(tx, owner, check);
      await requireRecipients(tx, before.organization_id, check);
    }
    if (begins) await requireRoom(tx, before.organization_id, before.id);
    const row = await tx.tb_report_schedule.update({
      where: { id: before.id },
      data: {
        ...dataOf(draft, format),
        ...(takesOver && ownedBy(caller)),
        ...(newTimes && { next_run_at }),
        ...(!draft.is_active && before.is_active && { stopped_reason: 'disabled' }),
        version: { increment: 1 },
        updated_by_id: caller.id,
      },
    });
    return newTimes ? this.#withSlot(tx, row, next_run_at) : row;
  }

  /** Pause or resume. A resumed schedule goes on from now: what passed meanwhile is not made up for. */
  async pause(tx: Tx, { caller }: Author, before: ScheduleRow, isPaused: boolean): Promise<ScheduleRow> {
    const now = await databaseNow(tx);
    const draft = keptOf(before);
    const next_run_at = isPaused
      ? null
      : await this.#firstSlotOf(tx, before.organization_id, draft, now, before.fired_count);
    const row = await tx.tb_report_schedule.update({
      where: { id: before.id },
      data: {
        paused_at: isPaused ? now : null,
        paused_by_id: isPaused ? caller.id : null,
        next_run_at,
        version: { increment: 1 },
        updated_by_id: caller.id,
      },
    });
    return this.#withSlot(tx, row, next_run_at);
  }

  /** The owner of a schedule with today's rights; null = gone. */
  ownerOf(row: ScheduleRow, organization: Principal['organization']): Promise<Principal | null> {
    const isLocal = this.config.AUTH_SECRET !== undefined;
    return this.database.asSystemSql((tx) => ownerOf(tx, row, organization, isLocal));
  }

  async #checkOf(tx: Tx, draft: ScheduleDraft): Promise<OrderCheck> {
    const { REPORT_KEEP_DAYS: keep_days } = this.config;
    return { draft, keep_days, now: await databaseNow(tx), recipients: this.recipients };
  }

  async #firstSlotOf(
    tx: Tx,
    organizationId: string,
    draft: ScheduleDraft,
    now: Date,
    fired: number,
  ): Promise<Date | null> {
    const settings = settingsOf({ schedule_config: draft.schedule_config as Prisma.JsonObject });
    const timing = timingIn({ ...draft, timezone: settings.timezone });
    await requireAllowedSpacing(tx, organizationId, timing);
    const slot = firstSlot(await slotRule(tx, organizationId, timing, settings), now);
    if (!draft.is_active) return null;
    if (settings.count && fired >= settings.count) {
      throw invalidSchedule('/schedule_config/count', `is used up: it has fired ${fired} times`);
    }
    return slot;
  }

  /** The database computes the slots of frequencies, but knows no days off and no end. */
  #withSlot(tx: Tx, row: ScheduleRow, next_run_at: Date | null): Promise<ScheduleRow> | ScheduleRow {
    if (row.next_run_at?.getTime() === next_run_at?.getTime()) return row;
    return tx.tb_report_schedule.update({ where: { id: row.id }, data: { next_run_at } });
  }
}

/** In the caller's audit trail; digests tell the states apart. */
export function auditSchedule(
  tx: Tx,
  { caller, request }: Author,
  action: string,
  before: ScheduleRow | null,
  after: ScheduleRow,
): Promise<void> {
  const { cron_expression, frequency, format, version, owner_id } = after;
  return appendAudit(tx, {
    organization_id: after.organization_id,
    actor_id: caller.id,
    action,
    entity_type: 'schedule',
    entity_id: after.id,
    before: before && keptOf(before),
    after: keptOf(after),
    facts: { cron_expression, frequency, format, version, owner_id },
    request_id: request.request_id,
    ip: request.ip,
  });
}

function dataOf(draft: ScheduleDraft, format: string) {
  const { burst, message, schedule_config, filters, options, recipients, bu_codes, ...fields } = draft;
  return {
    ...fields,
    format,
    bu_codes: [...new Set(bu_codes)],
    schedule_config: schedule_config as Prisma.InputJsonValue,
    filters: filters as Prisma.InputJsonValue,
    options: options as Prisma.InputJsonValue,
    recipients: recipients as Prisma.InputJsonValue,
    burst: burst === null ? Prisma.DbNull : (burst as Prisma.InputJsonValue),
    message: message === null ? Prisma.DbNull : (message as Prisma.InputJsonValue),
  };
}

function ownedBy({ kind, id, roles, bu_codes, project_ids }: Principal) {
  const owner: Prisma.InputJsonObject = {
    kind,
    roles: [...roles],
    bu_codes: bu_codes && [...bu_codes],
    project_ids: [...project_ids],
  };
  return { owner_id: id, owner };
}

function differ(one: ScheduleDraft, other: ScheduleDraft, names: readonly (keyof ScheduleDraft)[]): boolean {
  return names.some((name) => sorted(one[name]) !== sorted(other[name]));
}

/** jsonb keeps keys in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
