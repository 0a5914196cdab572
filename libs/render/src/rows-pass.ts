import { ControlTotals, type DatasetTrailer } from '@galley/dataset';
import type { RenderInput } from './contract.js';

/** Rows between two reports of progress, at least. */
const PROGRESS_ROWS = 10_000;

/** What is known after the last row. */
export interface RowsPassed {
  readonly rows: number;
  readonly trailer: DatasetTrailer;
  /** What the rows came to; it agrees with the trailer. */
  readonly control: ControlTotals;
}

/**
 * The one pass over the rows that every format makes: control totals, the format's own work on each batch,
 * progress, and at the end the proof that nothing is missing.
 * Errors: `DatasetStreamError`, and `ControlTotalsError` when rows or totals differ from the database's.
 */
export async function passRows(
  input: RenderInput,
  onBatch: (batch: Buffer) => Promise<void>,
): Promise<RowsPassed> {
  const { dataset, options } = input;
  const control = new ControlTotals(dataset.header, options.totals);
  let reported = 0;
  for await (const batch of dataset.batches()) {
    control.add(batch);
    await onBatch(batch);
    if (control.rows - reported < PROGRESS_ROWS) continue;
    reported = control.rows;
    input.onProgress?.(reported);
  }
  const trailer = dataset.trailer();
  control.verify(trailer);
  input.onProgress?.(control.rows);
  return { rows: control.rows, trailer, control };
}
