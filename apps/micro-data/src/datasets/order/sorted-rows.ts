import type { RowBatch } from '../batch-queue.js';
import { TooManyRows } from '../dataset-problems.js';
import { RowCells } from '../rows/row-cells.js';
import { RowWriter } from '../rows/row-writer.js';
import type { TextOrder } from './compare-cells.js';
import { compareRows, type OrderKey, type RowKey } from './row-order.js';

/** Rows are held to be sorted, so there is an end to how many. */
const MAX_SORTED_BYTES = 64 * 1024 * 1024;

interface HeldRow {
  readonly key: RowKey;
  readonly bytes: Buffer;
}

/** Sorts rows that the database cannot sort; equal rows keep their order. Throws `too-many-rows` beyond 64 MB. */
export async function* sortedRows(
  batches: AsyncIterable<RowBatch>,
  {
    keys,
    width,
    textOrder,
  }: { readonly keys: readonly OrderKey[]; readonly width: number; readonly textOrder: TextOrder },
): AsyncGenerator<RowBatch> {
  const rows: HeldRow[] = [];
  const cells = new RowCells(width);
  let held = 0;
  for await (const { bytes } of batches) {
    held += bytes.length;
    if (held > MAX_SORTED_BYTES) {
      throw TooManyRows.error(
        'The procedure gives more rows than can be sorted; order them in the procedure.',
      );
    }
    for (let at = 0; at < bytes.length;) {
      const from = at;
      at = cells.read(bytes, at);
      rows.push({ key: keys.map(({ index }) => cells.text(index)), bytes: bytes.subarray(from, at) });
    }
  }
  const compare = compareRows(keys, textOrder);
  rows.sort((a, b) => compare(a.key, b.key));
  const writer = new RowWriter();
  for (const row of rows) {
    writer.copy(row.bytes, 0, row.bytes.length);
    const batch = writer.isFull ? writer.take() : null;
    if (batch) yield batch;
  }
  const rest = writer.take();
  if (rest) yield rest;
}
