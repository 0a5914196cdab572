import type { LayoutObject, TableObject } from '../../model/objects.js';
import { type BandItem, frameOf, type MovingFrame } from '../bands/band-items.js';
import { drawPart, type Grid, type GridCell, grownHeights } from '../grid/grid.js';
import {
  dresser,
  type ObjectPrinter,
  type ObjectRun,
  type ObjectSetting,
  type ObjectTurn,
  ownFrame,
  type Part,
} from './object-printer.js';

type PrinterOf = (object: LayoutObject) => ObjectPrinter;

interface CellPrinter {
  readonly column: number;
  readonly row: number;
  readonly column_span: number;
  readonly row_span: number;
  readonly printers: readonly ObjectPrinter[];
}

/** Prints a fixed grid of cells. Rows of their own size grow with their texts where the band may grow. */
export function tablePrinter(
  object: TableObject,
  setting: ObjectSetting,
  printerOf: PrinterOf,
): ObjectPrinter {
  const dressOf = dresser(setting, object);
  const widths = object.columns.map((column) => column.width);
  const heights = object.rows.map((row) => row.height);
  const cells = cellPrinters(object, widths, heights, printerOf);
  return (run, turn) => {
    const dress = dressOf(run, turn, null);
    if (!dress) return null;
    const filled = cells.map((cell) => filledCell(run, turn, cell, object));
    const grid: Grid = {
      widths,
      heights: grownHeights(heights, filled),
      cells: filled,
    };
    const part = drawPart(grid, [...heights.keys()], [...widths.keys()]);
    const frame = { ...ownFrame(object), width: part.width, height: part.height };
    const back: BandItem = {
      kind: 'box',
      frame: { x: 0, y: 0, width: part.width, height: part.height },
      box: dress.box,
      link: null,
    };
    const hasBox = dress.box.fill ?? dress.box.border;
    return { object, frame, items: hasBox ? [back, ...part.items] : part.items };
  };
}

/** Every cell at its place in the grid; places that a span covers are skipped, whatever stands there. */
function cellPrinters(
  object: TableObject,
  widths: readonly number[],
  heights: readonly number[],
  printerOf: PrinterOf,
): CellPrinter[] {
  const covered = new Set<string>();
  const printers: CellPrinter[] = [];
  object.rows.forEach((line, row) => {
    line.cells.slice(0, widths.length).forEach((cell, column) => {
      if (covered.has(`${row},${column}`)) return;
      const column_span = Math.max(1, Math.min(cell.column_span, widths.length - column));
      const row_span = Math.max(1, Math.min(cell.row_span, heights.length - row));
      for (let y = row; y < row + row_span; y += 1) {
        for (let x = column; x < column + column_span; x += 1) covered.add(`${y},${x}`);
      }
      const width = widths.slice(column, column + column_span).reduce((total, one) => total + one, 0);
      const height = heights.slice(row, row + row_span).reduce((total, one) => total + one, 0);
      const text = { ...cell.text, left: 0, top: 0, width, height };
      printers.push({
        column,
        row,
        column_span,
        row_span,
        printers: [text, ...cell.objects].map((one) => printerOf(one)),
      });
    });
  });
  return printers;
}

function filledCell(run: ObjectRun, turn: ObjectTurn, cell: CellPrinter, table: TableObject): GridCell {
  const isElastic = turn.is_elastic && table.rows[cell.row]?.auto_size === true;
  const parts = cell.printers.flatMap((print) => print(run, { ...turn, is_elastic: isElastic }) ?? []);
  const [text] = parts;
  const { column, row, column_span, row_span } = cell;
  const needs = parts.reduce((most, part) => Math.max(most, part.frame.y + part.frame.height), 0);
  return {
    column,
    row,
    column_span,
    row_span,
    needs: isElastic ? needs : 0,
    draw: (frame) => parts.flatMap((part) => inCell(part, frame, part === text)),
  };
}

/** The text fills its cell; other objects keep their place in it. */
function inCell(part: Part, cell: MovingFrame, fills: boolean): readonly BandItem[] {
  const at = { x: part.frame.x, y: part.frame.y };
  for (const item of part.items) {
    const frame = frameOf(item);
    if (frame === part.frame && fills) Object.assign(frame, cell);
    else Object.assign(frame, { x: frame.x + cell.x, y: frame.y + cell.y });
    if (frame !== part.frame) Object.assign(frame, { x: frame.x + at.x, y: frame.y + at.y });
  }
  return part.items;
}
