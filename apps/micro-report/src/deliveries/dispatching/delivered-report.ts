import { DeliveryError, type OutgoingFile } from '@galley/delivery';
import type { FileStore } from '@galley/storage';
import type { Json, SqlTx } from '@galley/platform';
import type { JobRow } from '../../jobs/job-row.js';
import type { ArchivedFile } from '../../archive/archived-file.js';

/** What one delivery is about: the run, its file, and the house that sends it. */
export interface DeliveredReport {
  readonly job: JobRow;
  readonly report: ArchivedFile;
  readonly organization: {
    readonly id: string;
    readonly name: string;
    readonly locale: string;
    readonly timezone: string;
  };
  readonly settings: Json;
}

/** Reads it in the organization's own transaction. Throws `file-unavailable` when the file is not kept any more. */
export async function deliveredReport(
  tx: SqlTx,
  organizationId: string,
  jobId: string,
): Promise<DeliveredReport> {
  const [job] = await tx.$queryRaw<JobRow[]>`select * from tenant.tb_report_job where id = ${jobId}::uuid`;
  const [report] = await tx.$queryRaw<(ArchivedFile & { is_kept: boolean })[]>`
    select *, purged_at is null and deleted_at is null and (expires_at is null or expires_at > clock_timestamp()) as is_kept
    from tenant.generated_report where job_id = ${jobId}::uuid`;
  const [organization] = await tx.$queryRaw<(DeliveredReport['organization'] & { settings: Json })[]>`
    select id, name, locale, timezone, settings from platform.organization where id = ${organizationId}::uuid`;
  if (!job || !organization || !report?.is_kept) {
    throw new DeliveryError('file-unavailable', false, 'The file is no longer kept.');
  }
  return { job, report, organization, settings: organization.settings };
}

/** The archived file as channels send it; its bytes are read, and their hash checked, anew in every attempt. */
export function outgoingFile(report: ArchivedFile, store: FileStore): OutgoingFile {
  const { name, media_type, size, sha256 } = report;
  return {
    name,
    media_type,
    size: Number(size),
    sha256,
    open: () => store.open(report.archived_path ?? report.storage_key),
  };
}
