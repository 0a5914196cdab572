/** A seat for one job of an organization; give it back when the job is done. */
export interface Seat {
  leave(): void;
}

/**
 * Seats of one worker process. No organization may sit on all of them, so that another one's short job never waits for
 * somebody's long ones. With a single seat there is nothing to share.
 */
export class Seats {
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #perOrganization: number;

  constructor(seats: number) {
    this.#perOrganization = Math.max(1, seats - 1);
  }

  /** A seat at once or within `patienceMs`; null when the organization's seats stay taken. */
  async take(organization: string, patienceMs: number): Promise<Seat | null> {
    const deadline = performance.now() + patienceMs;
    while ((this.#taken.get(organization) ?? 0) >= this.#perOrganization) {
      const left = deadline - performance.now();
      if (left <= 0) return null;
      await this.#leaving(organization, left);
    }
    this.#taken.set(organization, (this.#taken.get(organization) ?? 0) + 1);
    return { leave: once(() => this.#leave(organization)) };
  }

  #leave(organization: string): void {
    const taken = (this.#taken.get(organization) ?? 1) - 1;
    if (taken === 0) this.#taken.delete(organization);
    else this.#taken.set(organization, taken);
    for (const wake of this.#waiting.get(organization) ?? []) wake();
  }

  /** Resolves when a seat of the organization was left, or after this time. */
  #leaving(organization: string, ms: number): Promise<void> {
    const waiting = this.#waiting.get(organization) ?? new Set<() => void>();
    this.#waiting.set(organization, waiting);
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0) this.#waiting.delete(organization);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      waiting.add(wake);
    });
  }
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}
