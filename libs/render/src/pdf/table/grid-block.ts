import type { FilledCell, FilledGrid } from '@galley/layout';
import { drawItem } from '../draw/draw-item.js';
import type { PageSet } from './page-set.js';

/** Lines of a grid that stand side by side: rows on a page, or columns across it. */
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
  const widths = grid.columns.map(({ width }) => width);
  const heights = grid.rows.map(({ height }) => height);
  const fixed = { from: 0, to: grid.fixed_columns };
  const head = { from: 0, to: grid.fixed_rows };
  const headHeight = sum(heights, head);
  for (const across of pieces(widths, fixed.to, right - left - sum(widths, fixed))) {
    let at = head.to;
    do {
      const first = Math.min(heights[at] ?? 0, top - bottom - headHeight);
      pages.ensure(headHeight + first);
      const room = pages.y - bottom - headHeight;
      const down = { from: at, to: Math.max(at + 1, reach(heights, at, room)) };
      const shown = { from: at, to: Math.min(down.to, heights.length) };
      for (const rows of [head, shown]) {
        for (const columns of [fixed, across])
          drawPart(pages, grid, rows, columns, { rows: [head, shown], columns: [fixed, across] });
      }
      pages.y -= headHeight + sum(heights, shown);
      at = shown.to;
      if (at < heights.length) pages.turn();
    } while (at < heights.length);
    pages.y -= GAP;
  }
}

const GAP = 8;

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

interface Drawn {
  readonly rows: readonly Span[];
  readonly columns: readonly Span[];
}

/** Draws the cells of one corner; a cell that continues beyond it is drawn as far as it reaches. */
function drawPart(pages: PageSet, grid: FilledGrid, rows: Span, columns: Span, drawn: Drawn): void {
  const [panel] = pages.panels;
  if (!panel) return;
  const { left, right, layout } = pages.geometry;
  const widths = grid.columns.map(({ width }) => width);
  const heights = grid.rows.map(({ height }) => height);
  for (const cell of grid.cells) {
    const down = overlap(cell.row, cell.row_span, rows);
    const across = overlap(cell.column, cell.column_span, columns);
    if (!down || !across) continue;
    const width = sum(widths, across);
    const start = offset(widths, across.from, drawn.columns);
    const x = layout.direction === 'rtl' ? right - start - width : left + start;
    const y = panel.pen.pageHeight - pages.y + offset(heights, down.from, drawn.rows);
    drawItem(panel.pen, { ...placed(cell), frame: { x, y, width, height: sum(heights, down) } });
  }
}

function placed({ template: { text }, text: said }: FilledCell) {
  return {
    kind: 'text',
    box: text.box,
    link: null,
    text: said,
    markup: text.markup,
    look: text.look,
  } as const;
}

function overlap(from: number, span: number, within: Span): Span | null {
  const shared = { from: Math.max(from, within.from), to: Math.min(from + span, within.to) };
  return shared.from < shared.to ? shared : null;
}

/** Where a line begins among those that are drawn. */
function offset(sizes: readonly number[], line: number, drawn: readonly Span[]): number {
  let before = 0;
  for (const span of drawn) {
    if (line >= span.from && line < span.to) return before + sum(sizes, { from: span.from, to: line });
    before += sum(sizes, span);
  }
  return before;
}

function sum(sizes: readonly number[], { from, to }: Span): number {
  let total = 0;
  for (let at = from; at < to; at++) total += sizes[at] ?? 0;
  return total;
}
