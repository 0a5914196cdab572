/** After so many defects in a row a slot is given up: recorded as failed, and the schedule moves on. */
export const MAX_TRIES = 3;
const WAIT_MS = 5_000;
const GIVEN_UP_WAIT_MS = 60_000;
/** Who has not been seen for so long after their wait has been fired by another replica, or deleted. */
const FORGET_MS = 600_000;

interface Aside {
  readonly until: number;
  readonly tries: number;
}

/**
 * Schedules that this replica leaves alone for a while, because something that is no fault of their slots came between:
 * a full line, an outage, a defect. Whatever they suffer from, the others go on. Lost with the process, which costs one
 * try more.
 */
export class SetAside {
  readonly #asides = new Map<string, Aside>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Those whose wait is not over. */
  get ids(): string[] {
    const now = this.clock();
    for (const [id, { until }] of this.#asides) if (until + FORGET_MS < now) this.#asides.delete(id);
    return [...this.#asides].filter(([, { until }]) => until > now).map(([id]) => id);
  }

  /** Without blame: it comes again as if nothing had been. */
  putOff(id: string): void {
    this.#asides.set(id, { until: this.clock() + WAIT_MS, tries: this.#asides.get(id)?.tries ?? 0 });
  }

  /** Counts a defect; true when it was one too many. */
  blame(id: string): boolean {
    const tries = (this.#asides.get(id)?.tries ?? 0) + 1;
    this.#asides.set(id, { until: this.clock() + WAIT_MS * tries, tries });
    return tries >= MAX_TRIES;
  }

  /** Not even its failure could be written: somebody must look at it. */
  giveUp(id: string): void {
    this.#asides.set(id, { until: this.clock() + GIVEN_UP_WAIT_MS, tries: MAX_TRIES });
  }

  clear(id: string): void {
    this.#asides.delete(id);
  }
}
