import {
  RowCells,
  type ControlTotals,
  type DatasetTrailer,
  type Figure,
  type OutputBuffer,
} from '@galley/dataset';
import { phrasesFor, type PhraseTable } from '@galley/layout';
import { figureIn, figureOf, withOthers } from '../groups/figures.js';
import type { TableGroups } from '../groups/table-groups.js';
import { currencyFormula, unitsCriterion } from './currency-formula.js';
import { FooterRows, type FooterTotal } from './footer-rows.js';
import type { SheetColumn } from './sheet-column.js';
import type { Mark, SheetCursor } from './sheet-cursor.js';
import type { SheetDesign } from './sheet-design.js';
import type { SheetRows } from './sheet-rows.js';
import type { CellLook, StyleBook } from './style-book.js';
import { type RowRange, subtotalFormula } from './subtotal-formula.js';
import { labelIndex, planTotals, type TotalLine, type TotalPlan } from './total-plan.js';

/** Deepest outline Excel has; groups beyond it are drawn without one. */
export const MAX_OUTLINE = 7;

const GROUP_LOOK: CellLook = { font: 'bold', fill: 'group' };
const WHOLE_LOOK: CellLook = { font: 'bold', border: 'above' };

/** What the footers of a sheet need to know of it. */
export interface TotalRowsInput {
  readonly columns: readonly SheetColumn[];
  /** Cells of a row. */
  readonly fields: number;
  readonly groups: TableGroups;
  readonly locale: string;
  readonly styles: StyleBook;
  readonly cursor: SheetCursor;
  readonly out: OutputBuffer;
  readonly design?: SheetDesign | undefined;
}

/** Where the rows of a footer begin. */
interface Start {
  readonly mark: Mark;
  /** Per column, cells written as text before them. */
  readonly asText: Uint32Array;
}

/** What a footer adds up: where its rows begin, which currencies are among them, and what its totals came to. */
interface Footed {
  readonly start: Start;
  /** Positions of the currencies to show. */
  readonly currencies: readonly number[];
  /** True when all rows are of one currency. */
  readonly isUniform: boolean;
  readonly figure: (position: number) => Figure;
}

/** How a footer is named: in which column, as what, and of which group. */
interface Naming {
  readonly index: number;
  readonly outline: number;
  readonly name: string;
  readonly key: string | null;
  /** Of the group; null = of the table. */
  readonly level: number | null;
}

/** Page breaks that Excel accepts on a sheet are 1,026. */
const MAX_BREAKS = 1000;

/** The footer rows of groups and of the whole table: a live formula with the value we computed beside it. */
export class TotalRows {
  /** Rows of the open sheet after which a new page begins. */
  readonly breaks: number[] = [];
  /** The level whose groups begin on the next sheet; null = none does. */
  private waiting: number | null = null;
  private readonly plan: TotalPlan;
  private readonly starts: Start[];
  private readonly cells: RowCells;
  private readonly groupRows: FooterRows;
  private readonly wholeRows: FooterRows;
  private readonly phrases: PhraseTable;
  /** Per currency, its units as a condition. */
  private readonly criteria: readonly (string | null)[];

  constructor(
    private readonly sheet: TotalRowsInput,
    private readonly rows: SheetRows,
  ) {
    const { columns, fields, groups, locale, out, styles, cursor } = sheet;
    this.plan = planTotals(groups.totals);
    this.starts = groups.levels.map(() => ({ mark: cursor.first, asText: new Uint32Array(columns.length) }));
    const read = [...groups.levels, ...groups.totals].reduce((most, { index }) => Math.max(most, index), -1);
    this.cells = new RowCells(fields, sheet.design?.texts ? fields : read + 1);
    this.phrases = phrasesFor(locale);
    this.groupRows = new FooterRows(columns, this.plan, out, GROUP_LOOK, styles);
    this.wholeRows = new FooterRows(columns, this.plan, out, WHOLE_LOOK, styles);
    const units = groups.currencies.codes.map((_, currency) => groups.currencies.unitsOf(currency));
    this.criteria = units.map((own, currency) =>
      unitsCriterion(
        own,
        units.flatMap((others, other) => (other === currency ? [] : others)),
      ),
    );
  }

