import { ControlTotals, type DatasetStream, type DatasetTrailer, int32At } from '@galley/dataset';
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

/** What a pass needs of a run. */
export type PassInput = Pick<RenderInput, 'onProgress'> & {
  readonly dataset: DatasetStream;
  readonly options: Pick<RenderInput['options'], 'totals'>;
};

/**
 * The one pass over a dataset's rows: control totals, progress, and at the end the proof that nothing is missing.
 * Whoever reads may stop early; `finish` reads the rest, so that the proof always covers every row.
 */
export class RowsPass {
  readonly control: ControlTotals;
  private readonly source: AsyncIterator<Buffer>;
  private reported = 0;
  private passed: RowsPassed | null = null;
  /** Read ahead for `firstRow`, and given to nobody yet. */
  private ahead: Buffer | null = null;
  /** A copy; undefined = nothing was read. */
  private first: Buffer | null | undefined;

  constructor(private readonly input: PassInput) {
    this.control = new ControlTotals(input.dataset.header, input.options.totals);
    this.source = input.dataset.batches()[Symbol.asyncIterator]();
  }

  /** The batches not yet read. Errors: `DatasetStreamError`. */
  async *batches(): AsyncGenerator<Buffer> {
    for (let batch = await this.next(); batch; batch = await this.next()) {
      this.control.add(batch);
      yield batch;
      if (this.control.rows - this.reported < PROGRESS_ROWS) continue;
      this.reported = this.control.rows;
      this.input.onProgress?.(this.reported);
    }
  }

  /** The first DataRow message, whoever reads the rows and however far; null = there are none. Errors: `DatasetStreamError`. */
  async firstRow(): Promise<Buffer | null> {
    if (this.first === undefined) this.ahead = await this.next();
    return this.first ?? null;
  }

  private async next(): Promise<Buffer | null> {
    const { ahead } = this;
    this.ahead = null;
    if (ahead) return ahead;
    const step = await this.source.next();
    const batch = step.done ? null : step.value;
    this.first ??= batch && Buffer.from(batch.subarray(0, 1 + int32At(batch, 1)));
    return batch;
  }

  /** Reads what is left. Errors: `ControlTotalsError` when rows or totals differ from the database's. */
  async finish(): Promise<RowsPassed> {
    if (this.passed) return this.passed;
    const rest = this.batches();
    while (!(await rest.next()).done);
    const trailer = this.input.dataset.trailer();
    this.control.verify(trailer);
    this.input.onProgress?.(this.control.rows);
    return (this.passed = { rows: this.control.rows, trailer, control: this.control });
  }
}

/** A pass whose every batch a format works on in turn. */
export async function passRows(
  input: RenderInput,
  onBatch: (batch: Buffer) => Promise<void>,
): Promise<RowsPassed> {
  const pass = new RowsPass(input);
  for await (const batch of pass.batches()) await onBatch(batch);
  return pass.finish();
}
