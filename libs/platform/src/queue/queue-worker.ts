import { DelayedError, UnrecoverableError, WaitingError, type Job, type Processor } from 'bullmq';

/** One turn of one job. */
export interface QueueEntry {
  readonly job_id: string;
  readonly organization_id: string;
  /** No further try follows a `retry` of this turn. */
  readonly is_last_try: boolean;
}

/** What becomes of an entry after its turn. */
export type Disposition =
  /** Closed: the row says how the job ended, or somebody else has it. */
  | { readonly kind: 'done' }
  /** Closed and kept for a while where operators look. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Comes again after the back-off; counts as a try. */
  | { readonly kind: 'retry'; readonly reason: string }
  /** Comes again after this time; does not count as a try. */
  | { readonly kind: 'later'; readonly delay_ms: number }
  /** Back to the head of the queue at once; does not count as a try. */
  | { readonly kind: 'hand-back' };

/** Never throws for an outcome it knows; what it throws counts as `retry`. */
export type QueueHandler = (entry: QueueEntry) => Promise<Disposition>;

export interface WorkOptions {
  readonly concurrency: number;
  /** Troubles of the queue itself (connection lost, lock lost); they heal or show up elsewhere. */
  readonly onError: (error: Error) => void;
}

export interface QueueWorker {
  /** Takes no further entry. */
  pause(): void;
  /** Resolves when the entries under way are settled and the connections closed. */
  close(): Promise<void>;
}

interface Payload {
  readonly job_id: string;
  readonly organization_id: string;
}

/** Translates between BullMQ's exceptions and `Disposition`. */
export function processorOf(handler: QueueHandler): Processor<Payload> {
  return async (job, token) => {
    const disposition = await handler({
      job_id: job.data.job_id,
      organization_id: job.data.organization_id,
      is_last_try: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
    });
    await settle(job, token, disposition);
  };
}

async function settle(job: Job<Payload>, token: string | undefined, disposition: Disposition): Promise<void> {
  switch (disposition.kind) {
    case 'done':
      return;
    case 'failed':
      throw new UnrecoverableError(disposition.reason);
    case 'retry':
      throw new Error(disposition.reason);
    case 'later':
      await job.moveToDelayed(Date.now() + disposition.delay_ms, token);
      throw new DelayedError();
    case 'hand-back':
      await job.moveToWait(token);
      throw new WaitingError();
  }
}
