import { FRAME_HEAD } from '@galley/dataset';

/** Where the cells of one DataRow stand in its batch; refilled row by row, so that no row costs an object. */
export class RowCells {
  bytes: Buffer = Buffer.alloc(0);
  readonly starts: Int32Array;
  /** -1 for null. */
  readonly ends: Int32Array;

  constructor(readonly count: number) {
    this.starts = new Int32Array(count);
    this.ends = new Int32Array(count);
  }

  /** Reads the row that begins at `at`; answers where the next one begins. */
  read(bytes: Buffer, at: number): number {
    this.bytes = bytes;
    let cell = at + FRAME_HEAD + 2;
    for (let index = 0; index < this.count; index++) {
      const length = bytes.readInt32BE(cell);
      cell += 4;
      this.starts[index] = cell;
      this.ends[index] = length < 0 ? -1 : cell + length;
      if (length > 0) cell += length;
    }
    return at + 1 + bytes.readInt32BE(at + 1);
  }

  isNull(index: number): boolean {
    return (this.ends[index] ?? -1) < 0;
  }

  text(index: number): string | null {
    return this.isNull(index) ? null : this.bytes.toString('utf8', this.starts[index], this.ends[index]);
  }
}