  /** True when rows need no attention: nothing to group by. */
  get isIdle(): boolean {
    return this.sheet.groups.levels.length === 0;
  }

  /** Rows that may still have to be written after any row of data. */
  get reserve(): number {
    const { currencies, levels } = this.sheet.groups;
    const rowsOf = (line: TotalLine): number => (line.isPerCurrency ? currencies.codes.length : 1);
    const most = this.plan.lines.reduce((sum, line) => sum + rowsOf(line), 0);
    const heads = this.sheet.design?.texts ? levels.length : 0;
    return levels.length * Math.max(1, most) + most + heads;
  }

  /**
   * Closes the groups that end before the row at `at`, and opens its own. True: a group begins on a sheet of its own; ask
   * again there, before the row is written.
   */
  before(batch: Buffer, at: number): boolean {
    const { groups } = this.sheet;
    this.cells.read(batch, at);
    if (this.waiting !== null) {
      this.begin(this.waiting);
      this.waiting = null;
      return false;
    }
    const changed = groups.firstChange(batch, this.cells);
    if (changed >= groups.levels.length) return false;
    const isFirst = !groups.isOpen;
    if (!isFirst) this.closeGroups(changed);
    groups.open(changed, batch, this.cells);
    this.sheet.design?.texts?.open(changed, batch, this.cells);
    if (this.isOnNewSheet(changed, isFirst)) {
      this.waiting = changed;
      return true;
    }
    if (!isFirst) this.breakBefore(changed);
    this.begin(changed);
    return false;
  }

  /** The heads of the groups from a level inwards. */
  private begin(outermost: number): void {
    for (let level = outermost; level < this.starts.length; level++) {
      this.writeHead(level);
      this.starts[level] = { mark: this.sheet.cursor.mark(), asText: this.rows.asText.slice() };
    }
  }

  /** Names the sheet after its group. The first group takes the sheet that is open already. */
  private isOnNewSheet(outermost: number, isFirst: boolean): boolean {
    const { cursor, design, groups, locale } = this.sheet;
    if (!design) return false;
    const level = groups.levels.findIndex((_, at) => at >= outermost && design.isSheet(at));
    if (level < 0) return false;
    cursor.call(groups.nameOf(level, locale), isFirst);
    return !isFirst;
  }

  /** The text that the layout's author wrote above the groups of a level. */
  private writeHead(level: number): void {
    const { columns, cursor, design, groups } = this.sheet;
    const text = design?.texts?.header(level) ?? null;
    if (text === null) return;
    const index = labelIndex(this.plan, columns.length, groups.levels[level]!.index);
    this.groupRows.write(cursor.rowNumber, text, index, Math.min(level, MAX_OUTLINE), []);
  }

  private breakBefore(outermost: number): void {
    const { cursor, design, groups } = this.sheet;
    if (!design || this.breaks.length >= MAX_BREAKS) return;
    for (let level = outermost; level < groups.levels.length; level++) {
      if (design.breaks(level)) return void this.breaks.push(cursor.rowNumber.value);
    }
  }

  /** Adds the row at `at`, after it was written. */
  add(batch: Buffer, at: number): void {
    this.sheet.groups.add(batch, at, this.cells);
  }

  /** The footers of the groups that are still open. An empty table has none. */
  endGroups(): void {
    if (this.sheet.groups.isOpen) this.closeGroups(0);
  }

  /** The grand totals. What only the database knows is taken from its trailer, if that covers these rows. */
  endTable(trailer: DatasetTrailer, control: ControlTotals): void {
    if (control.rows === 0) return;
    const { columns, groups } = this.sheet;
    const index = labelIndex(this.plan, columns.length, -1);
    const { truncated } = trailer.summary;
    const whole: Footed = {
      start: { mark: this.sheet.cursor.first, asText: new Uint32Array(columns.length) },
      currencies: [...groups.currencies.codes.keys()],
      isUniform: groups.currencies.codes.length < 2,
      figure: (position) => {
        const { key } = groups.totals[position]!;
        const theirs = truncated ? null : figureOf(trailer.totals[key]);
        return withOthers(control.figure(key), theirs);
      },
    };
    const { grand_total: name } = this.phrases;
    this.write(this.wholeRows, whole, { index, outline: 0, name, key: null, level: null });
  }

