import type { DocumentColumn } from './document-content.js';
import { isOn, type Sheet } from './sheet.js';
import { isFigure } from './value-formats.js';

/** A column of a document's lines in its place; points from the left margin. */
export interface PlacedColumn {
  readonly column: DocumentColumn;
  /** Position in the content. */
  readonly index: number;
  readonly left: number;
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
}

/** A column that takes the rest keeps at least this much. */
const MIN_GROW = 90;

/**
 * Columns side by side over the whole width: those that `grow` share what the others leave. Too wide together, the
 * others become narrower in proportion; too narrow without one that grows, wider.
 */
export function placeColumns(columns: readonly DocumentColumn[], sheet: Sheet): PlacedColumn[] {
  const shown = columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => isOn(sheet, column));
  const growing = shown.filter(({ column }) => column.grow).length;
  const fixed = shown.reduce((sum, { column }) => sum + (column.grow ? 0 : column.width), 0);
  const room = sheet.width - growing * MIN_GROW;
  const factor = growing > 0 ? Math.min(1, room / Math.max(fixed, 1)) : sheet.width / fixed;
  const rest = growing > 0 ? (sheet.width - fixed * factor) / growing : 0;
  let left = 0;
  return shown.map(({ column, index }) => {
    const width = column.grow ? rest : column.width * factor;
    const placed = { column, index, left, width, align: column.align ?? alignOf(column) };
    left += width;
    return placed;
  });
}

function alignOf({ format }: DocumentColumn): PlacedColumn['align'] {
  return isFigure(format) ? 'right' : 'left';
}
