import type { DataBand } from '../../model/bands.js';
import { type BandItem, type BuiltBand, frameOf, type Mark } from '../bands/band-items.js';
import type { BandFlow } from '../flow/band-flow.js';
import type { Contribution } from '../totals/total-board.js';

/** More columns than fit on any paper. */
const MAX_COLUMNS = 200;

/** A row among the columns of its band, from the corner of the block they make. */
interface Cell {
  readonly built: BuiltBand;
  readonly x: number;
  readonly y: number;
}

/** Rows of a data band side by side: gathered into blocks, each placed as one band. */
export class ColumnCollector {
  readonly width: number;
  /** A block has been placed. */
  has_placed = false;
  private readonly count: number;
  private cells: Cell[] = [];
  private column = 0;
  private y = 0;
  private rowsInColumn = 0;
  private height = 0;

  constructor(
    private readonly data: DataBand,
    private readonly flow: BandFlow,
    /** Rows there will be, where that is known: columns that go down are made equally long. */
    private readonly expected: number | null,
  ) {
    this.count = Math.min(data.columns.count, MAX_COLUMNS);
    this.width = data.columns.width || flow.width / this.count;
  }

  add(built: BuiltBand): void {
    if (this.data.columns.layout === 'across_then_down') this.addAcross(built);
    else this.addDown(built);
  }

  /** Places what has been gathered. */
  flush(): void {
    const { cells, height } = this;
    if (cells.length === 0) return;
    this.cells = [];
    this.column = 0;
    this.y = 0;
    this.rowsInColumn = 0;
    this.height = 0;
    this.flow.place(blockOf(cells, height), { ...this.data.band, breaks_at_last: false });
    this.has_placed = true;
  }

  private addAcross(built: BuiltBand): void {
    this.put(built, 0);
    this.column += 1;
    if (this.column === this.count) this.flush();
  }

  private addDown(built: BuiltBand): void {
    const isFull = this.rowsInColumn >= this.rowsWanted() || this.y + built.height > this.flow.room;
    if (isFull && this.rowsInColumn > 0) {
      this.column += 1;
      this.y = 0;
      this.rowsInColumn = 0;
      if (this.column === this.count) this.flush();
    }
    this.put(built, this.y);
    this.y += built.height;
    this.rowsInColumn += 1;
  }

  private rowsWanted(): number {
    const equal = this.expected === null ? Number.POSITIVE_INFINITY : Math.ceil(this.expected / this.count);
    return Math.max(equal, this.data.columns.min_rows);
  }

  private put(built: BuiltBand, y: number): void {
    this.cells.push({ built, x: this.column * this.width, y });
    this.height = Math.max(this.height, y + built.height);
  }
}

function blockOf(cells: readonly Cell[], height: number): BuiltBand {
  const items: BandItem[] = [];
  const marks: Mark[] = [];
  const contributions: Contribution[] = [];
  for (const { built, x, y } of cells) {
    for (const item of built.items) {
      const frame = frameOf(item);
      frame.x += x;
      frame.y += y;
      items.push(item);
    }
    for (const mark of built.marks) marks.push({ ...mark, y: mark.y + y });
    contributions.push(...built.contributions);
  }
  return { band: null, height, items, marks, contributions };
}
