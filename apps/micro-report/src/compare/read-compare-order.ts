import type { Json } from '@galley/dataset';
import { comparedFilters } from '@galley/template';
import { defineProblem, invalidField, type Principal, type SqlTx } from '@galley/platform';
import type { CompareToBody } from './compare-body.js';
import { visibleJob } from '../jobs/job-visibility.js';
import type { JobTemplate } from '../jobs/template-of-job.js';
import type { CompareOrder } from './compare-order.js';

type Values = Readonly<Record<string, Json>>;

export const CompareNotPossible = defineProblem(
  'compare-not-possible',
  409,
  'There is nothing to compare with',
);

export interface CompareSubject {
  readonly caller: Principal;
  readonly template: JobTemplate;
  /** The run's own filters, every date resolved. */
  readonly filters: Values;
  /** Fills in and resolves other filters as the run's own were. */
  readonly resolve: (filters: Values) => Values;
}

/**
 * Decides what a run is compared with. Throws `invalid` (not exactly one reference, a report without a period),
 * `not-found` (another's run) and `compare-not-possible` (an earlier run of another template, or without its dataset).
 */
export async function readCompareOrder(
  tx: SqlTx,
  body: CompareToBody,
  { caller, template, filters, resolve }: CompareSubject,
): Promise<CompareOrder> {
  const { job_id, period, filters: others, key, show } = body;
  const shown = { ...(key && { key }), ...(show && { show }) };
  if ([job_id, period, others].filter((one) => one !== undefined).length !== 1) {
    throw invalidField('/compare_to', 'give exactly one of job_id, period and filters');
  }
  if (job_id !== undefined) {
    await requireKeptDataset(tx, caller, template, job_id);
    return { job_id, ...shown };
  }
  if (period !== undefined) {
    const reference_filters = comparedFilters(filters, period);
    if (!reference_filters) {
      throw invalidField('/compare_to/period', 'the report has no period; give compare_to.filters instead');
    }
    return { period, reference_filters, ...shown };
  }
  return { filters: others ?? {}, reference_filters: resolve({ ...filters, ...others }), ...shown };
}

async function requireKeptDataset(
  tx: SqlTx,
  caller: Principal,
  template: JobTemplate,
  id: string,
): Promise<void> {
  const job = await visibleJob(tx, caller, id);
  if (job.report_template_id !== template.id) {
    throw CompareNotPossible.error('The earlier run is of another template.');
  }
  if (!(await keptDataset(tx, id))) {
    throw CompareNotPossible.error(
      'The dataset of the earlier run was not kept, or is gone; order runs with keep_snapshot to compare with them later.',
    );
  }
}

/** Where the dataset of an earlier run lies; null = it was not kept, or is gone. */
export async function keptDataset(tx: SqlTx, jobId: string): Promise<KeptDataset | null> {
  const [kept] = await tx.$queryRaw<KeptDataset[]>`
    select snapshot_key, created_at from tenant.generated_report
    where job_id = ${jobId}::uuid and snapshot_key is not null and purged_at is null`;
  return kept ?? null;
}

export interface KeptDataset {
  readonly snapshot_key: string;
  readonly created_at: Date;
}
