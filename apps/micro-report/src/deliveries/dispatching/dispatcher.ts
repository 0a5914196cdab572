import type { Logger } from '@galley/platform';
import type { OutgoingLine } from './outgoing-line.js';

export interface DispatcherRhythm {
  readonly pollMs: number;
  readonly leaseMs: number;
}

interface Attempt {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** How often within a lease it is renewed: one heartbeat may be lost. */
const BEATS_PER_LEASE = 3;

/**
 * Sends what waits in a line, in this process. Any number of them may run: a row is claimed by one, kept by heartbeats,
 * and comes back when its dispatcher is gone. An attempt that lost its claim is aborted, and what it does is not recorded.
 */
export class Dispatcher<Row extends { readonly id: string }> {
  readonly #attempts = new Map<string, Attempt>();
  readonly #laneLoads = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #isWanted = false;
  #isStopped = false;
  #lastBeatAt = 0;
  #lastRecoveryAt = 0;

  constructor(
    private readonly line: OutgoingLine<Row>,
    private readonly rhythm: DispatcherRhythm,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#beat = setInterval(() => void this.#renew(), this.rhythm.leaseMs / BEATS_PER_LEASE);
    this.wake();
  }

  /** Looks for what is due now instead of at the next round. */
  wake(): void {
    if (this.#isStopped) return;
    this.#isWanted = true;
    if (this.#round) return;
    clearTimeout(this.#timer);
    this.#round = this.#run().finally(() => {
      this.#round = undefined;
      if (this.#isStopped) return;
      if (this.#isWanted) this.wake();
      else this.#timer = setTimeout(() => this.wake(), this.rhythm.pollMs).unref();
    });
  }

  /** Claims nothing more, lets attempts finish within the grace, then aborts them: they are tried again elsewhere. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
    const timer = setTimeout(() => {
      for (const { controller } of this.#attempts.values()) controller.abort();
    }, graceMs);
    await Promise.all([...this.#attempts.values()].map(({ done }) => done));
    clearTimeout(timer);
    clearInterval(this.#beat);
  }

  async #run(): Promise<void> {
    this.#isWanted = false;
    try {
      await this.#recover();
      for (const lane of await this.line.dueLanes()) await this.#fill(lane);
    } catch (error) {
      this.logger.warn('dispatching put off', { source: this.line.name, error });
    }
  }

  async #fill(lane: string): Promise<void> {
    const { laneSize, totalSize } = this.line;
    const free = Math.min(laneSize - (this.#laneLoads.get(lane) ?? 0), totalSize - this.#attempts.size);
    if (free <= 0 || this.#isStopped) return;
    for (const row of await this.line.claim(lane, free)) this.#send(lane, row);
  }

  #send(lane: string, row: Row): void {
    const controller = new AbortController();
    if (this.#attempts.size === 0) this.#lastBeatAt = performance.now();
    this.#laneLoads.set(lane, (this.#laneLoads.get(lane) ?? 0) + 1);
    const done = this.line
      .carry(row, controller.signal)
      .catch((error: unknown) => {
        // The row stays claimed until its lease runs out, and is then tried again.
        this.logger.error('the outcome of an attempt was not recorded', {
          source: this.line.name,
          entity_id: row.id,
          error,
        });
      })
      .finally(() => {
        this.#attempts.delete(row.id);
        this.#laneLoads.set(lane, (this.#laneLoads.get(lane) ?? 1) - 1);
        this.wake();
      });
    this.#attempts.set(row.id, { controller, done });
  }

  async #recover(): Promise<void> {
    const now = performance.now();
    if (this.#lastRecoveryAt > 0 && now - this.#lastRecoveryAt < this.rhythm.leaseMs / BEATS_PER_LEASE)
      return;
    this.#lastRecoveryAt = now;
    const count = await this.line.recover([...this.#attempts.keys()]);
    if (count > 0)
      this.logger.warn('attempts of a dispatcher that is gone', { source: this.line.name, count });
  }

  async #renew(): Promise<void> {
    const ids = [...this.#attempts.keys()];
    if (ids.length === 0) return;
    const begun = performance.now();
    try {
      const kept = new Set(await this.line.renew(ids));
      this.#lastBeatAt = begun;
      for (const id of ids) if (!kept.has(id)) this.#attempts.get(id)?.controller.abort();
    } catch (error) {
      this.logger.warn('leases of attempts not renewed', { source: this.line.name, error });
      if (performance.now() - this.#lastBeatAt < this.rhythm.leaseMs) return;
      // Others may have them by now.
      for (const { controller } of this.#attempts.values()) controller.abort();
    }
  }
}
