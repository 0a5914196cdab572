/** How rounds follow one another. */
export interface Rhythm {
  /** From the end of a round to the beginning of the next; 0 = there are no rounds in this process. */
  readonly everyMs: number;
  /** A round that failed; the next one tries again. */
  readonly failed: (error: unknown) => void;
}

/** Work that comes again as long as the process lives, one round after the other and never two at a time. */
export class Rounds {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #isStopped = false;

  /** `round` resolves to whether there is more to do at once. */
  constructor(
    private readonly round: () => Promise<boolean>,
    private readonly rhythm: Rhythm,
  ) {}

  /** The first round begins after `afterMs`, else after one interval. */
  start(afterMs = this.rhythm.everyMs): void {
    if (this.rhythm.everyMs > 0) this.#next(afterMs);
  }

  /** Lets the round under way end, and begins no other. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  #next(afterMs: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#run().then((isMore) => this.#next(isMore ? 0 : this.rhythm.everyMs));
    }, afterMs);
    this.#timer.unref();
  }

  async #run(): Promise<boolean> {
    try {
      return await this.round();
    } catch (error) {
      this.rhythm.failed(error);
      return false;
    }
  }
}
