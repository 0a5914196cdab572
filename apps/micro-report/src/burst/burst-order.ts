import type { Json } from '@galley/dataset';
import type { JobRow } from '../jobs/job-row.js';

/** How a run is split, as `BurstBody` accepted it. */
export interface BurstOrder {
  /** Column that the rows are split by. */
  readonly by: string;
  readonly pieces?: readonly PieceOrder[];
  readonly recipient_column?: string;
  readonly unlisted?: 'file' | 'skip' | 'fail';
}

export interface PieceOrder {
  readonly key: string | null;
  readonly recipients?: readonly Json[];
  readonly format?: string;
  readonly locale?: string;
}

/** The order to split this job; null = it makes one file. A piece is never split again. */
export function burstOrderOf(job: Pick<JobRow, 'burst' | 'parent_job_id'>): BurstOrder | null {
  return job.parent_job_id === null ? (job.burst as unknown as BurstOrder | null) : null;
}
