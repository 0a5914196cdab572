import { FRAME, FRAME_HEAD } from '@galley/dataset';
import type { RowBatch } from '../batch-queue.js';
import type { RowCells } from './row-cells.js';

const CHUNK_BYTES = 128 * 1024;

/** Where an output cell comes from: a cell of the row that is read, fixed bytes, or null. */
export type CellOrigin = number | Buffer | null;

/** Collects DataRow messages into batches of a socket's size. A batch taken is never written again. */
export class RowWriter {
  private bytes = Buffer.allocUnsafe(CHUNK_BYTES);
  private length = 0;
  private rows = 0;

  get isFull(): boolean {
    return this.length > CHUNK_BYTES / 2;
  }

  /** Copies a whole DataRow. */
  copy(bytes: Buffer, from: number, to: number): void {
    this.reserve(to - from);
    this.length += bytes.copy(this.bytes, this.length, from, to);
    this.rows++;
  }

  /** Writes a row of other cells, in another order, or with cells that the source does not have. */
  shape(origins: readonly CellOrigin[], cells: RowCells): void {
    this.reserve(sizeOf(origins, cells));
    const { bytes } = this;
    const from = this.length;
    bytes[from] = FRAME.row;
    let at = bytes.writeInt16BE(origins.length, from + FRAME_HEAD);
    for (const origin of origins) {
      if (origin === null || (typeof origin === 'number' && cells.isNull(origin))) {
        at = bytes.writeInt32BE(-1, at);
      } else if (typeof origin === 'number') {
        const start = cells.starts[origin] ?? 0;
        const end = cells.ends[origin] ?? 0;
        at = bytes.writeInt32BE(end - start, at);
        at += cells.bytes.copy(bytes, at, start, end);
      } else {
        at = bytes.writeInt32BE(origin.length, at);
        at += origin.copy(bytes, at);
      }
    }
    bytes.writeInt32BE(at - from - 1, from + 1);
    this.length = at;
    this.rows++;
  }

  /** What was written since the last call; null when that is nothing. */
  take(): RowBatch | null {
    if (this.rows === 0) return null;
    const batch = { bytes: this.bytes.subarray(0, this.length), rows: this.rows };
    this.bytes = Buffer.allocUnsafe(CHUNK_BYTES);
    this.length = 0;
    this.rows = 0;
    return batch;
  }

  private reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + size));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

function sizeOf(origins: readonly CellOrigin[], cells: RowCells): number {
  let size = FRAME_HEAD + 2;
  for (const origin of origins) {
    size += 4;
    if (typeof origin === 'number') {
      if (!cells.isNull(origin)) size += (cells.ends[origin] ?? 0) - (cells.starts[origin] ?? 0);
    } else if (origin !== null) size += origin.length;
  }
  return size;
}
