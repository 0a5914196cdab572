export const JOB_STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export type JobActor = 'worker' | 'reconciler' | 'requester';

export interface JobTransition {
  readonly from: JobStatus;
  readonly to: JobStatus;
  readonly by: readonly JobActor[];
  /** What must hold; the statement that moves the row says the same in its WHERE. */
  readonly when: string;
}

/**
 * Every move of a job; there are no others, and the trigger `tenant.check_report_job` refuses them in the database.
 * Drawn in docs/lifecycles/report-job.md.
 */
export const JOB_TRANSITIONS: readonly JobTransition[] = [
  { from: 'queued', to: 'processing', by: ['worker'], when: 'claimed: attempts + 1, owner and lease set' },
  { from: 'queued', to: 'cancelled', by: ['requester'], when: 'cancelled before its turn' },
  {
    from: 'queued',
    to: 'failed',
    by: ['worker', 'reconciler'],
    when: 'it cannot run: outages used up its tries',
  },
  {
    from: 'processing',
    to: 'completed',
    by: ['worker'],
    when: 'the attempt is still the current one, no cancel asked',
  },
  { from: 'processing', to: 'failed', by: ['worker'], when: 'wrong input, or a render that cannot succeed' },
  { from: 'processing', to: 'failed', by: ['reconciler'], when: 'the lease ran out for the third time' },
  { from: 'processing', to: 'cancelled', by: ['worker', 'reconciler'], when: 'a cancel was asked for' },
  { from: 'processing', to: 'queued', by: ['worker'], when: 'handed back: outage or shutdown' },
  { from: 'processing', to: 'queued', by: ['reconciler', 'worker'], when: 'the lease ran out: crashes + 1' },
];

/** Crashes after which a job is not tried again. */
export const MAX_CRASHES = 3;

export function canMove(from: JobStatus, to: JobStatus, by: JobActor): boolean {
  return JOB_TRANSITIONS.some((move) => move.from === from && move.to === to && move.by.includes(by));
}

/** True for a job that nothing will change any more. */
export function isFinal(status: JobStatus): boolean {
  return !JOB_TRANSITIONS.some((move) => move.from === status);
}

/** Where a row must stand for this actor to move it there: the left side of every compare-and-set. */
export function sourcesOf(to: JobStatus, by: JobActor): JobStatus[] {
  return JOB_TRANSITIONS.filter((move) => move.to === to && move.by.includes(by)).map((move) => move.from);
}
