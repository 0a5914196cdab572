import { Injectable } from '@nestjs/common';
import type { AfterCommit, Author, SqlTx } from '@galley/platform';
import { OrderReportJob } from '../generation/order-report-job.js';
import { lockReport } from './find-report.js';
import { requireMove } from './report-lifecycle.js';
import type { ReportHead } from './report-row.js';

/** Orders the job of a draft: it is pending from here on. */
@Injectable()
export class StartGeneration {
  constructor(private readonly jobs: OrderReportJob) {}

  /**
   * The report as it stands then; it must be locked. Throws `invalid-status-transition` and `queue-full`. `caller` acts in the
   * organization of the report.
   */
  async start(
    tx: SqlTx,
    { caller, request }: Author,
    report: ReportHead,
  ): Promise<{ report: ReportHead; afterCommit: AfterCommit }> {
    requireMove(report.status, 'pending', 'person');
    const { format, organization_id, id } = report;
    const { job, afterCommit } = await this.jobs.order(tx, {
      caller,
      request,
      report,
      format,
      purpose: 'generation',
    });
    await tx.$executeRaw`
      update grants.bufdir_report set status = 'pending', generation_job_id = ${job.id}, updated_by_id = ${caller.id}::uuid
      where organization_id = ${organization_id}::uuid and id = ${id}::uuid`;
    return { report: await lockReport(tx, organization_id, id), afterCommit };
  }
}
