import { int32At, ROW_HEAD, RowCells } from '@galley/dataset';

const NULL = -1;

/** Rows with their cells in another order; `order` names every cell once. Batches in the right order pass as they are. */
export class ReorderedRows {
  private readonly cells: RowCells;
  private readonly isSame: boolean;

  constructor(private readonly order: readonly number[]) {
    this.cells = new RowCells(order.length);
    this.isSame = order.every((from, to) => from === to);
  }

  /** A batch of whole DataRow messages. Throws `DatasetStreamError` on a row of another width. */
  batch(batch: Buffer): Buffer {
    if (this.isSame) return batch;
    const { cells, order } = this;
    const out = Buffer.allocUnsafe(batch.length);
    for (let at = 0; at < batch.length;) {
      const next = cells.read(batch, at);
      batch.copy(out, at, at, at + ROW_HEAD);
      let to = at + ROW_HEAD;
      for (const index of order) {
        const from = cells.from[index]!;
        const size = from === NULL ? 0 : cells.to[index]! - from;
        to = out.writeInt32BE(from === NULL ? NULL : size, to);
        if (size > 0) to += batch.copy(out, to, from, from + size);
      }
      at = next;
    }
    return out;
  }

  /** The first row of a batch. */
  static first(batch: Buffer): Buffer {
    return batch.subarray(0, 1 + int32At(batch, 1));
  }
}
