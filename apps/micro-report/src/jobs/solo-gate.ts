/**
 * Lets usual jobs through together and a suspect (one that took its worker down before) only alone: the next crash then
 * costs nobody else a try. A waiting suspect holds back later jobs, so it is never starved.
 */
export class SoloGate {
  #inside = 0;
  #isAlone = false;
  readonly #waiting: { alone: boolean; enter: () => void }[] = [];

  /** Resolves with the way out. */
  async enter(alone: boolean): Promise<() => void> {
    if (this.#waiting.length > 0 || !this.#mayEnter(alone)) {
      await new Promise<void>((resolve) => this.#waiting.push({ alone, enter: resolve }));
    } else {
      this.#admit(alone);
    }
    return () => {
      this.#inside -= 1;
      this.#isAlone = false;
      this.#admitWaiting();
    };
  }

  #mayEnter(alone: boolean): boolean {
    return alone ? this.#inside === 0 : !this.#isAlone;
  }

  #admit(alone: boolean): void {
    this.#inside += 1;
    this.#isAlone = alone;
  }

  #admitWaiting(): void {
    for (let next = this.#waiting[0]; next && this.#mayEnter(next.alone); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#admit(next.alone);
      next.enter();
    }
  }
}
