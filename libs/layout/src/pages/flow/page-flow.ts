import type { PageDesign } from '../../model/layout.js';
import { breakBand } from '../bands/break-band.js';
import { type BuiltBand, Deferred } from '../bands/band-items.js';
import { cutBand } from '../bands/cut-band.js';
import type { Run } from '../print/run.js';
import type { Contribution } from '../totals/total-board.js';
import type { BandFlow, Standing } from './band-flow.js';
import type { Entry, Place, Repeat } from './entry.js';
import { type Geometry, geometryOf } from './geometry.js';
import { OpenPage } from './open-page.js';
import { RunningBands } from './running-bands.js';
import { SectionFrame } from './section-frame.js';

/** Rounding of sizes in points must not push the last line off its page. */
const TOLERANCE = 0.05;
/** A repeated header that leaves less than this part of its column is left out. */
const LEAST_ROOM = 0.2;

/** Pages and their columns. Pages that are finished wait in `finished` to be drawn. */
export class PageFlow extends RunningBands implements BandFlow {
  y = 0;
  readonly finished: OpenPage[] = [];
  private page: OpenPage | null = null;
  private frame: SectionFrame | null = null;
  private column = 0;
  private left = 0;
  /** Where the column begins, headers of the page above it. */
  private columnTop = 0;
  private bottom = 0;
  /** Entries of the page before which nothing of the column's body stands. */
  private bodyStart = 0;

  constructor(private readonly run: Run) {
    super();
  }

  /** Begins a design page on a sheet of its own; true when it goes on where the last ended instead. */
  beginSection(design: PageDesign): boolean {
    const continues = design.print_on_previous_page && this.page !== null;
    if (!continues) this.closePage(false);
    if (design.reset_page_number && !continues) this.restartNumbers();
    this.frame = new SectionFrame(design, this.run, this);
    if (continues) return true;
    if (design.start_on_odd_page && this.run.numbering.absolute % 2 === 1) {
      this.openBlankPage();
      this.closePage(false);
    }
    this.openPage(true);
    return false;
  }

  /** Ends the open page; others draw next. */
  leave(): void {
    this.closePage(false);
  }

  /** Ends the last page of the report. */
  finish(): void {
    this.closePage(true);
  }

  get width(): number {
    return (this.geometry.columns[this.column]?.width ?? 0) - this.left;
  }

  get room(): number {
    const reserved = this.footers.reduce((total, footer) => total + footer.height, 0);
    return this.bottom - reserved - this.y;
  }

  get is_fresh(): boolean {
    return this.entries.length === this.bodyStart;
  }

  get has_finished(): boolean {
    return this.finished.length > 0;
  }

  here(): Place {
    return this.entries.at(-1) ?? null;
  }

  /** Puts a band where it fits; with it moves what must be kept with it. What fits on no page is broken or cut. */
  place(built: BuiltBand, { can_break, print_on_bottom, breaks_at_last }: Standing): Place {
    let rest = built;
    for (;;) {
      if (rest.height <= this.room + TOLERANCE) {
        if (print_on_bottom) this.y += Math.max(0, this.room - rest.height);
        return this.put(rest);
      }
      if (this.moveKeep(rest.height)) continue;
      const breaks = can_break || (breaks_at_last && this.is_fresh);
      const parts = breaks ? breakBand(rest, this.room, this.run.typesetter, this.run.isWhole) : null;
      if (parts) {
        this.put(parts[0]);
        rest = parts[1];
      } else if (this.is_fresh) {
        return this.put(cutBand(rest, this.room));
      }
      this.goOn();
    }
  }

  note(contributions: readonly Contribution[]): void {
    if (contributions.length > 0) this.page?.loose.push({ column: this.column, contributions });
  }

  advance(): void {
    this.goOn();
  }

  startPage(restarts: boolean): void {
    this.closePage(false);
    if (restarts) this.restartNumbers();
    this.openPage(false);
    this.reprint(this.repeats);
  }

  beside(y: number, left: number, print: () => void): boolean {
    const { page, column, y: lowest } = this;
    this.y = y;
    this.left += left;
    print();
    this.left -= left;
    const isSame = this.page === page && this.column === column;
    if (isSame) this.y = Math.max(this.y, lowest);
    return isSame;
  }

  /** Puts a band of the page itself, whatever room there is; returns its height. */
  putFixed(built: BuiltBand, y: number, isAcross: boolean): number {
    const { columns, left } = this.geometry;
    const x = isAcross ? left : (columns[this.column]?.x ?? left);
    this.add({ built, heads: [], x, y, column: isAcross ? -1 : this.column });
    return built.height;
  }

  private put(built: BuiltBand): Entry {
    const x = (this.geometry.columns[this.column]?.x ?? 0) + this.left;
    const entry = { built, heads: this.repeats, x, y: this.y, column: this.column };
    this.add(entry);
    this.y += built.height;
    return entry;
  }

  private add(entry: Entry): void {
    this.page?.add(entry);
    for (const item of entry.built.items) if (item instanceof Deferred) this.run.waiting.add(item);
  }

