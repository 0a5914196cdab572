import {
  GroupControl,
  placeTotals,
  RowCurrencies,
  RunningTotals,
  type DatasetHeader,
  type DatasetTrailer,
  type PlacedTotal,
  type RowCells,
  type TotalRequest,
} from '@galley/dataset';
import { formatValue, phrasesFor, valueFormat } from '@galley/layout';
import { type GroupColumn, GroupTracker } from './group-tracker.js';

/** One level of grouping: its column, and what the rows of its open group add up to. */
export interface GroupLevel extends GroupColumn {
  readonly totals: RunningTotals;
}

/**
 * The nested groups of a table with their totals, fed row by row: what every format that draws groups draws. A row that
 * changes a key ends groups (`close`, after their footers are drawn) and opens others (`open`), and is then added.
 */
export class TableGroups {
  /** Outermost first. */
  readonly levels: readonly GroupLevel[];
  /** The requested totals whose columns are in the dataset. */
  readonly totals: readonly PlacedTotal[];
  readonly currencies: RowCurrencies;
  private readonly tracker: GroupTracker;
  private readonly control: GroupControl;

  /** Errors: `RenderError` `group-column-missing`. */
  constructor(header: DatasetHeader, groupBy: readonly string[], requests: readonly TotalRequest[]) {
    this.totals = placeTotals(header, requests);
    this.currencies = new RowCurrencies(header);
    this.tracker = new GroupTracker(header.columns, groupBy);
    this.levels = this.tracker.columns.map((column) => ({
      ...column,
      totals: new RunningTotals(this.totals, this.currencies.codes),
    }));
    this.control = new GroupControl(
      this.levels.map(({ column }) => column),
      this.totals,
    );
  }

  get isOpen(): boolean {
    return this.tracker.isOpen;
  }

  /** The outermost level whose group ends before a row; the number of levels when it belongs to the open groups. */
  firstChange(batch: Buffer, cells: RowCells): number {
    return this.tracker.firstChange(batch, cells);
  }

  /** Opens the groups of a row from a level inwards. */
  open(from: number, batch: Buffer, cells: RowCells): void {
    this.tracker.open(from, batch, cells);
    for (let level = from; level < this.levels.length; level++) this.levels[level]!.totals.reset();
  }

  /** Adds the row at `at`, which `cells` has read, to the open groups. */
  add(batch: Buffer, at: number, cells: RowCells): void {
    if (this.levels.length === 0) return;
    const currency = this.currencies.of(batch, at);
    for (let level = 0; level < this.levels.length; level++) {
      this.levels[level]!.totals.add(batch, cells, currency);
    }
  }

  /** Ends the innermost group: what was drawn of it will be compared with the database's. */
  close(): void {
    const innermost = this.levels.at(-1);
    if (!innermost || !this.isOpen) return;
    this.control.add(
      this.levels.map((_, level) => this.tracker.key(level)),
      innermost.totals,
    );
  }

  /** Throws `ControlTotalsError` when the groups that were drawn are not those the database formed. */
  verify(trailer: DatasetTrailer): void {
    this.control.verify(trailer);
  }

  /** The value of the open group as people read it. */
  nameOf(level: number, locale: string): string {
    const text = formatValue(this.tracker.key(level), valueFormat(this.levels[level]!.column, locale));
    return text === '' ? phrasesFor(locale).empty_value : text;
  }
}
