import type { Aggregate } from '@galley/dataset';

/** Rows `first` to `last` of a sheet; a group that runs over the end of a sheet has several. */
export interface RowRange {
  /** Name of the sheet, or null for the sheet of the formula itself. */
  readonly sheet: string | null;
  readonly first: number;
  readonly last: number;
}

const SUM = 9;
const COUNT_NUMBERS = 2;
const COUNT_ALL = 3;
const MAX = 4;
const MIN = 5;

/**
 * A live formula for a total over rows, or null where Excel has none. SUBTOTAL leaves out the subtotals
 * inside its range and the rows that a filter hides.
 */
export function subtotalFormula(
  aggregate: Aggregate,
  letters: string,
  ranges: readonly RowRange[],
): string | null {
  const of = (code: number): string[] =>
    ranges.map(({ sheet, first, last }) => {
      return `SUBTOTAL(${code},${placeOf(sheet)}${letters}${first}:${letters}${last})`;
    });
  const added = (code: number): string => of(code).join('+');
  switch (aggregate) {
    case 'sum':
      return added(SUM);
    case 'count':
      return added(COUNT_ALL);
    case 'avg':
      if (ranges.length === 1) return of(1).join('');
      return `(${added(SUM)})/(${added(COUNT_NUMBERS)})`;
    case 'min':
      return ranges.length === 1 ? added(MIN) : `MIN(${of(MIN).join(',')})`;
    case 'max':
      return ranges.length === 1 ? added(MAX) : `MAX(${of(MAX).join(',')})`;
    default:
      return null;
  }
}

/** What stands before a range of another sheet. */
export function placeOf(sheet: string | null): string {
  return sheet === null ? '' : `'${sheet.replaceAll("'", "''")}'!`;
}
