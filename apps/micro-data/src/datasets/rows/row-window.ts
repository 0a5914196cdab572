import type { RowBatch } from '../batch-queue.js';

/** The part of a sequence of rows that a dataset holds: after `offset`, at most `limit`. */
export class RowWindow {
  /** Rows let through. */
  given = 0;
  /** True once a row came after the last one wanted. */
  isCut = false;
  private skipped = 0;

  constructor(
    private readonly offset: number,
    private readonly limit: number | null,
  ) {}

  /** Whether the next single row is wanted. */
  admits(): boolean {
    if (this.skipped < this.offset) {
      this.skipped++;
      return false;
    }
    if (this.limit !== null && this.given >= this.limit) {
      this.isCut = true;
      return false;
    }
    this.given++;
    return true;
  }

  /** The wanted rows of a batch; the batch itself as long as nothing is cut. */
  cut(batch: RowBatch): RowBatch | null {
    const room = this.limit === null ? Infinity : this.limit - this.given;
    if (this.skipped >= this.offset && batch.rows <= room) {
      this.given += batch.rows;
      return batch;
    }
    let from = -1;
    let to = 0;
    let rows = 0;
    for (let at = 0; at < batch.bytes.length;) {
      const end = at + 1 + batch.bytes.readInt32BE(at + 1);
      if (this.admits()) {
        if (from < 0) from = at;
        to = end;
        rows++;
      }
      at = end;
    }
    return rows > 0 ? { bytes: batch.bytes.subarray(from, to), rows } : null;
  }
}
