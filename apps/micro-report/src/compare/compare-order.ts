import type { Json } from '@galley/dataset';
import type { ComparedPeriod } from '@galley/template';
import type { JobRow } from '../jobs/job-row.js';

/** What a run is compared with, as its job keeps it. */
export interface CompareOrder {
  /** An earlier run, whose kept dataset is the reference. */
  readonly job_id?: string;
  readonly period?: ComparedPeriod;
  readonly filters?: Readonly<Record<string, Json>>;
  readonly key?: readonly string[];
  readonly show?: 'all' | 'changes';
  /** The reference's own question, every date resolved; absent = the earlier run's dataset. */
  readonly reference_filters?: Readonly<Record<string, Json>>;
}

export function compareOrderOf(job: Pick<JobRow, 'compare_to'>): CompareOrder | null {
  return job.compare_to as unknown as CompareOrder | null;
}
