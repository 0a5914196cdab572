import { checkFields, int32At, ROW_HEAD } from '@galley/dataset';

/** Finds the cells of one DataRow at a time, without copying or decoding them. */
export class RowCursor {
  /** Offset of each cell's bytes in the batch; -1 for null. */
  readonly from: Int32Array;
  readonly to: Int32Array;

  constructor(private readonly columns: number) {
    this.from = new Int32Array(columns);
    this.to = new Int32Array(columns);
  }

  /** Reads the row at `at`; returns where the next one starts. Throws `DatasetStreamError` on a row of another width. */
  read(batch: Buffer, at: number): number {
    checkFields(batch, at, this.columns);
    let cell = at + ROW_HEAD;
    for (let index = 0; index < this.columns; index++) {
      const size = int32At(batch, cell);
      cell += 4;
      if (size < 0) {
        this.from[index] = -1;
        this.to[index] = -1;
      } else {
        this.from[index] = cell;
        cell += size;
        this.to[index] = cell;
      }
    }
    return at + 1 + int32At(batch, at + 1);
  }
}
