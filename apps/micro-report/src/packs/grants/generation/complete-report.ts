import type { SqlTx } from '@galley/platform';
import { notify } from '../../../inbox/notify.js';
import type { EndedJob } from '../../../jobs/job-endings.js';
import { enterFirstExport } from '../exports/export-ended.js';
import { lockPeriod, settleLatest } from '../reports/lock-period.js';
import type { ReportHead } from '../reports/report-row.js';

type Generated = Pick<
  ReportHead,
  | 'id'
  | 'organization_id'
  | 'reporting_period_start'
  | 'reporting_period_end'
  | 'period_label'
  | 'report_version'
  | 'format'
  | 'generated_by'
>;

/**
 * Completes the report that a job generated: the staged result becomes its data, the version the latest of its period, in
 * one transaction (BU-B-3). False for jobs that generated none.
 */
export async function completeReport(
  tx: SqlTx,
  end: EndedJob & { readonly report: NonNullable<EndedJob['report']> },
): Promise<boolean> {
  const { job } = end;
  const [generated] = await tx.$queryRaw<Generated[]>`
    select id, organization_id, reporting_period_start, reporting_period_end, period_label, report_version, format,
      generated_by
    from grants.bufdir_report
    where organization_id = ${job.organization_id}::uuid and generation_job_id = ${job.id}`;
  if (!generated) return false;
  await lockPeriod(tx, generated);
  await freezeResult(tx, generated, end.report.storage_key);
  await settleLatest(tx, generated);
  if (generated.format !== null) await enterFirstExport(tx, generated.id, end);
  await notify(tx, {
    organization_id: generated.organization_id,
    user_ids: [generated.generated_by],
    kind: 'bufdir-report-ready',
    subject: `The Bufdir report for ${generated.period_label} is ready`,
    body: `Version ${generated.report_version} is completed. Read its warnings before you submit it.`,
    entity_type: 'bufdir_report',
    entity_id: generated.id,
  });
  return true;
}

async function freezeResult(tx: SqlTx, report: Generated, storageKey: string): Promise<void> {
  const fileKey = report.format === null ? null : storageKey;
  const [result] = await tx.$queryRaw<{ is_frozen: boolean }[]>`
    select grants.freeze_bufdir_result(${report.id}::uuid, ${fileKey}) as is_frozen`;
  if (!result?.is_frozen) throw new Error(`report ${report.id} has no result to complete it with`);
}
