/** Schedules that a round locks at most. */
const MOST = 20;
/** And after rounds that took too long: what one transaction costs is worth that many. */
const LEAST = 4;
/** The jobs of a round hold their organizations' audit chains until it commits: it should not take longer, ms. */
const ROUND_MS = 1000;

/**
 * How many schedules a round of this replica takes on. A round that ran out of time is followed by smaller ones: they
 * lock only the longest due, so that nobody's stays behind the younger ones of an organization that comes before theirs.
 */
export class RoundPace {
  #size = MOST;

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** How many schedules to lock. */
  get size(): number {
    return this.#size;
  }

  /** Asked between two schedules: whether the round has had its time. */
  begin(): { readonly isOver: () => boolean } {
    const end = this.clock() + ROUND_MS;
    return { isOver: () => this.clock() > end };
  }

  /** After a round: how many of those it had locked were decided in time. */
  note(done: number, locked: number): void {
    this.#size = done < locked ? Math.max(LEAST, done) : Math.min(MOST, this.#size * 2);
  }
}
