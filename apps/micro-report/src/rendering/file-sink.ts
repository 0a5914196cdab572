import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { ByteSink } from '@galley/render';

/** Small writes are joined up to here, so that a renderer may write cell by cell. */
const JOIN_BYTES = 64 * 1024;
/** Up to here a file that nobody needs after a crash is none: most printed documents. */
const HELD_BYTES = 1024 * 1024;

/**
 * A file that counts and hashes what is written to it. Writes are synchronous: a render thread has nothing better to do
 * than to wait for the disk, its buffers may be reused at once, and no more than a small file piles up in memory.
 * Errors of the file system (no space, no permission) throw out of `write` and `finish`.
 */
export class FileSink implements ByteSink {
  #descriptor: number | null = null;
  readonly #hash: Hash = createHash('sha256');
  readonly #joined = Buffer.allocUnsafe(JOIN_BYTES);
  #filled = 0;
  #size = 0;
  /** Of a file that is not opened yet. */
  #held: Buffer[] = [];

  constructor(
    readonly path: string,
    private readonly isKept: boolean,
  ) {
    if (isKept) this.#descriptor = openSync(path, 'wx', 0o600);
  }

  write(bytes: Buffer): boolean {
    if (this.#filled + bytes.length > JOIN_BYTES) this.#flush();
    if (bytes.length >= JOIN_BYTES) this.#put(bytes);
    else this.#filled += bytes.copy(this.#joined, this.#filled);
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  /** Everything is in the file when this returns, on disk if it is to be kept; or in `bytes`, and there is no file. */
  finish(): { size: number; sha256: string; bytes: Uint8Array | null } {
    this.#flush();
    const bytes = this.#descriptor === null ? Buffer.concat(this.#held) : null;
    if (this.isKept && this.#descriptor !== null) fsyncSync(this.#descriptor);
    this.close();
    return { size: this.#size, sha256: this.#hash.digest('hex'), bytes };
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #flush(): void {
    this.#put(this.#joined.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #put(bytes: Buffer): void {
    this.#hash.update(bytes);
    this.#size += bytes.length;
    if (this.#descriptor === null && this.#size <= HELD_BYTES) {
      this.#held.push(Buffer.from(bytes));
      return;
    }
    this.#descriptor ??= openSync(this.path, 'wx', 0o600);
    for (const part of this.#held) writeWhole(this.#descriptor, part);
    this.#held = [];
    writeWhole(this.#descriptor, bytes);
  }
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}
