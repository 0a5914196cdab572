import { checkFields, int32At, ROW_HEAD } from './data-row.js';

/** Finds the cells of one DataRow at a time, without copying or decoding them. */
export class RowCells {
  /** Per column, the first byte of its cell in the batch; -1 for null. */
  readonly from: Int32Array;
  /** The byte after it; -1 for null. */
  readonly to: Int32Array;

  /** `wanted`: how many columns are looked for, from the first; cells after them cost nothing. */
  constructor(
    private readonly columns: number,
    private readonly wanted: number = columns,
  ) {
    this.from = new Int32Array(wanted);
    this.to = new Int32Array(wanted);
  }

  /** Reads the row at `at`; gives where the next one starts. Throws `DatasetStreamError` on a row of another width. */
  read(batch: Buffer, at: number): number {
    checkFields(batch, at, this.columns);
    const { from, to, wanted } = this;
    let cell = at + ROW_HEAD;
    for (let index = 0; index < wanted; index++) {
      const size = int32At(batch, cell);
      cell += 4;
      if (size < 0) {
        from[index] = -1;
        to[index] = -1;
      } else {
        from[index] = cell;
        cell += size;
        to[index] = cell;
      }
    }
    return at + 1 + int32At(batch, at + 1);
  }
}
