import { Inject, Injectable } from '@nestjs/common';
import type { Json } from '@galley/dataset';
import {
  dayOf,
  REPORT_QUEUE,
  type AfterCommit,
  type Author,
  type ReportQueue,
  type SqlTx,
} from '@galley/platform';
import { filingKey } from '@galley/storage';
import { acceptJobs } from '../../../jobs/accept-jobs.js';
import type { JobRow } from '../../../jobs/job-row.js';
import { originOf } from '../../../jobs/order-origin.js';
import { laneOf } from '../../../queue/dispatch-tag.js';
import { OrganizationLines } from '../../../queue/organization-lines.js';
import { requireFormat } from '../../../rendering/require-format.js';
import type { ReportFormat } from '../reports/report-format.js';
import type { ReportHead } from '../reports/report-row.js';
import { standardTemplate } from './report-templates.js';

interface WishedFor {
  /** Acting in the organization of the report. */
  readonly caller: Author['caller'];
  readonly request: Pick<Author['request'], 'request_id' | 'ip'>;
  readonly report: Pick<ReportHead, 'id' | 'reporting_period_start' | 'reporting_period_end'>;
  /** Options of the run, such as the delimiter of a CSV. */
  readonly options?: Readonly<Record<string, Json>>;
}

export type ReportJobWish =
  /** No format: the data alone are made, and no file of the report. */
  | (WishedFor & { readonly purpose: 'generation'; readonly format: ReportFormat | null })
  | (WishedFor & { readonly purpose: 'export'; readonly format: ReportFormat });

/** Orders the job of a Bufdir report: that of its generation, whose id the report keeps, or that of a later export. */
@Injectable()
export class OrderReportJob {
  constructor(
    private readonly lines: OrganizationLines,
    @Inject(REPORT_QUEUE) private readonly queue: ReportQueue,
  ) {}

  /**
   * In the transaction that writes the job's id down, so that a worker never meets a job that nobody knows. A file is kept
   * for good (BU-B-13). Throws `storage-key-immutable` (BU-B-11) and `queue-full`; call `afterCommit` after the commit.
   */
  async order(tx: SqlTx, wish: ReportJobWish): Promise<{ job: JobRow; afterCommit: AfterCommit }> {
    const { caller, report, format, options = {} } = wish;
    const order = {
      template: await standardTemplate(tx, format),
      format: requireFormat(format ?? 'json').key,
      bu_codes: [],
      filters: { report_id: report.id },
      options,
      recipients: [],
      lane: laneOf(undefined),
      keep_days: null,
      retention_class: 'permanent' as const,
      period_start: dayOf(report.reporting_period_start),
      period_end: dayOf(report.reporting_period_end),
      ...(format && { storage_key: storageKeyOf(caller.organization.id, report, format) }),
    };
    const acceptance = { queue: this.queue, lines: this.lines };
    const { jobs, afterCommit } = await acceptJobs(tx, originOf(wish), [order], acceptance);
    const [job] = jobs;
    if (!job) throw new Error('no job was accepted');
    return { job, afterCommit };
  }
}

/** Where the file of a report stands, one per format. */
function storageKeyOf(
  organization_id: string,
  report: Pick<ReportHead, 'id' | 'reporting_period_end'>,
  format: ReportFormat,
): string {
  const year = report.reporting_period_end.getUTCFullYear();
  return filingKey({ area: 'bufdir-reports', organization_id, year, id: report.id, extension: format });
}
