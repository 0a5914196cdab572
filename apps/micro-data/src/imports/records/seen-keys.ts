import { createHash } from 'node:crypto';

const FIRST_SIZE = 4_096;

/**
 * Which line each key of a file stood in, in a few bytes per key however long keys are: an open hash table over the first
 * 64 bits of their SHA-256, so that a million rows take 24 MB. Two different keys that share those bits would be taken
 * for one: with a million keys once in 37 million files.
 */
export class SeenKeys {
  #keys = new BigUint64Array(FIRST_SIZE);
  #lines = new Uint32Array(FIRST_SIZE);
  #count = 0;

  /** The line that had this key before; null when it is new, which it is no longer. */
  see(key: string, line: number): number | null {
    if (this.#count * 2 >= this.#keys.length) this.#grow();
    const hash = createHash('sha256').update(key).digest().readBigUInt64LE(0) | 1n;
    const at = this.#placeOf(hash);
    if (this.#keys[at] === hash) return this.#lines[at] ?? 0;
    this.#keys[at] = hash;
    this.#lines[at] = line;
    this.#count++;
    return null;
  }

  /** Where the hash is, or would be; 0 marks a free place. */
  #placeOf(hash: bigint): number {
    const mask = this.#keys.length - 1;
    let at = Number((hash >> 1n) & BigInt(mask));
    while (this.#keys[at] !== 0n && this.#keys[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const keys = this.#keys;
    const lines = this.#lines;
    this.#keys = new BigUint64Array(keys.length * 2);
    this.#lines = new Uint32Array(keys.length * 2);
    keys.forEach((hash, index) => {
      if (hash === 0n) return;
      const at = this.#placeOf(hash);
      this.#keys[at] = hash;
      this.#lines[at] = lines[index] ?? 0;
    });
  }
}
