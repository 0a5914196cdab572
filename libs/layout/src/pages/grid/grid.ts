import type { BandItem, MovingFrame } from '../bands/band-items.js';

/** A cell of a grid: what stands in it, and over how many columns and rows it reaches. */
export interface GridCell {
  readonly column: number;
  readonly row: number;
  readonly column_span: number;
  readonly row_span: number;
  /** Height the content needs at this width; 0 = the row's own will do. */
  readonly needs: number;
  /** Fills a frame that counts from the grid's corner. */
  draw(frame: MovingFrame): readonly BandItem[];
}

/** Rows and columns in points. */
export interface Grid {
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  readonly cells: readonly GridCell[];
}

/** Heights of rows once each is as high as its cells need; what a spanning cell needs more goes to its last row. */
export function grownHeights(heights: readonly number[], cells: readonly GridCell[]): number[] {
  const grown = [...heights];
  for (const cell of cells) {
    if (cell.row_span === 1) grown[cell.row] = Math.max(grown[cell.row] ?? 0, cell.needs);
  }
  for (const cell of cells) {
    if (cell.row_span === 1) continue;
    const last = Math.min(cell.row + cell.row_span, grown.length) - 1;
    const height = sum(grown, cell.row, last + 1);
    if (cell.needs > height) grown[last] = (grown[last] ?? 0) + cell.needs - height;
  }
  return grown;
}

export function sum(sizes: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let at = from; at < to; at += 1) total += sizes[at] ?? 0;
  return total;
}

/** Items of the cells seen in these rows and columns, from the corner of the first; a cell cut in two is in both parts. */
export function drawPart(
  grid: Grid,
  rows: readonly number[],
  columns: readonly number[],
): { readonly items: BandItem[]; readonly width: number; readonly height: number } {
  const across = offsets(columns, grid.widths);
  const down = offsets(rows, grid.heights);
  const items: BandItem[] = [];
  for (const cell of grid.cells) {
    const horizontal = extent(cell.column, cell.column_span, across, grid.widths);
    const vertical = extent(cell.row, cell.row_span, down, grid.heights);
    if (!horizontal || !vertical) continue;
    const frame = { x: horizontal.at, y: vertical.at, width: horizontal.size, height: vertical.size };
    items.push(...cell.draw(frame));
  }
  const width = columns.reduce((total, column) => total + (grid.widths[column] ?? 0), 0);
  return { items, width, height: rows.reduce((total, row) => total + (grid.heights[row] ?? 0), 0) };
}

function offsets(shown: readonly number[], sizes: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let at = 0;
  for (const one of shown) {
    found.set(one, at);
    at += sizes[one] ?? 0;
  }
  return found;
}

/** The shown part of a span: where it begins and how long it is; null when nothing of it is shown. */
function extent(
  from: number,
  span: number,
  shown: ReadonlyMap<number, number>,
  sizes: readonly number[],
): { at: number; size: number } | null {
  let found: { at: number; size: number } | null = null;
  for (let line = from; line < from + span; line += 1) {
    const at = shown.get(line);
    if (at === undefined) continue;
    found ??= { at, size: 0 };
    found.size += sizes[line] ?? 0;
  }
  return found;
}
