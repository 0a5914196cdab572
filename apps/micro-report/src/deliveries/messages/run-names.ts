import type { SqlTx } from '@galley/platform';
import type { JobRow } from '../../jobs/job-row.js';

/** What people call the run and the schedule that ordered it. */
export interface RunNames {
  readonly report: string;
  readonly schedule: string | null;
}

export async function runNames(tx: SqlTx, job: JobRow): Promise<RunNames> {
  const [names] = await tx.$queryRaw<{ template: string | null; schedule: string | null }[]>`
    select
      (select name from platform.tb_report_template where id = ${job.report_template_id}::uuid) as template,
      (select name from tenant.tb_report_schedule where id = ${job.schedule_id}::uuid) as schedule`;
  const { title } = (job.options ?? {}) as { title?: unknown };
  const named = typeof title === 'string' && title !== '' ? title : names?.template;
  return { report: named ?? job.report_type, schedule: names?.schedule ?? null };
}
