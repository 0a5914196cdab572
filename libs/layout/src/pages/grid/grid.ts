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

/** Rows and columns in points; the first `header_rows` and `header_columns` are repeated where the grid continues. */
export interface Grid {
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  readonly cells: readonly GridCell[];
  readonly header_rows: number;
  readonly header_columns: number;
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

/** Items of the cells that begin in these rows and columns, from the corner of the first; spans end with the part. */
export function drawPart(
  grid: Grid,
  rows: readonly number[],
  columns: readonly number[],
): { readonly items: BandItem[]; readonly width: number; readonly height: number } {
  const lefts = offsets(columns, grid.widths);
  const tops = offsets(rows, grid.heights);
  const items: BandItem[] = [];
  for (const cell of grid.cells) {
    const x = lefts.get(cell.column);
    const y = tops.get(cell.row);
    if (x === undefined || y === undefined) continue;
    const width = spanned(cell.column, cell.column_span, lefts, grid.widths);
    const height = spanned(cell.row, cell.row_span, tops, grid.heights);
    items.push(...cell.draw({ x, y, width, height }));
  }
  return {
    items,
    width: columns.reduce((total, column) => total + (grid.widths[column] ?? 0), 0),
    height: rows.reduce((total, row) => total + (grid.heights[row] ?? 0), 0),
  };
}

function offsets(shown: readonly number[], sizes: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  let at = 0;
  for (const one of shown) {
    found.set(one, at);
    at += sizes[one] ?? 0;
  }
  return found;
}

function spanned(
  from: number,
  span: number,
  shown: ReadonlyMap<number, number>,
  sizes: readonly number[],
): number {
  let total = 0;
  for (let at = from; at < from + span && shown.has(at); at += 1) total += sizes[at] ?? 0;
  return total;
}
