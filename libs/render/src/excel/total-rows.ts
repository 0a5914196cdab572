import type { DatasetTrailer, OutputBuffer, TotalRequest } from '@galley/dataset';
import { formatValue, phrasesFor, valueFormat, type PhraseTable } from '@galley/layout';
import { GroupTracker } from '../groups/group-tracker.js';
import { RowCells } from '../groups/row-cells.js';
import { FooterRows, type FooterTotal } from './footer-rows.js';
import type { SheetColumn } from './sheet-column.js';
import type { SheetCursor } from './sheet-cursor.js';
import type { SheetRows } from './sheet-rows.js';
import type { CellLook, StyleBook } from './style-book.js';
import { type RowRange, subtotalFormula } from './subtotal-formula.js';
import { TotalLevel } from './total-level.js';
import { labelIndex, planTotals, type TotalPlan } from './total-plan.js';

/** Deepest outline Excel has; groups beyond it are drawn without one. */
export const MAX_OUTLINE = 7;

const GROUP_LOOK: CellLook = { font: 'bold', fill: 'group' };
const WHOLE_LOOK: CellLook = { font: 'bold', border: 'above' };

/** What the footers of a sheet need to know of it. */
export interface TotalRowsInput {
  readonly columns: readonly SheetColumn[];
  readonly group_by: readonly string[];
  readonly totals: readonly TotalRequest[];
  readonly locale: string;
  readonly styles: StyleBook;
  readonly cursor: SheetCursor;
  readonly out: OutputBuffer;
}

/** The footer rows of groups and of the whole table: a live formula with the value we computed beside it. */
export class TotalRows {
  private readonly plan: TotalPlan;
  private readonly tracker: GroupTracker;
  private readonly whole: TotalLevel;
  private readonly groups: readonly TotalLevel[];
  private readonly cells: RowCells;
  private readonly groupRows: FooterRows;
  private readonly wholeRows: FooterRows;
  private readonly phrases: PhraseTable;
  private isOpen = false;

  constructor(
    private readonly sheet: TotalRowsInput,
    private readonly rows: SheetRows,
  ) {
    const columns = sheet.columns.map(({ column }) => column);
    this.plan = planTotals(columns, sheet.totals);
    this.tracker = new GroupTracker(columns, sheet.group_by);
    this.whole = new TotalLevel(this.plan, columns, true);
    this.groups = sheet.group_by.map(() => new TotalLevel(this.plan, columns, false));
    this.cells = new RowCells(this.plan.totals.map((total) => total.index));
    this.phrases = phrasesFor(sheet.locale);
    const { out, styles } = sheet;
    this.groupRows = new FooterRows(sheet.columns, this.plan, out, GROUP_LOOK, styles);
    this.wholeRows = new FooterRows(sheet.columns, this.plan, out, WHOLE_LOOK, styles);
  }

  /** True when rows need no attention: nothing to group by and nothing to add up. */
  get isIdle(): boolean {
    return this.groups.length === 0 && this.plan.totals.length === 0;
  }

  /** Rows that may still have to be written after any row of data. */
  get reserve(): number {
    return this.groups.length * this.linesOfGroup + this.plan.lines.length;
  }

  /** Closes the groups that end before the row at `at`, and opens its own. */
  before(batch: Buffer, at: number): void {
    const ended = this.tracker.endedBy(batch, at);
    if (ended >= 0) this.closeGroups(ended);
    const from = this.isOpen ? ended : 0;
    if (from < 0) return;
    this.tracker.open(batch);
    const mark = this.sheet.cursor.mark();
    if (!this.isOpen) this.whole.begin(mark, this.rows.asText);
    for (const level of this.groups.slice(from)) level.begin(mark, this.rows.asText);
    this.isOpen = true;
  }

  /** Adds the row at `at`, after it was written. */
  add(batch: Buffer, at: number): void {
    this.cells.locate(batch, at);
    this.whole.add(batch, this.cells);
    for (const level of this.groups) level.add(batch, this.cells);
  }

  /** The footers of the groups that are still open. An empty table has none. */
  endGroups(): void {
    if (this.isOpen) this.closeGroups(0);
  }

  /** The grand totals. What only the database knows is taken from its trailer, if that covers these rows. */
  endTable(trailer: DatasetTrailer): void {
    if (!this.isOpen) return;
    const { cursor, columns } = this.sheet;
    const ranges = cursor.since(this.whole.start);
    const index = labelIndex(this.plan, columns.length, -1);
    for (const line of this.plan.lines) {
      const totals = this.totalsOf(this.whole, line, ranges, trailer);
      this.wholeRows.write(cursor.rowNumber, this.lineName(line, this.phrases.grand_total), index, 0, totals);
    }
  }

  private get linesOfGroup(): number {
    return Math.max(1, this.plan.lines.length);
  }

  private closeGroups(outermost: number): void {
    const { cursor, columns } = this.sheet;
    for (let level = this.groups.length - 1; level >= outermost; level--) {
      const group = this.groups[level]!;
      const column = this.tracker.indexes[level]!;
      const key = this.keyText(level, column);
      const index = labelIndex(this.plan, columns.length, column);
      const outline = Math.min(level, MAX_OUTLINE);
      const ranges = cursor.since(group.start);
      if (this.plan.lines.length === 0) {
        this.groupRows.write(cursor.rowNumber, `${key} (${group.rows})`, index, outline, []);
      }
      for (const line of this.plan.lines) {
        const label = `${this.lineName(line, this.phrases.subtotal)}: ${key}`;
        const totals = this.totalsOf(group, line, ranges, null);
        this.groupRows.write(cursor.rowNumber, label, index, outline, totals);
      }
    }
  }

  private totalsOf(
    level: TotalLevel,
    line: readonly number[],
    ranges: readonly RowRange[],
    trailer: DatasetTrailer | null,
  ): FooterTotal[] {
    return line.map((position) => {
      const { request, index, key, isLive } = this.plan.totals[position]!;
      const isFormula = isLive && level.isTyped(position, this.rows.asText);
      const { letters } = this.sheet.columns[index]!;
      return {
        position,
        value: level.value(position) ?? totalOf(trailer, key),
        formula: isFormula ? subtotalFormula(request.aggregate, letters, ranges) : null,
      };
    });
  }

  /** What a line of totals is called: by its aggregate when it has but one, except for sums. */
  private lineName(line: readonly number[], mixed: string): string {
    const aggregates = new Set(line.map((position) => this.plan.totals[position]!.request.aggregate));
    const [only] = aggregates;
    if (aggregates.size !== 1 || only === undefined || only === 'sum') return mixed;
    const { average, minimum, maximum, count, distinct } = this.phrases;
    return { avg: average, min: minimum, max: maximum, count, count_distinct: distinct }[only];
  }

  private keyText(level: number, index: number): string {
    const key = this.tracker.key(level);
    if (key === null || key === '') return this.phrases.empty_value;
    return formatValue(key, valueFormat(this.sheet.columns[index]!.column, this.sheet.locale));
  }
}

function totalOf(trailer: DatasetTrailer | null, key: string): string | null {
  const value = trailer && !trailer.summary.truncated ? trailer.totals[key] : null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
