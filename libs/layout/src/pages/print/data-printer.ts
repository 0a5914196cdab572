import type { DataBand, GroupBand } from '../../model/bands.js';
import type { RowCursor } from '../data/row-cursor.js';
import type { BandFlow, Keep, Place } from '../flow/band-flow.js';
import { NO_ROW } from '../scope/print-state.js';
import { isTrue } from '../totals/total-board.js';
import { isPrintedLater } from './band-setter.js';
import type { Bodies } from './bodies.js';
import { ColumnCollector } from './column-collector.js';
import { GroupLevels, startPage } from './group-levels.js';
import { RunningHeads } from './running-heads.js';
import type { Run } from './run.js';
import type { Steps } from './step.js';

/** More rows of blank form than any page holds. */
const MAX_BLANKS = 10_000;

/** Prints the rows of one data band once, with the groups around them and the bodies within each. */
export class DataPrinter {
  private readonly run: Run;
  private readonly flow: BandFlow;
  private readonly cursor: RowCursor;
  private readonly levels: GroupLevels;
  private readonly heads: RunningHeads;
  private columns: ColumnCollector | null = null;
  private number = 0;
  /** Where the last row begins. */
  private lastRow: Place = null;
  private keep: Keep | null = null;
  /** From the headers of the groups to the first row: no header stands alone. */
  private lead: Keep | null = null;

  constructor(
    private readonly bodies: Bodies,
    private readonly groups: readonly GroupBand[],
    private readonly data: DataBand,
  ) {
    this.run = bodies.run;
    this.flow = bodies.flow;
    this.cursor = this.run.rows.open(data, groups);
    this.levels = new GroupLevels(groups, bodies.bands);
    this.heads = new RunningHeads(bodies.bands);
  }

  *print(): Steps {
    const { cursor, groups } = this;
    const { state } = this.run.scope;
    const { row: outerRow, source: outerSource } = state;
    if (cursor.state) state.source = cursor.state;
    let isEmpty = true;
    for (;;) {
      const { row: before } = cursor.state ?? { row: null };
      let next = cursor.next();
      while (next === 'wait') {
        yield { kind: 'read', run: () => cursor.read() };
        next = cursor.next();
      }
      if (next === 'end') break;
      const changed = this.levels.changed();
      if (isEmpty) this.open(0);
      else if (changed < groups.length) {
        this.asBefore(before, () => this.close(changed));
        this.open(changed);
      }
      isEmpty = false;
      yield* this.printRow();
      if (this.flow.has_finished) yield this.bodies.flushing;
    }
    if (isEmpty) this.printEmpty();
    else this.close(0);
    Object.assign(state, { row: outerRow, source: outerSource });
  }

  /** Looks at the row before again. */
  private asBefore(row: readonly (string | null)[] | null, print: () => void): void {
    const { state } = this.cursor;
    const now = state?.row ?? null;
    if (state) state.row = row;
    print();
    if (state) state.row = now;
  }

  private open(level: number): void {
    const { data, flow } = this;
    const start = flow.here();
    this.lead = flow.keepFrom(start);
    this.levels.open(level);
    this.number = 0;
    this.see();
    // Rows that move together take the headers above them along.
    if (data.keep_together) this.keep = flow.keepFrom(start);
    this.heads.open(data.header, data.footer);
    const { count, layout } = data.columns;
    if (count <= 1 || data.details.length > 0) return;
    const isBalanced = layout === 'down_then_across' && this.groups.length === 0;
    this.columns = new ColumnCollector(data, flow, isBalanced ? this.cursor.count : null);
  }

  private close(level: number): void {
    const { data, flow, run } = this;
    this.columns?.flush();
    this.releaseLead();
    this.see();
    this.fillUp();
    this.heads.closeFooter();
    if (data.footer) this.bodies.bands.print(data.footer);
    this.heads.closeHeader();
    if (this.keep) flow.release(this.keep);
    this.keep = null;
    run.waiting.settle('body', data, { is_last_page: false });
    run.totals.reset('body', data);
    this.levels.close(level, this.lastRow);
  }

