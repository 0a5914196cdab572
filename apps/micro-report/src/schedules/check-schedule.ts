import { GalleyError, Invalid, type Principal, type SqlTx } from '@galley/platform';
import { settingsOf as organizationSettings } from '../administration/organizations/organization-settings.js';
import type { RecipientReader } from '../deliveries/recipient-reader.js';
import type { RecipientBody } from '../deliveries/recipient-body.js';
import type { BurstBody } from '../burst/burst-body.js';
import type { JobOrder } from '../jobs/job-order.js';
import { orderOf } from './firing/schedule-order.js';
import type { ScheduleRow } from './firing/schedule-row.js';
import type { ScheduleDraft } from './schedule-draft.js';
import { ScheduleLimit } from './schedule-problems.js';

export interface OrderCheck {
  readonly draft: ScheduleDraft;
  readonly keep_days: number;
  readonly now: Date;
  readonly recipients: RecipientReader;
}

/**
 * Reads the order that a slot would make now, as this principal: template, rights, units, filters, options. Throws what
 * firing would write into the schedule's runs: `not-found`, `forbidden`, `bu-required`, `bu-not-allowed`, `invalid`.
 */
export async function requireRunnableAs(tx: SqlTx, who: Principal, check: OrderCheck): Promise<JobOrder> {
  const { draft, now, keep_days } = check;
  if (draft.report_template_id !== null && draft.report_type !== null) {
    const detail = 'give exactly one of report_template_id and report_type';
    throw Invalid.error(`${detail}.`, { errors: [{ pointer: '/report_template_id', detail }] });
  }
  // What an order is made of is in the draft; the rest of a row tells what has been, and nothing has yet.
  const schedule = { ...draft, id: null, last_fingerprint: null } as unknown as ScheduleRow;
  try {
    return await orderOf(tx, {
      schedule,
      owner: who,
      instant: now,
      timezone: draft.schedule_config.timezone,
      period: null,
      conditions: {},
      keep_days,
    });
  } catch (error) {
    throw error instanceof GalleyError ? renamed(error) : error;
  }
}

/** All recipients of a schedule, those of its pieces too. Throws `invalid`. */
export async function requireRecipients(tx: SqlTx, organizationId: string, check: OrderCheck): Promise<void> {
  const { draft, recipients } = check;
  await recipients.read(tx, organizationId, draft.recipients as unknown as RecipientBody[]);
  const { pieces = [] } = (draft.burst ?? {}) as unknown as Partial<BurstBody>;
  for (const [index, piece] of pieces.entries()) {
    await recipients.read(tx, organizationId, piece.recipients ?? [], `/burst/pieces/${index}/recipients`);
  }
}

/** Throws `schedule-limit` when the organization has as many active schedules as it may; simultaneous ones wait. */
export async function requireRoom(tx: SqlTx, organizationId: string, except: string | null): Promise<void> {
  const { schedules } = await organizationSettings(tx, organizationId);
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`schedules of ${organizationId}`}, 0))`;
  const [counted] = await tx.$queryRaw<{ active: number }[]>`
    select count(*)::int as active from tenant.tb_report_schedule
    where organization_id = ${organizationId}::uuid and is_active and deleted_at is null
      and id is distinct from ${except}::uuid`;
  if ((counted?.active ?? 0) < schedules.max_active) return;
  throw ScheduleLimit.error(
    `Your organization may have ${schedules.max_active} active schedules; disable one first.`,
  );
}

/** A schedule calls its template otherwise than a run does. */
function renamed(error: GalleyError): GalleyError {
  const isNamed = error.errors.some(({ pointer }) => pointer === '/template_id');
  if (!isNamed) return error;
  return new GalleyError(error.kind, error.message.replaceAll('template_id', 'report_template_id'), {
    cause: error,
    errors: error.errors.map(({ pointer, detail }) => ({
      pointer: pointer.replace('/template_id', '/report_template_id'),
      detail: detail.replaceAll('template_id', 'report_template_id'),
    })),
  });
}
