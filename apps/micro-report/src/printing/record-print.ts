import { appendAudit, type IncomingRequest, type Principal, type SqlTx } from '@galley/platform';
import type { Json } from '@galley/dataset';
import type { JobRow } from '../jobs/job-row.js';
import type { PrintOrder } from '../jobs/print-order.js';
import { recordFinishedJob } from '../jobs/record-finished-job.js';
import type { RunTemplate } from '../jobs/template-of-job.js';
import { laneOf } from '../queue/dispatch-tag.js';
import type { RenderedFile } from '../rendering/render-task.js';

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

/** Writes down a finished print: a completed job without a file in the archive, and its audit entry. */
export async function recordPrint(
  tx: SqlTx,
  author: { readonly caller: Principal; readonly request: IncomingRequest },
  done: PrintDone,
): Promise<JobRow> {
  const { caller, request } = author;
  const { file, file_name, print, bu_code, template, started_at } = done;
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
  const job = await recordFinishedJob(tx, author, { order, file, file_name, started_at });
  await appendAudit(tx, {
    organization_id: caller.organization.id,
    actor_id: caller.id,
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
