import { parseExpression } from '../../expressions/parse-expression.js';
import { staticText } from '../../expressions/parse-text-template.js';
import type { MatrixLevel, MatrixMeasure } from '../../model/matrix.js';
import type { MatrixDesign, TableCell } from '../../model/objects.js';
import type { ValuePattern } from '../../model/value-pattern.js';
import type { FilledGrid } from '../filled-grid.js';
import { templateCell } from '../template-cells.js';
import { templateShape } from '../template-shape.js';

const EMPTY = { columns: [], rows: [] };

export function level(name: string, more: Partial<MatrixLevel> = {}): MatrixLevel {
  const value = parseExpression(name);
  return { value, sort: 'asc', has_total: true, totals_first: false, page_break: false, ...more };
}

export function measure(name: string, more: Partial<MatrixMeasure> = {}): MatrixMeasure {
  return { value: parseExpression(name), aggregate: 'sum', percent_of: 'none', ...more };
}

/** A cell that says where in the template it stands, such as `r1c2`. */
function cellAt(row: number, column: number, format: ValuePattern): TableCell {
  const { text, ...rest } = templateCell(EMPTY, row, column);
  return {
    ...rest,
    text: { ...text, name: `r${row}c${column}`, text: staticText(`r${row}c${column}`), format },
  };
}

/** A matrix whose template is as large as it must be; columns are 50 points wide, rows 20 high. */
export function matrix(
  some: Pick<MatrixDesign, 'rows' | 'columns' | 'measures'> & Partial<MatrixDesign>,
  format: ValuePattern = { kind: 'general' },
): MatrixDesign {
  const design = {
    source: null,
    filter: null,
    measures_side_by_side: false,
    show_title: false,
    auto_size: false,
    repeat_headers: true,
    flow: 'across' as const,
    even_style_priority: 'rows' as const,
    ...some,
  };
  const shape = templateShape(design);
  const columns = Array.from({ length: shape.columns.length }, () => ({
    width: 50,
    auto_size: false,
    min: 0,
    max: null,
  }));
  const rows = Array.from({ length: shape.rows.length }, (_, row) => ({
    height: 20,
    auto_size: false,
    cells: columns.map((_column, column) => cellAt(row, column, format)),
  }));
  return { ...design, grid: { columns, rows } };
}

/** The texts of a grid as a table; places under a span are `·`. */
export function textsOf(grid: FilledGrid): string[][] {
  const table = grid.rows.map(() => grid.columns.map(() => '·'));
  for (const { row, column, text } of grid.cells) table[row]![column] = text;
  return table;
}

/** Every place of the grid that is covered twice or not at all. */
export function misfits(grid: FilledGrid): string[] {
  const count = grid.rows.map(() => grid.columns.map(() => 0));
  for (const { row, column, row_span, column_span } of grid.cells) {
    for (let y = row; y < row + row_span; y++) {
      for (let x = column; x < column + column_span; x++) count[y]![x]! += 1;
    }
  }
  return count.flatMap((line, y) => line.flatMap((times, x) => (times === 1 ? [] : [`${y},${x}: ${times}`])));
}
