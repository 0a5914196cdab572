import type { SqlTx } from '@galley/platform';
import type { ScheduleRow } from './schedule-row.js';

/**
 * Whether the template that a schedule names was deleted, and is not just hidden from its owner. A schedule of a report
 * type names none: another template of the type may come.
 */
export async function isTemplateGone(
  tx: SqlTx,
  { report_template_id }: Pick<ScheduleRow, 'report_template_id'>,
): Promise<boolean> {
  if (report_template_id === null) return false;
  const live = await tx.$queryRaw<unknown[]>`
    select from platform.tb_report_template where id = ${report_template_id}::uuid and deleted_at is null`;
  return live.length === 0;
}
