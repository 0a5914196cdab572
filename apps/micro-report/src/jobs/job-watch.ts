import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, Logger } from '@galley/platform';
import { isFinal, type JobStatus } from './job-lifecycle.js';

/** How far a job is. */
export interface JobPulse {
  readonly id: string;
  readonly status: JobStatus;
  readonly stage: string | null;
  readonly progress: number;
  readonly rows: number | null;
}

type Listener = (pulse: JobPulse | null) => void;

/** A small job ends within 30 ms, and whoever waits for a long one does not mind 50: see `paceOf`. */
const PACE_MS = { quickest: 5, slowest: 50 } as const;

/**
 * Watches jobs for those who wait: one query per look for all of them, and none while nobody waits. Looking, instead of
 * listening to notifications, needs no connection of its own and has nothing to reconnect after an outage.
 */
@Injectable()
export class JobWatch implements OnModuleDestroy {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #seen = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  /** When the last one came to wait. */
  #newestAt = 0;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  /** Calls the listener with the present state and after every change; with null when this process is going away. */
  watch(jobId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(jobId) ?? new Set();
    this.#listeners.set(jobId, listeners.add(listener));
    // The newcomer has seen nothing yet.
    this.#seen.delete(jobId);
    this.#newestAt = performance.now();
    this.#lookSoon();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(jobId);
      if (this.#listeners.size === 0) this.#rest();
    };
  }

  /** True when the job ends within this time. */
  ends(jobId: string, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isOver: boolean) => {
        clearTimeout(timer);
        leave();
        resolve(isOver);
      };
      const timer = setTimeout(() => settle(false), withinMs);
      const leave = this.watch(jobId, (pulse) => {
        if (!pulse) settle(false);
        else if (isFinal(pulse.status)) settle(true);
      });
    });
  }

  onModuleDestroy(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener(null);
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#seen.clear();
  }

  /** Sooner than planned when somebody new has come; after a look under way, which may have missed them. */
  #lookSoon(): void {
    if (this.#isLooking || this.#listeners.size === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), paceOf(performance.now() - this.#newestAt));
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    try {
      for (const pulse of await this.#read([...this.#listeners.keys()])) this.#tell(pulse);
    } catch (error) {
      this.logger.debug('jobs not seen', { error });
    } finally {
      this.#isLooking = false;
      this.#lookSoon();
    }
  }

  #tell(pulse: JobPulse): void {
    const state = JSON.stringify(pulse);
    if (this.#seen.get(pulse.id) === state) return;
    this.#seen.set(pulse.id, state);
    for (const listener of this.#listeners.get(pulse.id) ?? []) listener(pulse);
  }

  #read(ids: readonly string[]): Promise<JobPulse[]> {
    return this.database.asSystemSql(
      (tx) => tx.$queryRaw<JobPulse[]>`
        select id::text, status::text, stage, progress, row_count::float8 as rows
        from tenant.tb_report_job where id = any(${[...ids]}::uuid[])`,
    );
  }
}

/** A quarter of what the newest has waited: short for short jobs, and a handful of looks more in all. */
function paceOf(waitedMs: number): number {
  return Math.min(PACE_MS.slowest, Math.max(PACE_MS.quickest, waitedMs / 4));
}
