import { idempotencyKeyOf, type BufdirSubmission } from '@galley/pack-grants/submission';
import type { SqlTx } from '@galley/platform';
import type { ReportHead } from '../reports/report-row.js';

/** What Bufdir gets: the text of `report_data` as PostgreSQL writes it, that of the report's hash and of its JSON export. */
export async function submissionOf(tx: SqlTx, report: ReportHead): Promise<BufdirSubmission> {
  const { id, bufdir_schema_version } = report;
  const [stored] = await tx.$queryRaw<{ body: string; org_number: string | null }[]>`
    select report_data::text as body, report_data #>> '{organization,org_number}' as org_number
    from grants.bufdir_report where id = ${id}::uuid`;
  if (!stored) throw new Error('a report that was locked is gone');
  return { idempotency_key: idempotencyKeyOf(id), schema_version: bufdir_schema_version, ...stored };
}
