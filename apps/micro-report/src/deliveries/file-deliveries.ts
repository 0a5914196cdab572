import { newId, type SqlTx } from '@galley/platform';
import type { JobRow } from '../jobs/job-row.js';
import type { PlannedDelivery } from './plan-filing.js';

/**
 * Writes the deliveries of a job in the transaction that completes it: the file and the promise to send it stand
 * together or not at all. One row per job, channel and target, however often this is called.
 */
export async function fileDeliveries(
  tx: SqlTx,
  job: Pick<JobRow, 'id' | 'organization_id' | 'requested_by_id'>,
  deliveries: readonly PlannedDelivery[],
  maxAttempts: number,
): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map(({ reason, ...delivery }) => {
    // The seed of the Message-ID: the same in every attempt, so that a receiver can tell a repetition.
    const id = newId();
    return { ...delivery, id, message_id: id, reason, status: reason === null ? 'pending' : 'suppressed' };
  });
  await tx.$executeRaw`
    insert into tenant.delivery (
      id, organization_id, job_id, channel, target, status, reason, options, message_id, max_attempts, created_by_id,
      updated_by_id)
    select row.id, ${job.organization_id}::uuid, ${job.id}::uuid, row.channel, row.target, row.status, row.reason,
      row.options, row.message_id, ${maxAttempts}, ${job.requested_by_id}::uuid, ${job.requested_by_id}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
      id uuid, channel text, target text, status text, reason text, options jsonb, message_id text)
    on conflict (job_id, channel, target) do nothing`;
}
