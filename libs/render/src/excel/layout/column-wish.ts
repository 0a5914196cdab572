import type { CellStyle, FileDate } from '@galley/layout';
import { numberFormatOf } from '../number-format.js';
import { KIND_OF, KIND, type ColumnWish } from '../sheet-column.js';
import { lookOf } from './cell-look.js';
import { type CodeCulture, patternCode } from './pattern-code.js';
import type { ShownColumn } from './shown-table.js';

/** How a column is written in a style: as its author says, and where they say nothing, as columns of its type are. */
export function columnWish(
  { column, design }: ShownColumn,
  style: CellStyle | null,
  date: FileDate,
  culture: CodeCulture,
): ColumnWish {
  const look = { ...lookOf(style), ...(design?.align && { align: design.align }) };
  return { look, format: formatOf(column, design?.format ?? null, date, culture) };
}

function formatOf(
  column: ShownColumn['column'],
  pattern: NonNullable<ShownColumn['design']>['format'],
  date: FileDate,
  culture: CodeCulture,
): string | null {
  const kind = KIND_OF[column.type];
  if (pattern === null || kind === KIND.text || kind === KIND.boolean) return null;
  // Without more, per cent takes the figure as datasets hold it: 83.3, not 0.833.
  if (pattern.kind === 'percent' && kind === KIND.number && pattern.digits === null) {
    return numberFormatOf({ ...column, format: 'percent' }, date);
  }
  return patternCode(pattern, kind === KIND.number ? 'number' : 'date', date, culture);
}
