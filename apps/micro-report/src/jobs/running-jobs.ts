import { RunFailure } from '../rendering/run-failure.js';
import type { RenderProgress } from '../rendering/thread-protocol.js';
import type { JobRow } from './job-row.js';

export type RunStage = 'starting' | 'querying' | 'rendering' | 'storing' | 'recording';

/** Where a stage begins on the way from 0 to 100. */
const STAGE_PERCENT: Readonly<Record<RunStage, number>> = {
  starting: 0,
  querying: 2,
  rendering: 10,
  storing: 90,
  recording: 98,
};
/** The share of preparing steps in a job that has some. */
const PREPARED_PERCENT = 50;
/** Longest name of a stage that the row holds. */
const MAX_STAGE = 50;
/** Nobody knows how many rows will come: half of the rendering share is reached at so many. */
const HALF_WAY_ROWS = 50_000;

/** An attempt under way in this process. */
export class RunningJob {
  readonly #controller = new AbortController();
  #stage: RunStage = 'starting';
  #preparation: { readonly stage: string; readonly percent: number } | null = null;
  #wasPrepared = false;
  #rows = 0;
  #share: number | null = null;

  constructor(readonly job: JobRow) {}

  /** Aborted with the `RunFailure` that says why. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get stage(): string {
    return this.#preparation?.stage ?? this.#stage;
  }

  get rows(): number {
    return this.#rows;
  }

  get percent(): number {
    if (this.#preparation) return this.#preparation.percent;
    if (!this.#wasPrepared) return this.#ownPercent;
    return PREPARED_PERCENT + Math.floor((this.#ownPercent * (100 - PREPARED_PERCENT)) / 100);
  }

  get #ownPercent(): number {
    const start = STAGE_PERCENT[this.#stage];
    if (this.#stage !== 'rendering') return start;
    const share = this.#share ?? this.#rows / (this.#rows + HALF_WAY_ROWS);
    return start + Math.floor((STAGE_PERCENT.storing - start) * share);
  }

  /** A step before the run's own stages, and how much of all the steps is done, 0 to 1; never less than before. */
  prepare(stage: string, share: number): void {
    const percent = Math.floor(PREPARED_PERCENT * Math.min(Math.max(share, 0), 1));
    const before = this.#preparation?.percent ?? 0;
    this.#preparation = { stage: stage.slice(0, MAX_STAGE), percent: Math.max(percent, before) };
    this.#wasPrepared = true;
  }

  enter(stage: RunStage): void {
    this.#preparation = null;
    this.#stage = stage;
  }

  /** What is written so far begins the rendering stage; of several documents it is known how many are done. */
  wrote({ rows, share }: RenderProgress): void {
    this.enter('rendering');
    this.#rows = rows;
    this.#share = share;
  }

  stop(reason: RunFailure): void {
    this.#controller.abort(reason);
  }
}

/** The attempts under way in this process, by job. */
export class RunningJobs {
  readonly #byId = new Map<string, RunningJob>();

  start(job: JobRow): RunningJob {
    const running = new RunningJob(job);
    this.#byId.set(job.id, running);
    return running;
  }

  end(running: RunningJob): void {
    if (this.#byId.get(running.job.id) === running) this.#byId.delete(running.job.id);
  }

  has(jobId: string): boolean {
    return this.#byId.has(jobId);
  }

  get size(): number {
    return this.#byId.size;
  }

  all(): readonly RunningJob[] {
    return [...this.#byId.values()];
  }

  /** Ends what still runs because this process is going away; each job is handed back by its own handler. */
  interruptAll(): void {
    for (const running of this.all()) {
      running.stop(new RunFailure('interrupted', 'worker-shutdown', 'The worker is shutting down.'));
    }
  }
}
