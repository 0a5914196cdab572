import type { TextLook } from '../model/objects.js';
import type { Typesetter } from '../pages/device.js';
import type { PlacedText } from '../pages/placed.js';
import type { FilledCell, FilledColumn, FilledGrid } from './filled-grid.js';

const NO_FRAME = { x: 0, y: 0, width: 0, height: 0 };
/** Texts whose size is remembered: headers and equal figures come often. */
const MAX_KNOWN = 20_000;

/**
 * Gives columns and rows of automatic size what their texts need; what a spanning cell needs more goes to the last of its
 * columns or rows that may grow. `lookOf` is the look in which a cell will be drawn.
 */
export function fitGrid(
  grid: FilledGrid,
  typesetter: Pick<Typesetter, 'width' | 'height'>,
  lookOf: (cell: FilledCell) => TextLook = (cell) => cell.template.text.look,
): FilledGrid {
  const widths = grid.columns.map((column) => (column.auto_size ? column.min : column.width));
  const heights = grid.rows.map((row) => (row.auto_size ? 0 : row.height));
  const known = new Map<TextLook, Map<string, number>>();

  const size = (cell: FilledCell, width: number | null): number => {
    const look = lookOf(cell);
    let sizes = known.get(look);
    if (!sizes) known.set(look, (sizes = new Map()));
    const key = `${width ?? ''} ${cell.template.text.markup} ${cell.text}`;
    let found = sizes.get(key);
    if (found === undefined) {
      const text = placed(cell, look);
      found = width === null ? typesetter.width(text) : typesetter.height(text, width);
      if (sizes.size < MAX_KNOWN) sizes.set(key, found);
    }
    return found;
  };

  const columnCells = grid.cells.map((cell) => ({ from: cell.column, span: cell.column_span, cell }));
  stretch(widths, grid.columns, columnCells, (cell) => size(cell, null), limitOf);
  const rowCells = grid.cells.map((cell) => ({ from: cell.row, span: cell.row_span, cell }));
  const height = (cell: FilledCell): number => size(cell, total(widths, cell.column, cell.column_span));
  stretch(heights, grid.rows, rowCells, height, () => Infinity);

  return {
    ...grid,
    columns: grid.columns.map((column, at) => ({ ...column, width: widths[at] ?? column.width })),
    rows: grid.rows.map((row, at) => ({ ...row, height: heights[at] ?? row.height })),
  };
}

interface Stretched {
  readonly from: number;
  readonly span: number;
  readonly cell: FilledCell;
}

/** First cells of one line, then those that span several. */
function stretch<Line extends { readonly auto_size: boolean }>(
  sizes: number[],
  lines: readonly Line[],
  cells: readonly Stretched[],
  needs: (cell: FilledCell) => number,
  limit: (line: Line) => number,
): void {
  for (const isSpanning of [false, true]) {
    for (const { from, span, cell } of cells) {
      if (span > 1 !== isSpanning || cell.text === '') continue;
      const last = lastGrowing(lines, from, span);
      const line = lines[last];
      if (!line) continue;
      const missing = needs(cell) - total(sizes, from, span);
      if (missing > 0) sizes[last] = Math.min((sizes[last] ?? 0) + missing, limit(line));
    }
  }
}

function lastGrowing(lines: readonly { readonly auto_size: boolean }[], from: number, span: number): number {
  for (let at = from + span - 1; at >= from; at--) if (lines[at]?.auto_size) return at;
  return -1;
}

function limitOf(column: FilledColumn): number {
  return column.max !== null && column.max > 0 ? column.max : Infinity;
}

function total(sizes: readonly number[], from: number, span: number): number {
  let sum = 0;
  for (let at = from; at < from + span; at++) sum += sizes[at] ?? 0;
  return sum;
}

function placed({ template: { text }, text: said }: FilledCell, look: TextLook): PlacedText {
  return { kind: 'text', frame: NO_FRAME, box: text.box, link: null, text: said, markup: text.markup, look };
}