  private closeGroups(outermost: number): void {
    const { columns, groups, locale, cursor, design } = this.sheet;
    groups.close();
    for (let level = groups.levels.length - 1; level >= outermost; level--) {
      const { index: column, totals } = groups.levels[level]!;
      const key = groups.nameOf(level, locale);
      const index = labelIndex(this.plan, columns.length, column);
      const outline = Math.min(level, MAX_OUTLINE);
      const said = design?.texts?.footer(level, totals.rows) ?? null;
      if (this.plan.lines.every((line) => this.shownOf(line, level).length === 0)) {
        this.groupRows.write(cursor.rowNumber, said ?? `${key} (${totals.rows})`, index, outline, []);
      }
      const present = [...groups.currencies.codes.keys()].filter((currency) => totals.rowsOf(currency) > 0);
      const group: Footed = {
        start: this.starts[level]!,
        currencies: present,
        isUniform: present.length < 2,
        figure: (position) => totals.figure(position),
      };
      const naming = said === null ? { name: this.phrases.subtotal, key } : { name: said, key: null };
      this.write(this.groupRows, group, { index, outline, level, ...naming });
    }
  }

  /** Writes the lines of the plan: those of money once per currency, named by its code. */
  private write(footers: FooterRows, footed: Footed, { index, outline, name, key, level }: Naming): void {
    const { cursor, groups } = this.sheet;
    const ranges = cursor.since(footed.start.mark);
    for (const line of this.plan.lines) {
      const shown = this.shownOf(line, level);
      if (shown.length === 0) continue;
      for (const currency of line.isPerCurrency ? footed.currencies : [null]) {
        const code = currency === null ? '' : ` ${groups.currencies.codes[currency]}`;
        const label = `${this.lineName(line, name)}${code}${key === null ? '' : `: ${key}`}`;
        const totals = shown.map((position) => this.totalOf(position, footed, currency, ranges));
        // A unit that failed has no figures, and its currency then no line.
        if (currency !== null && totals.every(({ value }) => value === null)) continue;
        footers.write(cursor.rowNumber, label, index, outline, totals);
      }
    }
  }

  private totalOf(
    position: number,
    { start, isUniform, figure }: Footed,
    currency: number | null,
    ranges: readonly RowRange[],
  ): FooterTotal {
    const { request, index, isLive } = this.plan.totals[position]!;
    const { letters } = this.sheet.columns[index]!;
    const isTyped = this.rows.asText[index] === start.asText[index];
    const code = currency === null ? null : (this.sheet.groups.currencies.codes[currency] ?? null);
    const value = figureIn(figure(position), code);
    if (!isLive || !isTyped) return { position, value, formula: null };
    if (currency === null || isUniform) {
      return { position, value, formula: subtotalFormula(request.aggregate, letters, ranges) };
    }
    const criterion = this.criteria[currency] ?? null;
    const formula = criterion && currencyFormula(request.aggregate, letters, ranges, criterion);
    return { position, value, formula: formula || null };
  }

  private shownOf({ positions }: TotalLine, level: number | null): readonly number[] {
    const { design } = this.sheet;
    return design ? positions.filter((position) => design.shows(position, level)) : positions;
  }

  /** What a line of totals is called: by its aggregate when it has but one, except for sums. */
  private lineName(line: TotalLine, mixed: string): string {
    const aggregates = new Set(
      line.positions.map((position) => this.plan.totals[position]!.request.aggregate),
    );
    const [only] = aggregates;
    if (aggregates.size !== 1 || only === undefined || only === 'sum') return mixed;
    const { average, minimum, maximum, count, distinct } = this.phrases;
    return { avg: average, min: minimum, max: maximum, count, count_distinct: distinct }[only];
  }
}
