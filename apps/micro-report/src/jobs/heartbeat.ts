import type { Database, Logger } from '@galley/platform';
import { RunFailure } from '../rendering/run-failure.js';
import type { RunningJob, RunningJobs } from './running-jobs.js';

const BEAT_MS = 500;
/** Beats per lease at least, so that one lost beat loses no job. */
const BEATS_PER_LEASE = 4;

interface Alive {
  readonly id: string;
  readonly is_cancelled: boolean;
}

/**
 * Keeps the leases of this process's jobs, writes their progress and reads whether somebody wants them cancelled: one
 * statement per beat for all of them.
 */
export class Heartbeat {
  #timer: NodeJS.Timeout | undefined;
  #isBeating = false;

  constructor(
    private readonly database: Database,
    private readonly running: RunningJobs,
    private readonly leaseMs: number,
    private readonly logger: Logger,
  ) {}

  start(): void {
    const every = Math.min(BEAT_MS, this.leaseMs / BEATS_PER_LEASE);
    this.#timer = setInterval(() => void this.#beatSafely(), every);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One beat. Jobs that are no longer ours, and those whose cancel was asked for, are told to stop. */
  async beat(): Promise<void> {
    const jobs = this.running.all();
    if (jobs.length === 0) return;
    const alive = new Map((await this.#write(jobs)).map((row) => [row.id, row]));
    for (const running of jobs) {
      const row = alive.get(running.job.id);
      // A job that ended while the beat was on its way is not lost.
      if (!row && this.running.all().includes(running)) running.stop(lost());
      else if (row?.is_cancelled) running.stop(cancelled());
    }
  }

  async #beatSafely(): Promise<void> {
    if (this.#isBeating) return;
    this.#isBeating = true;
    try {
      await this.beat();
    } catch (error) {
      this.logger.warn('heartbeat missed', { error });
    } finally {
      this.#isBeating = false;
    }
  }

  #write(jobs: readonly RunningJob[]): Promise<Alive[]> {
    return this.database.asSystemSql(
      (tx) => tx.$queryRaw<Alive[]>`
        update tenant.tb_report_job as job set
          lease_expires_at = clock_timestamp() + make_interval(secs => ${this.leaseMs / 1000}),
          stage = beat.stage, progress = beat.percent, row_count = nullif(beat.rows, 0),
          updated_at = clock_timestamp()
        from unnest(
          ${jobs.map(({ job }) => job.id)}::uuid[], ${jobs.map(({ job }) => job.attempts)}::int[],
          ${jobs.map(({ stage }) => stage)}::text[], ${jobs.map(({ percent }) => percent)}::int[],
          ${jobs.map(({ rows }) => rows)}::bigint[]
        ) as beat(id, attempts, stage, percent, rows)
        where job.id = beat.id and job.attempts = beat.attempts and job.status = 'processing'
        returning job.id::text, job.cancel_requested_at is not null as is_cancelled`,
    );
  }
}

function cancelled(): RunFailure {
  return new RunFailure('cancelled', 'cancelled', 'The job was cancelled.');
}

function lost(): RunFailure {
  return new RunFailure('interrupted', 'lease-lost', 'Another attempt has taken the job over.');
}
