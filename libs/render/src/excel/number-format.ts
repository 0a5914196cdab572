import type { Column } from '@galley/dataset';
import { type FileDate, parseDatePattern } from '@galley/layout';

/** Excel's format code of a column: by its hint, its type and its scale. */
export function numberFormatOf(column: Column, date: FileDate): string {
  switch (column.type) {
    case 'integer':
      // Values are points of per cent; Excel's own % would take them for parts of one.
      if (column.format === 'percent') return '0"%"';
      // Years, line and account numbers are dimensions: they are not read in thousands.
      return column.role === 'measure' ? '#,##0' : '0';
    case 'decimal':
      return decimalFormat(column);
    case 'date':
      return hinted(column.format) ?? dateFormat(date);
    case 'timestamp':
      return hinted(column.format) ?? `${dateFormat(date)} hh:mm:ss`;
    case 'boolean':
      // Excel shows TRUE and FALSE in its own language whatever the format; others would show 1 and 0.
      return '"TRUE";"TRUE";"FALSE"';
    default:
      return 'General';
  }
}

function decimalFormat(column: Column): string {
  const scale = column.scale ?? (column.format === 'money' ? 2 : null);
  // Values are points of per cent; Excel's own % would take them for parts of one.
  if (column.format === 'percent') return `0${fraction(scale ?? 2)}"%"`;
  if (column.format === 'quantity' && scale !== null && scale > 2) {
    // Zeros of a `numeric(18,4)` say nothing beyond two; digits that say something stay in sight.
    return `#,##0.00${'#'.repeat(Math.min(scale, 30) - 2)}`;
  }
  if (scale !== null) return `#,##0${fraction(scale)}`;
  return column.role === 'measure' ? '#,##0.00####' : 'General';
}

/** Excel shows at most 30 decimals. */
function fraction(scale: number): string {
  return scale > 0 ? `.${'0'.repeat(Math.min(scale, 30))}` : '';
}

function dateFormat(pattern: FileDate): string {
  const parts = pattern.order === 'dmy' ? ['dd', 'mm', 'yyyy'] : ['yyyy', 'mm', 'dd'];
  return parts.join(`\\${pattern.separator}`);
}

/** A hint such as `yyyy-MM-dd HH:mm` in Excel's letters, which tells months from minutes by their place. */
function hinted(hint: string | null): string | null {
  if (!hint || !parseDatePattern(hint)) return null;
  return hint.replace(/[A-Za-z]+|[^A-Za-z]/g, (part) =>
    /[A-Za-z]/.test(part) ? part.toLowerCase() : `\\${part}`,
  );
}
