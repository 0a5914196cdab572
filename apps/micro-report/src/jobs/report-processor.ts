import { GalleyError, type Disposition, type Logger, type QueueEntry } from '@galley/platform';
import { TemplateError } from '@galley/template';
import { RunFailure } from '../rendering/run-failure.js';
import type { JobClaims } from './job-claims.js';
import type { Ending } from './finished-report.js';
import type { JobResults } from './job-results.js';
import type { JobRow } from './job-row.js';
import { patiently } from './patiently.js';
import type { RunningJob, RunningJobs } from './running-jobs.js';
import type { Seats } from './seats.js';
import type { SoloGate } from './solo-gate.js';

export interface ProcessorParts {
  readonly claims: JobClaims;
  readonly results: JobResults;
  readonly running: RunningJobs;
  readonly seats: Seats;
  readonly gate: SoloGate;
  readonly run: (running: RunningJob) => Promise<Ending>;
  readonly logger: Logger;
}

const SEAT_PATIENCE_MS = 250;
const NO_SEAT_DELAY_MS = 500;
const STILL_MINE_DELAY_MS = 1_000;
const RECOVERED_AT_ONCE = 100;

const DONE: Disposition = { kind: 'done' };
const HAND_BACK: Disposition = { kind: 'hand-back' };

/** What a worker does with an entry of the queue: claims the row, runs the report, and maps how it ended. */
export class ReportProcessor {
  #isStopping = false;

  constructor(private readonly parts: ProcessorParts) {}

  /** From here on entries go back untouched. */
  stop(): void {
    this.#isStopping = true;
  }

  readonly handle = async (entry: QueueEntry): Promise<Disposition> => {
    if (this.#isStopping) return HAND_BACK;
    const seat = await this.parts.seats.take(entry.organization_id, SEAT_PATIENCE_MS);
    if (!seat) return { kind: 'later', delay_ms: NO_SEAT_DELAY_MS };
    try {
      return (await this.#turn(entry, false)) ?? (await this.#turn(entry, true)) ?? DONE;
    } catch (error) {
      const reason = error instanceof GalleyError ? error.code : 'internal';
      this.parts.logger.error('job not settled', { job_id: entry.job_id, code: reason, error });
      return { kind: 'retry', reason };
    } finally {
      seat.leave();
    }
  };

  /** Null when the job may only run alone. */
  async #turn(entry: QueueEntry, alone: boolean): Promise<Disposition | null> {
    const leave = await this.parts.gate.enter(alone);
    try {
      if (this.#isStopping) return HAND_BACK;
      const claim = await this.#claim(entry, alone);
      switch (claim.kind) {
        case 'claimed':
          return await this.#run(claim.job, entry);
        case 'later':
          return { kind: 'later', delay_ms: claim.delay_ms };
        case 'suspect':
          return null;
        default:
          return DONE;
      }
    } finally {
      leave();
    }
  }

  async #claim(entry: QueueEntry, alone: boolean) {
    const { claims, running } = this.parts;
    const claim = () => claims.claim(entry.organization_id, entry.job_id, alone);
    const first = await claim();
    if (first.kind === 'expired') {
      await claims.recover(RECOVERED_AT_ONCE);
      return claim();
    }
    if (first.kind === 'mine') {
      if (running.has(entry.job_id)) return { kind: 'later', delay_ms: STILL_MINE_DELAY_MS } as const;
      // Left over from an attempt whose end could not be written down.
      await claims.handBack(entry.organization_id, entry.job_id);
      return claim();
    }
    return first;
  }

  async #run(job: JobRow, entry: QueueEntry): Promise<Disposition> {
    const running = this.parts.running.start(job);
    const started = performance.now();
    try {
      const ending = await this.parts.run(running);
      return ending === 'cancelled' ? await this.#cancelled(job) : this.#ended(job, ending, started);
    } catch (error) {
      return await this.#failed(job, entry, asFailure(error));
    } finally {
      this.parts.running.end(running);
    }
  }

  #ended(job: JobRow, ending: Ending, started: number): Disposition {
    this.parts.logger.info(ending === 'done' ? 'job completed' : 'job fenced', {
      ...factsOf(job),
      duration_ms: Math.round(performance.now() - started),
    });
    // Whoever has the job now finds its entry; for a job that has ended the next turn closes it.
    return ending === 'done' ? DONE : HAND_BACK;
  }

  async #cancelled(job: JobRow): Promise<Disposition> {
    await patiently(() => this.parts.results.cancel(job));
    this.parts.logger.info('job cancelled', factsOf(job));
    return DONE;
  }

  async #failed(job: JobRow, entry: QueueEntry, failure: RunFailure): Promise<Disposition> {
    const { claims, results, logger } = this.parts;
    const facts = { ...factsOf(job), code: failure.code, error: failure };
    const handBack = () => patiently(() => claims.handBack(job.organization_id, job.id));
    if (failure.verdict === 'cancelled') return this.#cancelled(job);
    if (failure.verdict === 'interrupted') {
      logger.info('job handed back', { ...factsOf(job), code: failure.code });
      await handBack();
      return HAND_BACK;
    }
    if (failure.verdict === 'outage' && !entry.is_last_try) {
      logger.warn('job put off', facts);
      await handBack();
      return { kind: 'retry', reason: failure.code };
    }
    logger.warn('job failed', facts);
    await patiently(() => results.fail(job, failure));
    return { kind: 'failed', reason: failure.code };
  }
}

function factsOf(job: JobRow) {
  return {
    job_id: job.id,
    organization: job.organization_id,
    attempt: job.attempts,
    format: job.format,
    request_id: job.request_id,
  };
}

/** What is no `RunFailure` is either our database being away or a mistake of ours. */
function asFailure(error: unknown): RunFailure {
  if (error instanceof RunFailure) return error;
  if (error instanceof GalleyError && error.status === 503) {
    return new RunFailure('outage', error.code, error.message, { cause: error });
  }
  if (error instanceof GalleyError) {
    return new RunFailure('final', error.code, error.message, { cause: error });
  }
  if (error instanceof TemplateError) {
    const message = `The template does not suit this run: ${error.message}`;
    return new RunFailure('final', 'template-invalid', message, { cause: error });
  }
  const message = 'The run failed on our side; the operator finds why in the log.';
  return new RunFailure('final', 'internal', message, { cause: error });
}
