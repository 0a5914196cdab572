import { DeliveryError, type OutgoingFile } from '@galley/delivery';
import type { FileStore } from '@galley/storage';
import type { Json, SqlTx } from '@galley/platform';
import type { JobRow } from '../../jobs/job-row.js';
import type { ArchivedFile } from '../../archive/archived-file.js';
import { readableKey, storedKey } from '../../archive/readable-file.js';

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

/**
 * Reads it in the organization's own transaction. Throws `file-unavailable` when there is no file any more, and what
 * `readableKey` throws when nobody may read it now.
 */
export async function deliveredReport(
  tx: SqlTx,
  organizationId: string,
  jobId: string,
): Promise<DeliveredReport> {
  const [job] = await tx.$queryRaw<JobRow[]>`select * from tenant.tb_report_job where id = ${jobId}::uuid`;
  const [report] = await tx.$queryRaw<ArchivedFile[]>`
    select * from tenant.generated_report where job_id = ${jobId}::uuid and deleted_at is null`;
  const [organization] = await tx.$queryRaw<(DeliveredReport['organization'] & { settings: Json })[]>`
    select id, name, locale, timezone, settings from platform.organization where id = ${organizationId}::uuid`;
  if (!job || !organization || !report) {
    throw new DeliveryError('file-unavailable', false, 'The file is no longer kept.');
  }
  readableKey(report);
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
    open: () => store.open(storedKey(report)),
  };
}
