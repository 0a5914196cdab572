import { createHash } from 'node:crypto';

/** A seeded source of choices (mulberry32): the same seed gives the same run on every machine. */
export class Random {
  private state: number;

  constructor(seed: string) {
    this.state = createHash('sha256').update(seed).digest().readUInt32BE(0);
  }

  /** A fraction in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[this.int(0, items.length - 1)] as T;
  }

  /** `count` different items, in random order; all of them when there are fewer. */
  sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0)
      chosen.push(...rest.splice(this.int(0, rest.length - 1), 1));
    return chosen;
  }

  /** `total` split into `parts` whole numbers of at least 1. Throws `RangeError` when there are too few to go round. */
  split(total: number, parts: number): number[] {
    if (parts > total) throw new RangeError(`${total} cannot be split into ${parts} parts`);
    const sizes = Array.from({ length: parts }, () => 1);
    for (let rest = total - parts; rest > 0; rest--) {
      const at = this.int(0, parts - 1);
      sizes[at] = (sizes[at] ?? 0) + 1;
    }
    return sizes;
  }
}
