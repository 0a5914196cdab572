import type { PlacedText } from '../pages/placed.js';
import type { FilledCell, FilledColumn, FilledGrid } from './filled-grid.js';
import { fitGrid } from './fit-grid.js';
import { templateCell } from './template-cells.js';

/** Letters 5 points wide in lines 10 high. */
const typesetter = {
  width: ({ text, look }: PlacedText) => text.length * 5 * (look.font.bold ? 2 : 1),
  height: ({ text }: PlacedText, width: number) => Math.ceil((text.length * 5) / width) * 10,
};

const AUTO: FilledColumn = { width: 50, auto_size: true, min: 20, max: 60, page_break: false };
const FIXED: FilledColumn = { ...AUTO, auto_size: false };
const AUTO_ROW = { height: 20, auto_size: true, page_break: false };

function cell(row: number, column: number, text: string, column_span = 1, row_span = 1): FilledCell {
  const template = templateCell({ columns: [], rows: [] }, 0, 0);
  return { row, column, column_span, row_span, template, value: text, text, is_even: false };
}

function sizes(
  columns: FilledGrid['columns'],
  rows: FilledGrid['rows'],
  cells: readonly FilledCell[],
): [number[], number[]] {
  const grid = fitGrid(
    {
      columns,
      rows,
      cells,
      fixed_rows: 0,
      fixed_columns: 0,
      total_rows: new Map(),
      total_columns: new Map(),
    },
    typesetter,
  );
  return [grid.columns.map(({ width }) => width), grid.rows.map(({ height }) => height)];
}

describe('sizes of a filled grid', () => {
  it('follow the longest text of a column, within its bounds, and the lines it breaks into', () => {
    const cells = [cell(0, 0, 'eight let'), cell(1, 0, 'a'), cell(0, 1, 'a'), cell(1, 1, 'x'.repeat(24))];
    expect(sizes([AUTO, AUTO], [AUTO_ROW, AUTO_ROW], cells)).toEqual([
      [45, 60],
      [10, 20],
    ]);
  });

  it('stay where they are fixed', () => {
    const row = { ...AUTO_ROW, auto_size: false };
    expect(sizes([FIXED], [row], [cell(0, 0, 'x'.repeat(100))])).toEqual([[50], [20]]);
  });

  it('give what a spanning cell needs to its last line that may grow', () => {
    const cells = [cell(0, 0, 'x'.repeat(20), 3), cell(1, 0, 'ab'), cell(1, 1, 'ab'), cell(1, 2, 'ab')];
    const unbound = { ...AUTO, max: null };
    expect(sizes([unbound, unbound, FIXED], [AUTO_ROW, AUTO_ROW], cells)[0]).toEqual([20, 30, 50]);
    const tall = [cell(0, 0, 'x'.repeat(40), 1, 2), cell(0, 1, 'a'), cell(1, 1, 'a')];
    expect(sizes([FIXED, FIXED], [AUTO_ROW, AUTO_ROW], tall)[1]).toEqual([10, 30]);
  });

  it('are those of the look in which the cell will be drawn', () => {
    const { look } = templateCell({ columns: [], rows: [] }, 0, 0).text;
    const bold = { ...look, font: { ...look.font, bold: true } };
    const grid = {
      columns: [AUTO],
      rows: [AUTO_ROW],
      cells: [cell(0, 0, 'abcde')],
      fixed_rows: 0,
      fixed_columns: 0,
      total_rows: new Map(),
      total_columns: new Map(),
    };
    expect(fitGrid(grid, typesetter, () => bold).columns[0]?.width).toBe(50);
  });
});
