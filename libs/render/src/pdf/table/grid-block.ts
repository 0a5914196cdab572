import type { FilledCell, FilledGrid } from '@galley/layout';
import { drawItem } from '../draw/draw-item.js';
import type { PageSet } from './page-set.js';

/** Points below a grid. */
const GAP = 8;

/** Lines of a grid that follow each other: rows on a page, or columns across it. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Draws a filled crosstab over as many pages as it takes: columns that have no room across stand below the others, headers
 * are repeated wherever it continues.
 */
export function drawGrid(pages: PageSet, grid: FilledGrid): void {
  const { left, right, top, bottom } = pages.geometry;
  const cells = new CellsByRow(grid);
  const widths = grid.columns.map(({ width }) => width);
  const heights = grid.rows.map(({ height }) => height);
  const fixed = { from: 0, to: grid.fixed_columns };
  const head = { from: 0, to: grid.fixed_rows };
  const headHeight = sum(heights, head);
  for (const across of pieces(widths, fixed.to, right - left - sum(widths, fixed))) {
    const columns = new Lines(widths, [fixed, across]);
    let at = head.to;
    do {
      pages.ensure(headHeight + Math.min(heights[at] ?? 0, top - bottom - headHeight));
      const to = Math.max(at + 1, reach(heights, at, pages.y - bottom - headHeight));
      const shown = { from: at, to: Math.min(to, heights.length) };
      const rows = new Lines(heights, [head, shown]);
      for (const span of [head, shown]) {
        for (const cell of cells.within(span)) drawCell(pages, cell, rows, columns);
      }
      pages.y -= headHeight + sum(heights, shown);
      at = shown.to;
      if (at < heights.length) pages.turn();
    } while (at < heights.length);
    pages.y -= GAP;
  }
}

/** The cells of a grid by the rows on which they are seen. */
class CellsByRow {
  private readonly starting = new Map<number, FilledCell[]>();
  private readonly tall: FilledCell[] = [];

  constructor({ cells }: FilledGrid) {
    for (const cell of cells) {
      const row = this.starting.get(cell.row);
      if (row) row.push(cell);
      else this.starting.set(cell.row, [cell]);
      if (cell.row_span > 1) this.tall.push(cell);
    }
  }

  /** Cells that begin within rows, and before them those that continue in them. */
  *within({ from, to }: Span): Generator<FilledCell> {
    for (const cell of this.tall) if (cell.row < from && cell.row + cell.row_span > from) yield cell;
    for (let row = from; row < to; row++) yield* this.starting.get(row) ?? [];
  }
}

/** The lines of one axis that are drawn, one span behind the other. */
class Lines {
  constructor(
    private readonly sizes: readonly number[],
    private readonly spans: readonly Span[],
  ) {}

  /** Where a cell begins and how large it is as far as it is drawn; null when it is not. */
  place(from: number, count: number): { readonly start: number; readonly size: number } | null {
    let before = 0;
    let start: number | null = null;
    let size = 0;
    for (const span of this.spans) {
      const first = Math.max(from, span.from);
      const shared = { from: first, to: Math.min(from + count, span.to) };
      if (shared.from < shared.to) {
        start ??= before + sum(this.sizes, { from: span.from, to: first });
        size += sum(this.sizes, shared);
      }
      before += sum(this.sizes, span);
    }
    return start === null ? null : { start, size };
  }
}

function drawCell(pages: PageSet, cell: FilledCell, rows: Lines, columns: Lines): void {
  const [panel] = pages.panels;
  const down = rows.place(cell.row, cell.row_span);
  const across = columns.place(cell.column, cell.column_span);
  if (!panel || !down || !across) return;
  const { left, right, layout } = pages.geometry;
  const { text } = cell.template;
  drawItem(panel.pen, {
    kind: 'text',
    box: text.box,
    link: null,
    text: cell.text,
    markup: text.markup,
    look: text.look,
    frame: {
      x: layout.direction === 'rtl' ? right - across.start - across.size : left + across.start,
      y: panel.pen.pageHeight - pages.y + down.start,
      width: across.size,
      height: down.size,
    },
  });
}

/** Columns after the fixed ones, as many together as have room; at least one. */
function pieces(sizes: readonly number[], from: number, room: number): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < sizes.length;) {
    const to = Math.max(at + 1, reach(sizes, at, room));
    spans.push({ from: at, to });
    at = to;
  }
  return spans.length > 0 ? spans : [{ from, to: from }];
}

/** How far the sizes from `at` on fit into a room. */
function reach(sizes: readonly number[], at: number, room: number): number {
  let left = room;
  let to = at;
  while (to < sizes.length && (sizes[to] ?? 0) <= left + 0.01) left -= sizes[to++] ?? 0;
  return to;
}

function sum(sizes: readonly number[], { from, to }: Span): number {
  let total = 0;
  for (let at = from; at < to; at++) total += sizes[at] ?? 0;
  return total;
}
