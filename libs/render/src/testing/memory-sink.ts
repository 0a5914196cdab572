import type { ByteSink } from '../contract.js';

/** Keeps what is written, for tests. With `isSlow` each write asks to wait, and a write that does not wait throws. */
export class MemorySink implements ByteSink {
  readonly chunks: Buffer[] = [];
  waits = 0;
  private isFull = false;

  constructor(private readonly isSlow: boolean = false) {}

  write(bytes: Buffer): boolean {
    if (this.isFull) throw new Error('written to a full sink');
    this.chunks.push(Buffer.from(bytes));
    this.isFull = this.isSlow;
    return !this.isSlow;
  }

  async drained(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.waits++;
    this.isFull = false;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }
}
