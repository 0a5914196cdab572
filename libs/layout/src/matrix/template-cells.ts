import type { Font } from '../model/appearance.js';
import type { MatrixGrid, TableCell } from '../model/objects.js';
import { textAt } from '../model/plain-objects.js';
import { staticText } from '../expressions/parse-text-template.js';
import type { FilledColumn, FilledRow } from './filled-grid.js';

const FONT: Font = {
  family: 'Arial',
  size: 9,
  bold: false,
  italic: false,
  underline: false,
  strikeout: false,
};
const BLACK = { red: 0, green: 0, blue: 0, alpha: 1 };
const WIDTH = 60;
const HEIGHT = 15;

const PLAIN_TEXT = textAt(
  '',
  { left: 0, top: 0, width: WIDTH, height: HEIGHT },
  {
    text: staticText(''),
    font: FONT,
    color: BLACK,
    vertical: 'center',
    padding: { left: 2, top: 1, right: 2, bottom: 1 },
    wrap: true,
  },
  { shift: 'never' },
);

/** Where a template is smaller than its matrix needs. */
const PLAIN_CELL: TableCell = { text: PLAIN_TEXT, column_span: 1, row_span: 1, objects: [] };

export function templateCell(grid: MatrixGrid, row: number, column: number): TableCell {
  return grid.rows[row]?.cells[column] ?? PLAIN_CELL;
}

/** A size of its own is kept; without one, or where the template says so, content decides. */
export function templateColumn(
  grid: MatrixGrid,
  column: number,
  isAuto: boolean,
  page_break: boolean,
): FilledColumn {
  const { width, auto_size, min, max } = grid.columns[column] ?? {
    width: 0,
    auto_size: false,
    min: 0,
    max: null,
  };
  const isSized = width > 0 || !isAuto;
  return { width: width || WIDTH, auto_size: auto_size || !isSized, min, max, page_break };
}

export function templateRow(grid: MatrixGrid, row: number, isAuto: boolean, page_break: boolean): FilledRow {
  const { height, auto_size } = grid.rows[row] ?? { height: 0, auto_size: false };
  const isSized = height > 0 || !isAuto;
  return { height: height || HEIGHT, auto_size: auto_size || !isSized, page_break };
}
