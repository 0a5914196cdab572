import { appendAudit, type IncomingRequest, type SqlTx } from '@galley/platform';
import { notify } from '../inbox/notify.js';
import type { EventType } from '../webhooks/event-types.js';
import { publishEvent } from '../webhooks/publish-event.js';
import { countOf, type ExportRow } from './export-row.js';

/** Tells webhooks what has become of a request: ids and figures, never rows or reasons. */
export async function publishExport(tx: SqlTx, type: EventType, row: ExportRow): Promise<void> {
  await publishEvent(tx, {
    organization_id: row.organization_id,
    type,
    subject: { type: 'export_request', id: row.id },
    facts: {
      data_type: row.data_type,
      format: row.format,
      status: row.status,
      records: countOf(row.actual_record_count ?? row.estimated_record_count),
      requires_approval: row.requires_approval,
      approval_reasons: row.approval_reasons,
      job_id: row.job_id,
    },
  });
}

/** A message to everybody who may decide on the request: administrators of the organization, without the requester. */
export async function askForDecision(tx: SqlTx, row: ExportRow): Promise<void> {
  const admins = await tx.$queryRaw<{ user_id: string }[]>`
    select distinct m.user_id from platform.membership m
    join platform.user_account u on u.id = m.user_id and u.is_active
    where m.organization_id = ${row.organization_id}::uuid and m.is_active and m.user_id <> ${row.requested_by}::uuid
      and m.role in ('org_admin', 'global_admin', 'platform_admin')`;
  const records = countOf(row.estimated_record_count);
  await notify(tx, {
    organization_id: row.organization_id,
    user_ids: admins.map(({ user_id }) => user_id),
    kind: 'export-pending',
    subject: `An export of ${row.data_type} waits for a decision`,
    body: [
      `${records === null ? 'An unknown number of' : String(records)} records as ${row.format}.`,
      `Asked for because: ${row.reason}`,
      `Needs an approval: ${row.approval_reasons.join(', ')}.`,
    ].join('\n\n'),
    entity_type: 'export_request',
    entity_id: row.id,
  });
}

/** A message to the requester. */
export async function tellRequester(tx: SqlTx, row: ExportRow, subject: string, body: string): Promise<void> {
  await notify(tx, {
    organization_id: row.organization_id,
    user_ids: [row.requested_by],
    kind: 'export-decided',
    subject,
    body,
    entity_type: 'export_request',
    entity_id: row.id,
  });
}

export interface ExportAudit {
  readonly action: 'request' | 'approve' | 'reject' | 'cancel' | 'download' | 'exceed' | 'expire';
  /** Null = the product itself. */
  readonly actor_id: string | null;
  readonly request?: Pick<IncomingRequest, 'request_id' | 'ip'>;
}

/** On record, as the last thing of the transaction. */
export function auditExport(tx: SqlTx, row: ExportRow, audit: ExportAudit): Promise<void> {
  return appendAudit(tx, {
    organization_id: row.organization_id,
    actor_id: audit.actor_id,
    action: `export.${audit.action}`,
    entity_type: 'export_request',
    entity_id: row.id,
    facts: {
      data_type: row.data_type,
      format: row.format,
      status: row.status,
      estimated_record_count: countOf(row.estimated_record_count),
      actual_record_count: countOf(row.actual_record_count),
      approval_reasons: row.approval_reasons,
      download_count: row.download_count,
      job_id: row.job_id,
    },
    request_id: audit.request?.request_id ?? null,
    ip: audit.request?.ip ?? null,
  });
}
