import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { ByteSink } from '@galley/render';

/** Small writes are joined up to here, so that a renderer may write cell by cell. */
const JOIN_BYTES = 64 * 1024;

/**
 * A file that counts and hashes what is written to it. Writes are synchronous: a render thread has nothing better to do
 * than to wait for the disk, its buffers may be reused at once, and nothing piles up in memory.
 * Errors of the file system (no space, no permission) throw out of `write` and `finish`.
 */
export class FileSink implements ByteSink {
  readonly #descriptor: number;
  readonly #hash: Hash = createHash('sha256');
  readonly #joined = Buffer.allocUnsafe(JOIN_BYTES);
  #held = 0;
  #size = 0;
  #open = true;

  constructor(readonly path: string) {
    this.#descriptor = openSync(path, 'wx', 0o600);
  }

  write(bytes: Buffer): boolean {
    if (this.#held + bytes.length > JOIN_BYTES) this.#flush();
    if (bytes.length >= JOIN_BYTES) this.#put(bytes);
    else this.#held += bytes.copy(this.#joined, this.#held);
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  /** Everything is in the file when this returns, and on disk if it is to be kept. */
  finish(isKept: boolean): { size: number; sha256: string } {
    this.#flush();
    if (isKept) fsyncSync(this.#descriptor);
    this.close();
    return { size: this.#size, sha256: this.#hash.digest('hex') };
  }

  close(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
  }

  #flush(): void {
    this.#put(this.#joined.subarray(0, this.#held));
    this.#held = 0;
  }

  #put(bytes: Buffer): void {
    this.#hash.update(bytes);
    this.#size += bytes.length;
    for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor, bytes, at);
  }
}
