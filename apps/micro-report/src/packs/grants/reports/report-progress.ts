import type { SqlTx } from '@galley/platform';
import { isInProgress } from './report-lifecycle.js';
import type { ReportHead } from './report-row.js';

/** How far the generation of a report is. */
export interface ReportProgress {
  /** 0 to 100. */
  readonly percent: number;
  /** collect, aggregate, map, validate, render, or what the job is doing; null = it waits for its turn. */
  readonly step: string | null;
}

/** The progress of those reports whose job is waiting or running, by report id: that of the job. */
export async function progressOf(
  tx: SqlTx,
  rows: readonly Pick<ReportHead, 'id' | 'status' | 'generation_job_id' | 'generation_step'>[],
): Promise<ReadonlyMap<string, ReportProgress>> {
  const running = rows.filter(({ status, generation_job_id }) => isInProgress(status) && generation_job_id);
  if (running.length === 0) return new Map();
  const jobs = await tx.$queryRaw<{ id: string; progress: number; stage: string | null }[]>`
    select id, progress, stage from tenant.tb_report_job
    where id = any(${running.map(({ generation_job_id }) => generation_job_id)}::uuid[])`;
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return new Map(
    running.flatMap(({ id, generation_job_id, generation_step }) => {
      const job = byId.get(generation_job_id ?? '');
      return job ? [[id, { percent: job.progress, step: generation_step ?? job.stage }] as const] : [];
    }),
  );
}
