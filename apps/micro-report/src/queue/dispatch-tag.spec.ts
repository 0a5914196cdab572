import { dispatchTag, laneOf, type LaneTails } from './dispatch-tag.js';

const NOBODY: LaneTails = { high: null, usual: null, low: null };

/** A queue that serves the lowest tag, then the older entry. */
class Line {
  readonly waiting: { organization: string; tag: number }[] = [];
  readonly #tails = new Map<string, number>();

  add(organization: string, jobs = 1): void {
    for (let job = 0; job < jobs; job++) {
      const tag = dispatchTag(
        this.virtualTime,
        { ...NOBODY, usual: this.#tails.get(organization) ?? null },
        0,
      );
      this.#tails.set(organization, tag);
      this.waiting.push({ organization, tag });
    }
  }

  get virtualTime(): number {
    return this.waiting.length ? Math.min(...this.waiting.map((entry) => entry.tag)) : 0;
  }

  serve(): string {
    const best = this.waiting.reduce((first, entry) => (entry.tag < first.tag ? entry : first));
    this.waiting.splice(this.waiting.indexOf(best), 1);
    if (!this.waiting.some((entry) => entry.organization === best.organization))
      this.#tails.delete(best.organization);
    return best.organization;
  }

  serveAll(jobs: number): string {
    return Array.from({ length: jobs }, () => this.serve()).join('');
  }
}

describe('fair dispatch', () => {
  it('lets a newcomer wait for one job of an organization that has thousands', () => {
    const line = new Line();
    line.add('A', 5000);
    line.add('B');
    expect(line.serveAll(3)).toBe('ABA');
  });

  it('gives a newcomer in the middle of a backlog its turn at once', () => {
    const line = new Line();
    line.add('A', 100);
    line.serveAll(60);
    line.add('B', 3);
    expect(line.serveAll(8)).toBe('ABABABAA');
  });

  it('serves two backlogs in turns', () => {
    const line = new Line();
    line.add('A', 4);
    line.add('B', 4);
    expect(line.serveAll(8)).toBe('ABABABAB');
  });

  it('keeps the order of an organization, also when it adds while it is served', () => {
    const line = new Line();
    line.add('A', 3);
    line.serve();
    line.add('A');
    expect(line.waiting.map((entry) => entry.tag)).toEqual([2, 3, 4]);
  });

  it('does not let an organization save up turns while it has nothing to do', () => {
    const line = new Line();
    line.add('A', 50);
    line.serveAll(40);
    line.add('B', 50);
    expect(line.serveAll(20)).toBe('AB'.repeat(10));
  });

  it('starts at 1 again when nothing is left', () => {
    expect(dispatchTag(0, NOBODY, 0)).toBe(1);
  });

  it('puts an urgent job before the usual ones of its organization, and a patient one behind them', () => {
    const tails: LaneTails = { high: null, usual: 40, low: null };
    expect(dispatchTag(3, tails, 1)).toBe(3);
    expect(dispatchTag(3, tails, 0)).toBe(41);
    expect(dispatchTag(3, tails, -1)).toBe(40);
  });

  it('makes urgent jobs of one organization queue among themselves', () => {
    expect(dispatchTag(3, { high: 9, usual: 40, low: null }, 1)).toBe(10);
  });

  it('stays within what the queue can hold', () => {
    expect(dispatchTag(5_000_000, NOBODY, 0)).toBe(2 ** 21 - 1);
  });

  it.each([
    [undefined, 0],
    [0, 0],
    [7, 1],
    [-3, -1],
  ])('reads priority %p as lane %p', (priority, lane) => {
    expect(laneOf(priority)).toBe(lane);
  });
});
