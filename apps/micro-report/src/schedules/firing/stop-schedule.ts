import { appendAudit, rolesHolding, type SqlTx } from '@galley/platform';
import { notify } from '../../inbox/notify.js';
import { publishEvent } from '../../webhooks/publish-event.js';
import type { ScheduleRow } from './schedule-row.js';

/** Why the product itself stops a schedule. */
export type StopReason = 'owner-gone' | 'template-gone' | 'schedule-invalid' | 'ended';

type Stopped = Pick<ScheduleRow, 'id' | 'organization_id' | 'name' | 'owner_id'>;

const EXPLAINED: Readonly<Record<Exclude<StopReason, 'ended'>, string>> = {
  'owner-gone':
    'its owner may no longer work in this organization. Someone else can take it over and activate it again.',
  'template-gone': 'its template was deleted. Give it another template and activate it again.',
  'schedule-invalid': 'its times cannot be read any more. Correct them and activate it again.',
};

/**
 * Stops a schedule for good, in the transaction that found it cannot go on: it is not active any more, the reason stands in
 * it and in the audit trail, webhooks are told. Unless it simply ended, its owner and the administrators find a message.
 * Ends with the audit entry.
 */
export async function stopSchedule(tx: SqlTx, schedule: Stopped, reason: StopReason): Promise<void> {
  const { id, organization_id } = schedule;
  await tx.$executeRaw`
    update tenant.tb_report_schedule set
      is_active = false, stopped_reason = ${reason}, next_run_at = null, version = version + 1,
      updated_at = clock_timestamp()
    where id = ${id}::uuid`;
  await publishEvent(tx, {
    organization_id,
    type: 'schedule.stopped',
    subject: { type: 'schedule', id },
    facts: { reason },
  });
  if (reason !== 'ended') {
    await notify(tx, {
      organization_id,
      user_ids: [schedule.owner_id, ...(await administratorsOf(tx, organization_id))],
      kind: 'schedule-stopped',
      subject: `The schedule "${schedule.name}" was stopped`,
      body: `The schedule "${schedule.name}" does not run any more: ${EXPLAINED[reason]}`,
      entity_type: 'schedule',
      entity_id: id,
    });
  }
  await appendAudit(tx, {
    organization_id,
    actor_id: null,
    action: 'schedule.stop',
    entity_type: 'schedule',
    entity_id: id,
    facts: { reason },
  });
}

/** Members who may look after the organization's members: the same who can give the schedule an owner. */
async function administratorsOf(tx: SqlTx, organizationId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ user_id: string }[]>`
    select distinct member.user_id::text from platform.membership as member
    join platform.user_account as person on person.id = member.user_id and person.is_active
    where member.organization_id = ${organizationId}::uuid and member.is_active
      and member.role = any(${[...rolesHolding('membership.write')]}::text[])`;
  return rows.map(({ user_id }) => user_id);
}
