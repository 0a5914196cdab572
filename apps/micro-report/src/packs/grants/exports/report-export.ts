import { NotFound, type Prisma, type SqlTx } from '@galley/platform';
import { ReportInProgress } from '../reports/grants-problems.js';
import type { ReportFormat } from '../reports/report-format.js';

export const EXPORT_STATUSES = ['pending', 'completed', 'failed'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

type StoredExport = Prisma.grants_bufdir_report_exportGetPayload<object>;

/** A row of `grants.bufdir_report_export`, its closed sets typed as the checks of the table hold them. */
export type ExportRow = Omit<StoredExport, 'status' | 'format'> & {
  readonly status: ExportStatus;
  readonly format: ReportFormat;
};

/** The exports of a report, the newest of a format first; those that failed stay on record. */
export function exportsOf(tx: SqlTx, reportId: string): Promise<ExportRow[]> {
  return tx.$queryRaw<ExportRow[]>`
    select * from grants.bufdir_report_export where report_id = ${reportId}::uuid order by format, created_at desc, id desc`;
}

/** The export of this format that counts: made or being made, else the last that failed. */
export async function exportOf(tx: SqlTx, reportId: string, format: ReportFormat): Promise<ExportRow> {
  const [row] = await tx.$queryRaw<ExportRow[]>`
    select * from grants.bufdir_report_export
    where report_id = ${reportId}::uuid and format = ${format}
    order by (status = 'failed'), created_at desc, id desc
    limit 1`;
  if (row) return row;
  throw NotFound.error(`The report was not exported as ${format}.`);
}

/**
 * `report-in-progress` while a file of the report is being made: what is hidden has no data to print, and the file would be empty, for
 * good. For a transaction that has locked the report.
 */
export async function requireNoneBeingMade(tx: SqlTx, reportId: string): Promise<void> {
  const making = (await exportsOf(tx, reportId)).find(({ status }) => status === 'pending');
  if (!making) return;
  const { format, job_id } = making;
  throw ReportInProgress.error(`The report is being exported as ${format}; wait for it, or cancel the job.`, {
    facts: { export_format: format, job_id },
  });
}
