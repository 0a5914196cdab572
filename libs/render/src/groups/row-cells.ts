import { int32At, ROW_HEAD } from '@galley/dataset';

/** Where the cells of some columns lie in a row; one walk finds them all. */
export class RowCells {
  /** Per wanted column, in the order given: first byte of its cell. */
  readonly from: Int32Array;
  /** Byte after the cell; -1 = null. */
  readonly to: Int32Array;
  /** Wanted columns by ascending index, as positions in `wanted`. */
  private readonly order: readonly number[];

  constructor(private readonly wanted: readonly number[]) {
    this.from = new Int32Array(wanted.length);
    this.to = new Int32Array(wanted.length);
    this.order = wanted.map((_, position) => position).sort((a, b) => wanted[a]! - wanted[b]!);
  }

  /** Finds the cells of the DataRow at `at`. */
  locate(batch: Buffer, at: number): void {
    let cell = at + ROW_HEAD;
    let field = 0;
    for (const position of this.order) {
      for (const index = this.wanted[position]!; field < index; field++) {
        const skipped = int32At(batch, cell);
        cell += skipped > 0 ? 4 + skipped : 4;
      }
      const size = int32At(batch, cell);
      this.from[position] = cell + 4;
      this.to[position] = size < 0 ? -1 : cell + 4 + size;
    }
  }
}
