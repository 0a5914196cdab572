import type { Prisma, Tx } from '@galley/platform';
import type { JobRow } from './job-row.js';

const withSource = { dataset_source: { select: { name: true } } } as const;

/** A template with the name of its registered source: all that accepting and running a job need of it. */
export type JobTemplate = Prisma.tb_report_templateGetPayload<{ include: typeof withSource }>;

export const TEMPLATE_WITH_SOURCE = withSource;

/**
 * The template as it was when the job was accepted: its version decides, so that an edit in between changes later runs
 * only. Null when it is no longer there.
 */
export async function templateOfJob(tx: Tx, job: JobRow): Promise<JobTemplate | null> {
  if (!job.report_template_id) return null;
  const current = await tx.tb_report_template.findFirst({
    where: { id: job.report_template_id },
    include: withSource,
  });
  if (!current || current.version === job.template_version) return current;
  const version = await tx.tb_report_template_version.findFirst({
    where: { template_id: current.id, version: job.template_version ?? 0 },
  });
  return version
    ? { ...current, ...(version.snapshot as Partial<JobTemplate>), version: version.version }
    : current;
}
