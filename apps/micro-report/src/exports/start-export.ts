import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '@galley/dataset';
import { REPORT_QUEUE, type AfterCommit, type ReportQueue, type SqlTx } from '@galley/platform';
import { formatOf } from '@galley/render';
import { settingsOf } from '../administration/organizations/organization-settings.js';
import { acceptJobs } from '../jobs/accept-jobs.js';
import type { Requester } from '../jobs/job-row.js';
import { templateOfJob } from '../jobs/template-of-job.js';
import { laneOf } from '../queue/dispatch-tag.js';
import { OrganizationLines } from '../queue/organization-lines.js';
import { isPersonalData } from './approval-rules.js';
import type { ExportRow } from './export-row.js';
import { markOf, withMark } from './export-watermark.js';
import { missing } from './export-visibility.js';

/** By which request an export is started; null = the product itself. */
export interface StartedBy {
  readonly request_id: string | null;
  readonly ip: string | null;
}

/** Orders the job of an approved request: an ordinary run, with the requester's rights and what the request froze. */
@Injectable()
export class StartExport {
  constructor(
    private readonly lines: OrganizationLines,
    @Inject(REPORT_QUEUE) private readonly queue: ReportQueue,
  ) {}

  /** In the transaction that approves; throws `queue-full`. Call what it resolves to after the commit. */
  async start(tx: SqlTx, row: ExportRow, requester: Requester, by: StartedBy): Promise<AfterCommit> {
    const { organization_id, requested_by } = row;
    const template = await templateOfJob(tx, row);
    const format = formatOf(row.format);
    if (!template || !format) throw missing();
    const { exports, retention } = await settingsOf(tx, organization_id);
    const options = row.options as Record<string, Json>;
    const order = {
      template: { ...template, version: row.template_version ?? template.version },
      format: format.key,
      bu_codes: row.bu_codes,
      filters: row.filters as Record<string, Json>,
      options: isPersonalData(row.data_type, exports)
        ? withMark(options, template.name, await markOf(tx, requested_by))
        : options,
      recipients: [],
      lane: laneOf(undefined),
      keep_days: retention.export_days,
      export_request_id: row.id,
      ...(row.project_id && { project_id: row.project_id }),
    };
    const origin = { organization_id, requested_by_id: requested_by, requester, batch_id: null, ...by };
    const { jobs, afterCommit } = await acceptJobs(tx, origin, [order], {
      queue: this.queue,
      lines: this.lines,
    });
    await tx.$executeRaw`
      update tenant.export_request set job_id = ${jobs[0]?.id ?? null}::uuid, updated_at = clock_timestamp(),
        processing_started_at = null, processing_ended_at = null, processing_time_ms = null
      where organization_id = ${organization_id}::uuid and id = ${row.id}::uuid`;
    return afterCommit;
  }
}