  private get entries(): readonly Entry[] {
    return this.page?.entries ?? [];
  }

  get page_geometry(): Geometry {
    return this.geometry;
  }

  private get geometry(): Geometry {
    return this.page?.geometry ?? EMPTY;
  }

  /** Moves the outermost block that begins below the top of the column to the next one, if that is of use. */
  private moveKeep(height: number): boolean {
    for (const keep of this.keeps) {
      const start = Math.max(this.bodyStart, this.entries.lastIndexOf(keep.after as Entry) + 1);
      if (start === this.bodyStart || start === this.entries.length) continue;
      const top = this.entries[start]?.y ?? this.y;
      if (this.y - top + height > this.geometry.bottom - this.geometry.top + TOLERANCE) continue;
      const moved = this.page?.takeFrom(start) ?? [];
      const shift = this.y - top;
      this.y = top;
      this.goOn(moved);
      this.putBack(moved, top);
      this.y += shift;
      return true;
    }
    return false;
  }

  private putBack(moved: readonly Entry[], top: number): void {
    const x = (this.geometry.columns[this.column]?.x ?? 0) + this.left;
    const from = Math.min(...moved.map((entry) => entry.x));
    for (const entry of moved) {
      entry.y += this.y - top;
      entry.x += x - from;
      entry.column = this.column;
      this.page?.add(entry);
    }
  }

  /**
   * Goes on in the next column or on the next page; headers that stand among `moved` come along, those of the first of
   * them are repeated although they may be closed by now.
   */
  private goOn(moved: readonly Entry[] = []): void {
    const isLastColumn = this.column + 1 >= this.geometry.columns.length;
    if (isLastColumn) {
      this.closePage(false);
      this.openPage(false);
    } else {
      this.closeColumn(false);
      this.openColumn(this.column + 1);
    }
    const heads = new Set([...(moved[0]?.heads ?? []), ...this.repeats]);
    this.reprint([...heads].filter(({ entry }) => !entry || !moved.includes(entry)));
  }

  private reprint(headers: readonly Repeat[]): void {
    for (const header of headers) {
      const built = header.print();
      if (!built) continue;
      const leaves = this.room - built.height;
      if (leaves < (this.bottom - this.columnTop) * LEAST_ROOM) continue;
      header.entry = this.put(built);
    }
    this.bodyStart = this.entries.length;
  }

  private openPage(isFirst: boolean): void {
    const { frame } = this;
    if (!frame) return;
    const numbers = this.run.numbering.next();
    const geometry = geometryOf(frame.design, this.run.context, numbers.absolute % 2 === 0);
    this.page = new OpenPage(numbers, geometry, this.run.limits.objects_per_page);
    this.run.scope.state.page = numbers;
    this.column = 0;
    this.y = geometry.top;
    this.y = frame.printHead(isFirst, geometry.top);
    this.columnTop = this.y;
    this.openColumn(0);
  }

  private openBlankPage(): void {
    const { frame } = this;
    if (!frame) return;
    const numbers = this.run.numbering.next();
    const geometry = geometryOf(frame.design, this.run.context, numbers.absolute % 2 === 0);
    this.page = new OpenPage(numbers, geometry, this.run.limits.objects_per_page);
    this.finished.push(this.page);
    this.page = null;
  }

  private openColumn(column: number): void {
    const { frame } = this;
    this.column = column;
    this.y = this.columnTop;
    if (frame) {
      this.y += frame.printColumnHead(this.y);
      this.bottom = this.geometry.bottom - frame.footHeight();
    }
    if (this.bottom <= this.y) this.bottom = Math.max(this.geometry.bottom, this.y + 1);
    this.bodyStart = this.entries.length;
    this.run.shown.clear();
  }

  private closeColumn(isLast: boolean): void {
    const { page, frame } = this;
    if (!page || !frame) return;
    for (const footer of this.footers.toReversed()) {
      const built = footer.print();
      if (built) this.put(built);
    }
    this.run.totals.feedFinished('column', page.contributions(this.column));
    frame.printColumnFoot(page.geometry.is_endless ? this.y : this.bottom);
    page.settle('column', this.column, this.run.device, { is_last_page: isLast });
    this.run.totals.reset('column');
  }

  private closePage(isLast: boolean): void {
    const { page, frame } = this;
    if (!page || !frame) return;
    this.closeColumn(isLast);
    this.run.totals.feedFinished('page', page.contributions(null));
    const end = frame.printFoot(page.geometry.is_endless ? this.y : null);
    if (page.geometry.is_endless) page.height = Math.ceil(end + page.geometry.margin_bottom);
    page.watermark = frame.watermark();
    page.settle('page', null, this.run.device, { is_last_page: isLast });
    this.run.totals.reset('page');
    this.finished.push(page);
    this.page = null;
  }

  private restartNumbers(): void {
    this.run.numbering.restart();
    this.run.waiting.settle('run', null, { is_last_page: false });
  }
}

const EMPTY: Geometry = {
  width: 0,
  height: 0,
  left: 0,
  top: 0,
  bottom: 0,
  margin_bottom: 0,
  is_endless: false,
  columns: [],
};
