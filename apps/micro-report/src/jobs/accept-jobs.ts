import { appendAudit, type AfterCommit, type ReportQueue, type SqlTx } from '@galley/platform';
import type { OrganizationLines } from '../queue/organization-lines.js';
import { insertJobs } from './insert-jobs.js';
import type { JobOrder, OrderOrigin } from './job-order.js';
import { QueueFull } from './job-problems.js';
import type { JobRow } from './job-row.js';
import { requireFreeKeys } from './require-free-keys.js';

export interface Acceptance {
  readonly queue: ReportQueue;
  readonly lines: OrganizationLines;
}

const RETRY_AFTER_S = 30;

/**
 * Accepts jobs in the caller's transaction: rows, queue entries and audit entries commit together or not at all. All of
 * them or none: `queue-full` (429) when the organization's waiting line would become too long, `storage-key-immutable`
 * (409) when an ordered key is taken.
 */
export async function acceptJobs(
  tx: SqlTx,
  origin: OrderOrigin,
  orders: readonly JobOrder[],
  acceptance: Acceptance,
): Promise<{ jobs: JobRow[]; afterCommit: AfterCommit }> {
  const { organization_id } = origin;
  await requireFreeKeys(tx, organization_id, orders);
  const lanes = orders.map((order) => order.lane);
  const places = await acceptance.lines.join(tx, organization_id, lanes);
  if (!places) {
    throw QueueFull.error('Too many jobs of your organization are waiting; try again when some have run.', {
      retry_after_s: RETRY_AFTER_S,
    });
  }
  const jobs = await insertJobs(tx, origin, orders, places);
  const afterCommit = await acceptance.queue.enqueueIn(
    tx,
    jobs.map((job) => ({ job_id: job.id, organization_id, dispatch_priority: job.dispatch_priority })),
  );
  // Last, because the audit chain makes the organization's other writers wait until the commit.
  for (const job of jobs) await auditRequest(tx, origin, job);
  return { jobs, afterCommit };
}

function auditRequest(tx: SqlTx, origin: OrderOrigin, job: JobRow): Promise<void> {
  return appendAudit(tx, {
    organization_id: origin.organization_id,
    actor_id: origin.requested_by_id,
    action: 'report.request',
    entity_type: 'report_job',
    entity_id: job.id,
    facts: {
      report_type: job.report_type,
      format: job.format,
      template_version: job.template_version,
      bu_codes: job.bu_codes,
    },
    request_id: origin.request_id,
    ip: origin.ip,
  });
}
