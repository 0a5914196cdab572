/** Whole DataRow messages, back to back, and how many they are. */
export interface RowBatch {
  readonly bytes: Buffer;
  readonly rows: number;
}

const HIGH_BYTES = 1024 * 1024;
const LOW_BYTES = 256 * 1024;

/** Batches between a socket that pushes and a reader that pulls; tells the socket when to pause. */
export class BatchQueue {
  /** Called with true when the reader is behind, with false when it has caught up. */
  onPressure: (isHigh: boolean) => void = () => undefined;
  private readonly batches: RowBatch[] = [];
  private bytes = 0;
  private isHigh = false;
  private hasEnded = false;
  private error: Error | null = null;
  private wake: (() => void) | null = null;
  private waitingForLow: (() => void) | null = null;

  push(batch: RowBatch): void {
    this.batches.push(batch);
    this.bytes += batch.bytes.length;
    if (!this.isHigh && this.bytes > HIGH_BYTES) {
      this.isHigh = true;
      this.onPressure(true);
    }
    this.stir();
  }

  end(): void {
    this.hasEnded = true;
    this.stir();
  }

  /** The rows queued so far still reach the reader; then it gets the error. */
  fail(error: Error): void {
    this.error ??= error;
    this.release();
    this.stir();
  }

  /** The source is done with its socket: never pause it again, and resume it if it is paused. */
  release(): void {
    const onPressure = this.onPressure;
    this.onPressure = () => undefined;
    if (this.isHigh) onPressure(false);
  }

  /** Runs `work` as soon as the reader has caught up; at once when it has. */
  whenLow(work: () => void): void {
    if (this.isHigh) this.waitingForLow = work;
    else work();
  }

  async *read(): AsyncGenerator<RowBatch> {
    for (;;) {
      const batch = this.batches.shift();
      if (batch) {
        this.bytes -= batch.bytes.length;
        if (this.isHigh && this.bytes < LOW_BYTES) this.relax();
        yield batch;
      } else if (this.error) throw this.error;
      else if (this.hasEnded) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  private relax(): void {
    this.isHigh = false;
    this.onPressure(false);
    const work = this.waitingForLow;
    this.waitingForLow = null;
    work?.();
  }

  private stir(): void {
    const wake = this.wake;
    this.wake = null;
    wake?.();
  }
}