  private *printRow(): Steps {
    const { data, flow, run } = this;
    const { band, details } = data;
    const { enclosing } = run.rows;
    const { state: source } = this.cursor;
    if (source) enclosing.push(source);
    if (
      data.print_if_detail_empty ||
      details.length === 0 ||
      details.some((one) => this.bodies.hasRows(one))
    ) {
      this.number += 1;
      this.bodies.count(data);
      this.see();
      startPage(band, this.number, flow);
      this.lastRow = flow.here();
      const start = this.lead ? this.lead.after : this.lastRow;
      const keep = data.keep_detail && details.length > 0 ? flow.keepFrom(start) : null;
      this.bodies.lastRow = this.lastRow;
      this.printBand();
      for (const detail of details) yield* this.bodies.printBody(detail);
      if (keep) flow.release(keep);
      if (details.length > 0) this.see();
      run.waiting.settle('row', data, { is_last_page: false });
      run.totals.reset('row', data);
    }
    if (source) enclosing.pop();
  }

  private printBand(): void {
    const { data, run, columns, cursor } = this;
    const { band } = data;
    const isVisible = !band.visible || isTrue(band.visible.evaluate(run.scope));
    const contributions = run.totals.feed(data, run.scope, isVisible);
    const is_even = this.number % 2 === 0;
    const level = cursor.tree?.level ?? 1;
    const indent = data.hierarchy ? Math.min((level - 1) * data.hierarchy.indent, this.flow.width / 2) : 0;
    if (!columns) {
      this.bodies.bands.print(band, { is_even, indent, contributions });
      this.releaseLead();
      return;
    }
    const turn = { width: columns.width, is_even, is_repeated: false, indent, contributions };
    const built = run.build(band, turn);
    if (built) columns.add(built);
    else this.flow.note(contributions);
    if (columns.has_placed) this.releaseLead();
  }

  private releaseLead(): void {
    if (this.lead) this.flow.release(this.lead);
    this.lead = null;
  }

  /** What is printed in place of rows. */
  private printEmpty(): void {
    const { data } = this;
    const { child } = data.band;
    if (data.print_if_source_empty) {
      const { state } = this.cursor;
      if (state) state.row = null;
      this.number = 1;
      this.heads.open(data.header, null);
      this.bodies.bands.print(data.band);
      if (data.footer) this.bodies.bands.print(data.footer);
      this.heads.closeHeader();
    } else if (child?.print_if_data_empty) this.bodies.bands.print(child);
  }

  /** Rows of blank form after the last row. */
  private fillUp(): void {
    const { flow, data } = this;
    const { child } = data.band;
    if (!child || !isPrintedLater(child)) return;
    while (this.number < Math.min(child.complete_to_rows, MAX_BLANKS)) {
      this.number += 1;
      this.see();
      this.bodies.bands.print(child, { is_even: this.number % 2 === 0 });
    }
    if (!child.fill_unused_space || child.height <= 0 || flow.room === Number.POSITIVE_INFINITY) return;
    const below = [data.footer, ...this.groups.map((group) => group.footer), this.bodies.summary];
    const reserved = below.reduce((total, band) => total + (band?.height ?? 0), 0);
    for (let row = 0; row < MAX_BLANKS && flow.room - reserved >= child.height; row += 1) {
      this.bodies.bands.print(child, { is_even: (this.number + row) % 2 === 1 });
    }
  }

  /** The numbers of the row printed now. */
  private see(): void {
    const { tree } = this.cursor;
    this.run.scope.state.row = {
      number: this.number,
      absolute: this.bodies.counted(this.data),
      level: tree?.level ?? NO_ROW.level,
      tree_number: tree?.number ?? NO_ROW.tree_number,
    };
  }
}
