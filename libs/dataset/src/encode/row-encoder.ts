import { checkFields, int32At, ROW_HEAD } from './data-row.js';
import { OutputBuffer } from './output-buffer.js';

/** Turns DataRow batches into the bytes of another form, row by row; what a row becomes is the form's own. */
export abstract class RowEncoder {
  protected readonly out = new OutputBuffer();

  constructor(private readonly columnCount: number) {}

  /** Encodes a batch; gives the chunks that are full, which may be none. Throws `DatasetStreamError` on a row of another width. */
  encode(batch: Buffer): Buffer[] {
    for (let at = 0; at < batch.length;) {
      const length = int32At(batch, at + 1);
      checkFields(batch, at, this.columnCount);
      this.row(batch, at + ROW_HEAD, length);
      at += 1 + length;
    }
    return this.out.take();
  }

  /** The rest of the bytes. */
  flush(): Buffer[] {
    return this.out.flush();
  }

  /** Takes a chunk back that nobody reads any more. */
  reuse(chunk: Buffer): void {
    this.out.reuse(chunk);
  }

  /** Writes one row: its cells begin at `from`, and it takes `length` bytes with its head. */
  protected abstract row(batch: Buffer, from: number, length: number): void;
}
