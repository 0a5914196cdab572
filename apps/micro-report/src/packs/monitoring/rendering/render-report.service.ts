import { Injectable } from '@nestjs/common';
import { Database, dayOf, type Author } from '@galley/platform';
import { recordFinishedJob } from '../../../jobs/record-finished-job.js';
import { laneOf } from '../../../queue/dispatch-tag.js';
import { auditReport } from '../reports/audit-report.js';
import type { ReportRow } from '../reports/report-row.js';
import { MakeReport, type MadeReport } from './make-report.js';
import type { RenderQuery } from './render-query.js';
import { ReportEditions } from './report-editions.js';

export interface RenderedReport extends MadeReport {
  readonly job_id: string;
}

/** Makes a file of a report while somebody waits for it. Nothing is kept of it but the job and its audit entry. */
@Injectable()
export class RenderReport {
  constructor(
    private readonly database: Database,
    private readonly editions: ReportEditions,
    private readonly files: MakeReport,
  ) {}

  /** No file is handed over that is not on record. Throws what `ReportEditions` and `MakeReport` throw. */
  async render(author: Author, id: string, query: RenderQuery, signal: AbortSignal): Promise<RenderedReport> {
    const { caller } = author;
    const started_at = new Date();
    const { report, edition, text } = await this.editions.of(caller, id, query.revision);
    const { format = 'pdf' } = query;
    const source = { edition, text, organization: caller.organization };
    const file = await this.files.make(source, format, signal);
    const revision = edition.publication?.revision ?? null;
    const job_id = await this.database.withActorSql(caller, async (tx) => {
      const order = orderOf(report, format);
      const job = await recordFinishedJob(tx, author, { order, file, file_name: file.name, started_at });
      await auditReport(tx, author, 'render', report, {
        format,
        rendered_revision: revision,
        rows: file.rows,
        pages: file.pages,
        sha256: file.sha256,
        job_id: job.id,
      });
      return job.id;
    });
    return { ...file, job_id };
  }
}

function orderOf(report: ReportRow, format: string) {
  return {
    template: { id: null, version: null, report_type: 'donor_report', report_category: 'monitoring' },
    format,
    bu_codes: [],
    filters: { report_id: report.id },
    options: {},
    recipients: [],
    lane: laneOf(undefined),
    keep_days: 0,
    project_id: report.project_id,
    period_start: dayOf(report.start_date),
    period_end: dayOf(report.end_date),
  };
}
