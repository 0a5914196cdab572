import { NotFound, type SqlTx } from '@galley/platform';
import { TEMPLATE_OF_JOB, type JobTemplate } from '../../../jobs/template-of-job.js';
import type { ReportFormat } from '../reports/report-format.js';

/** Report types of the standard templates that Bufdir reports are printed by. */
export const REPORT_TYPES = { document: 'bufdir_report', payload: 'bufdir_payload' } as const;

/** JSON is the payload itself, and what is made where nobody named a format. */
function reportTypeOf(format: ReportFormat | null): string {
  return format === null || format === 'json' ? REPORT_TYPES.payload : REPORT_TYPES.document;
}

/**
 * The standard template for a file in this format: what is filed looks alike in every organization, whatever templates it
 * has of its own. `not-found` while the pack's templates are not there.
 */
export async function standardTemplate(tx: SqlTx, format: ReportFormat | null): Promise<JobTemplate> {
  const reportType = reportTypeOf(format);
  const [found] = await tx.$queryRaw<JobTemplate[]>`
    select ${TEMPLATE_OF_JOB}
    where template.report_type = ${reportType} and template.organization_id is null and template.is_standard
      and template.is_active and template.deleted_at is null
    order by template.created_at, template.id limit 1`;
  if (found) return found;
  throw NotFound.error(
    `The standard template ${reportType} is not there; the operator seeds it at the start.`,
  );
}
