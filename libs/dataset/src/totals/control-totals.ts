import type { Column, DatasetTrailer, Json, TotalRequest } from '../dataset.js';
import { DatasetStreamError } from '../dataset-stream.js';
import { checkFields, int32At, ROW_HEAD } from '../encode/data-row.js';
import { accumulatorOf, type Accumulator } from './accumulators.js';
import { agrees } from './agreement.js';

/** The rows that arrived are not the rows that the database counted and added up. */
export class ControlTotalsError extends DatasetStreamError {
  constructor(message: string) {
    super(message);
    this.name = 'ControlTotalsError';
  }
}

interface Check {
  /** Key of the total in the trailer. */
  readonly key: string;
  readonly index: number;
  readonly column: Column;
  readonly request: TotalRequest;
  readonly accumulator: Accumulator;
}

/**
 * Counts and adds up the rows while they are drawn, so that no document is short and called complete.
 * Columns without totals cost nothing but the step over them.
 *
 * `sum`, `avg` and `count` are compared with the database's for every column, `min` and `max` for numbers and
 * dates. Not compared: `count_distinct` (would hold every value), extremes of texts (order of the
 * database's collation) and of timestamps (offsets), and any total of a truncated dataset, which the database
 * takes over all matching rows.
 */
export class ControlTotals {
  rows = 0;
  private readonly columnCount: number;
  /** In the order of their columns, so that one walk over a row meets them all. */
  private readonly checks: readonly Check[];

  /** A total of a column that is not in the dataset is the database's word alone. */
  constructor(columns: readonly Column[], totals: readonly TotalRequest[]) {
    this.columnCount = columns.length;
    const checks: Check[] = [];
    for (const request of totals) {
      const index = columns.findIndex((column) => column.name === request.column);
      const column = columns[index];
      if (!column || !isVerifiable(request, column)) continue;
      const accumulator = accumulatorOf(request.aggregate, column.type);
      checks.push({ key: request.as ?? request.column, index, column, request, accumulator });
    }
    this.checks = checks.sort((a, b) => a.index - b.index);
  }

  /** Takes a batch of whole DataRow messages. */
  add(batch: Buffer): void {
    let rows = 0;
    for (let at = 0; at < batch.length; at += 1 + int32At(batch, at + 1)) {
      rows++;
      if (this.checks.length > 0) this.addRow(batch, at);
    }
    this.rows += rows;
  }

  /** Throws `ControlTotalsError` when the trailer tells of other rows than came. */
  verify(trailer: DatasetTrailer): void {
    const { row_count, truncated } = trailer.summary;
    if (row_count !== this.rows) {
      throw new ControlTotalsError(`${this.rows} rows of ${row_count} were read`);
    }
    if (truncated) return;
    for (const check of this.checks) {
      const theirs: Json | undefined = trailer.totals[check.key];
      const ours = check.accumulator.value();
      if (theirs === undefined || agrees(check.request.aggregate, check.column, ours, theirs)) continue;
      throw new ControlTotalsError(
        `total "${check.key}": the rows give ${ours ?? 'nothing'} and the database ${JSON.stringify(theirs)}`,
      );
    }
  }

  private addRow(batch: Buffer, at: number): void {
    checkFields(batch, at, this.columnCount);
    let cell = at + ROW_HEAD;
    let field = 0;
    for (const check of this.checks) {
      for (; field < check.index; field++) {
        const skipped = int32At(batch, cell);
        cell += skipped > 0 ? 4 + skipped : 4;
      }
      const size = int32At(batch, cell);
      if (size >= 0) check.accumulator.add(batch, cell + 4, cell + 4 + size);
    }
  }
}

function isVerifiable(request: TotalRequest, column: Column): boolean {
  const isNumber = column.type === 'integer' || column.type === 'decimal';
  switch (request.aggregate) {
    case 'count':
      return true;
    case 'sum':
    case 'avg':
      return isNumber;
    case 'min':
    case 'max':
      return isNumber || column.type === 'date';
    default:
      return false;
  }
}
