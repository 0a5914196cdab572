import type { DatasetHeader, DatasetTrailer, TotalRequest } from '../dataset.js';
import { DatasetStreamError } from '../dataset-stream.js';
import { int32At } from '../encode/data-row.js';
import { RowCells } from '../encode/row-cells.js';
import { figureAgrees, isVerifiable } from './agreement.js';
import { RowCurrencies } from './currencies.js';
import { placeTotals, RunningTotals, type Figure, type PlacedTotal } from './running-totals.js';

/** The rows that arrived are not the rows that the database counted and added up. */
export class ControlTotalsError extends DatasetStreamError {
  constructor(message: string) {
    super(message);
    this.name = 'ControlTotalsError';
  }
}

/**
 * Counts and adds up the rows while they are drawn, so that no document is short and called complete. Money of units
 * with different base currencies is added and compared per currency. Without totals a row costs but the step over it.
 *
 * `sum`, `avg` and `count` are compared with the database's for every column, `min` and `max` for numbers and
 * dates. Not compared: `count_distinct` (would hold every value), extremes of texts (order of the
 * database's collation) and of timestamps (offsets), and any total of a truncated dataset, which the database
 * takes over all matching rows.
 */
export class ControlTotals {
  rows = 0;
  private readonly totals: readonly PlacedTotal[];
  private readonly currencies: RowCurrencies;
  private readonly cells: RowCells;
  private readonly running: RunningTotals;

  /** A total of a column that is not in the dataset is the database's word alone. */
  constructor(header: DatasetHeader, totals: readonly TotalRequest[]) {
    const placed = placeTotals(header, totals);
    this.totals = placed.filter(({ request }) => request.aggregate !== 'count_distinct');
    this.currencies = new RowCurrencies(header);
    const last = this.totals.reduce((most, { index }) => Math.max(most, index), -1);
    this.cells = new RowCells(header.columns.length, last + 1);
    this.running = new RunningTotals(this.totals, this.currencies.codes);
  }

  /** Takes a batch of whole DataRow messages. */
  add(batch: Buffer): void {
    let rows = 0;
    for (let at = 0; at < batch.length; at += 1 + int32At(batch, at + 1)) {
      rows++;
      if (this.totals.length === 0) continue;
      this.cells.read(batch, at);
      this.running.add(batch, this.cells, this.currencies.of(batch, at));
    }
    this.rows += rows;
  }

  /** What the rows so far add up to under a total's key; null when that is unknown. */
  figure(key: string): Figure {
    const position = this.totals.findIndex((total) => total.key === key);
    return position < 0 ? null : this.running.figure(position);
  }

  /** Throws `ControlTotalsError` when the trailer tells of other rows than came. */
  verify(trailer: DatasetTrailer): void {
    const { row_count, truncated } = trailer.summary;
    if (row_count !== this.rows) {
      throw new ControlTotalsError(`${this.rows} rows of ${row_count} were read`);
    }
    if (truncated) return;
    this.totals.forEach((total, position) => {
      const theirs = trailer.totals[total.key];
      if (theirs === undefined || !isVerifiable(total)) return;
      const ours = this.running.figure(position);
      if (figureAgrees(total, ours, theirs)) return;
      throw new ControlTotalsError(
        `total "${total.key}": the rows give ${textOf(ours)} and the database ${JSON.stringify(theirs)}`,
      );
    });
  }
}

function textOf(figure: Figure): string {
  return typeof figure === 'object' && figure !== null ? JSON.stringify(figure) : (figure ?? 'nothing');
}
