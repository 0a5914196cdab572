import { appendAudit, type IncomingRequest, type Principal, type SqlTx } from '@galley/platform';
import type { Json } from '@galley/dataset';
import { insertJobs } from '../jobs/insert-jobs.js';
import type { JobRow } from '../jobs/job-row.js';
import type { RunTemplate } from '../jobs/template-of-job.js';
import { laneOf } from '../queue/dispatch-tag.js';
import type { RenderedFile } from '../rendering/render-task.js';
import type { PrintOrder } from '../jobs/print-order.js';

/** A document that was printed while its reader waited. */
export interface PrintDone {
  readonly template: RunTemplate;
  readonly bu_code: string;
  readonly print: PrintOrder;
  readonly options: Readonly<Record<string, Json>>;
  readonly file: Pick<RenderedFile, 'size' | 'sha256' | 'rows' | 'pages'>;
  readonly file_name: string;
  readonly started_at: Date;
}

/**
 * Writes down a finished print: a completed job without a file in the archive, and its audit entry. The row passes
 * through the same states as any other job, in one transaction, so that no worker ever sees it waiting.
 */
export async function recordPrint(
  tx: SqlTx,
  { caller, request }: { readonly caller: Principal; readonly request: IncomingRequest },
  done: PrintDone,
): Promise<JobRow> {
  const { file, file_name, print, bu_code, template } = done;
  const { kind, roles, bu_codes, project_ids, id: actor_id } = caller;
  const origin = {
    organization_id: caller.organization.id,
    requested_by_id: actor_id,
    requester: { kind, roles, bu_codes, project_ids },
    request_id: request.request_id,
    ip: request.ip,
    batch_id: null,
  };
  const order = {
    template,
    format: 'pdf',
    bu_codes: [bu_code],
    filters: {},
    options: done.options,
    recipients: [],
    lane: laneOf(undefined),
    keep_days: 0,
    print,
  };
  const [job] = await insertJobs(tx, origin, [order], [0]);
  if (!job) throw new Error('the print was not written down');
  await tx.$executeRaw`
    update tenant.tb_report_job set status = 'processing', attempts = 1, started_at = ${done.started_at}
    where id = ${job.id}::uuid`;
  await tx.$executeRaw`
    update tenant.tb_report_job set
      status = 'completed', stage = 'done', progress = 100, file_name = ${file_name}, file_size = ${file.size},
      row_count = ${file.rows}, sha256 = ${file.sha256}, updated_at = clock_timestamp()
    where id = ${job.id}::uuid`;
  await appendAudit(tx, {
    organization_id: caller.organization.id,
    actor_id,
    action: 'print',
    entity_type: 'report_job',
    entity_id: job.id,
    facts: {
      document_type: print.document_type,
      documents: print.document_ids,
      copies: print.copies,
      bu_code,
      template_id: template.id,
      template_version: template.version,
      rows: file.rows,
      pages: file.pages,
      sha256: file.sha256,
    },
    request_id: request.request_id,
    ip: request.ip,
  });
  return job;
}
