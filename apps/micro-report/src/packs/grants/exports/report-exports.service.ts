import { Injectable } from '@nestjs/common';
import type { Json } from '@galley/dataset';
import { readStoredOptions } from '@galley/template';
import {
  accepted,
  appendAudit,
  Conflict,
  Database,
  newId,
  onceIn,
  type AfterCommit,
  type Answer,
  type Author,
  type SqlTx,
} from '@galley/platform';
import type { FastifyReply } from 'fastify';
import { ArchiveService } from '../../../archive/archive.service.js';
import { FileSender } from '../../../archive/file-sender.js';
import { StorageKeyImmutable } from '../../../jobs/job-problems.js';
import { asInvalid } from '../../../templates/template-problems.js';
import { OrderReportJob } from '../generation/order-report-job.js';
import { GrantsScope } from '../grants-scope.js';
import { findReport, lockReport, requireData, requireNotSubmitted } from '../reports/find-report.js';
import { FormatInvalid } from '../reports/grants-problems.js';
import { reportFormatOf, type ReportFormat } from '../reports/report-format.js';
import type { ReportHead } from '../reports/report-row.js';
import type { BufdirReportExport, BufdirReportExports, ReportExportBody } from './export-resource.js';
import { exportView } from './export-resource.js';
import { exportOf, exportsOf, type ExportRow } from './report-export.js';

/** Files of completed reports: one of each format, written once (BU-B-11), none after the submission (BU-B-4). */
@Injectable()
export class ReportExports {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
    private readonly jobs: OrderReportJob,
    private readonly archive: ArchiveService,
    private readonly sender: FileSender,
  ) {}

  /**
   * Orders the file. Throws `format-invalid`, `report-not-completed`, `report-immutable`, `storage-key-immutable` where the
   * format is there or being made, and `queue-full`.
   */
  async order(author: Author, reportId: string, body: ReportExportBody): Promise<Answer<BufdirReportExport>> {
    const format = requireFormat(body.format);
    const options: Record<string, Json> = body.csv === undefined ? {} : { csv: body.csv };
    asInvalid(() => readStoredOptions(options));
    const caller = await this.scope.ofReport(author, reportId);
    const { request } = author;
    let afterCommit: AfterCommit = () => Promise.resolve();
    const answer = await this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, request, async () => {
        const report = await lockReport(tx, caller.organization.id, reportId);
        requireNotSubmitted(report);
        requireData(report);
        await requireNone(tx, report, format);
        const ordered = await this.jobs.order(tx, {
          caller,
          request,
          report,
          format,
          options,
          purpose: 'export',
        });
        afterCommit = ordered.afterCommit;
        const row = await insert(tx, report, format, { job_id: ordered.job.id, created_by_id: caller.id });
        await appendAudit(tx, {
          organization_id: report.organization_id,
          actor_id: caller.id,
          action: 'bufdir-report.export',
          entity_type: 'bufdir_report',
          entity_id: report.id,
          facts: { format, job_id: row.job_id },
          request_id: request.request_id,
          ip: request.ip,
        });
        return accepted(exportView(row), `/api/grants/reports/${report.id}/exports/${format}`);
      }),
    );
    await afterCommit();
    return answer;
  }

  async list(author: Author, reportId: string): Promise<BufdirReportExports> {
    const caller = await this.scope.ofReport(author, reportId);
    const rows = await this.database.withActorSql(caller, async (tx) => {
      await findReport(tx, caller.organization.id, reportId);
      return exportsOf(tx, reportId);
    });
    return { items: rows.map(exportView) };
  }

  async read(author: Author, reportId: string, format: unknown): Promise<BufdirReportExport> {
    const caller = await this.scope.ofReport(author, reportId);
    return this.database.withActorSql(caller, async (tx) => {
      await findReport(tx, caller.organization.id, reportId);
      return exportView(await exportOf(tx, reportId, requireFormat(format)));
    });
  }

  /** Answers with the file. Throws `not-found`, `conflict` while it is being made, and what the archive refuses. */
  async send(author: Author, reportId: string, format: unknown, reply: FastifyReply): Promise<void> {
    const caller = await this.scope.ofReport(author, reportId);
    const file = await this.database.withActor(caller, async (tx) => {
      await findReport(tx, caller.organization.id, reportId);
      const row = await exportOf(tx, reportId, requireFormat(format));
      if (row.status === 'completed') return this.archive.ofJob(tx, row.job_id);
      throw Conflict.error(`The file is ${row.status}; it can be fetched once it is completed.`, {
        facts: { export_status: row.status },
      });
    });
    await this.sender.send(reply, caller, file);
  }
}

function requireFormat(named: unknown): ReportFormat {
  const format = reportFormatOf(named);
  if (format !== null) return format;
  throw FormatInvalid.error('Say which format the file should have.', {
    errors: [{ pointer: '/format', detail: 'is required' }],
  });
}

async function requireNone(tx: SqlTx, report: ReportHead, format: ReportFormat): Promise<void> {
  const there = (await exportsOf(tx, report.id)).find(
    (row) => row.format === format && row.status !== 'failed',
  );
  if (!there) return;
  const { id, status, storage_key } = there;
  throw StorageKeyImmutable.error(
    status === 'pending'
      ? `The report is being exported as ${format}.`
      : `The report was exported as ${format}; a new version of it has files of its own.`,
    { facts: { existing_id: id, export_status: status, storage_key } },
  );
}

async function insert(
  tx: SqlTx,
  report: ReportHead,
  format: ReportFormat,
  { job_id, created_by_id }: Pick<ExportRow, 'job_id' | 'created_by_id'>,
): Promise<ExportRow> {
  const [row] = await tx.$queryRaw<ExportRow[]>`
    insert into grants.bufdir_report_export (id, organization_id, report_id, format, status, job_id, created_by_id)
    values (${newId()}::uuid, ${report.organization_id}::uuid, ${report.id}::uuid, ${format}, 'pending', ${job_id}::uuid,
      ${created_by_id}::uuid)
    returning *`;
  if (!row) throw new Error('the export was not written');
  return row;
}
