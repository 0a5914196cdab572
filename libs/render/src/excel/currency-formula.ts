import type { Aggregate } from '@galley/dataset';
import type { RowRange } from './subtotal-formula.js';
import { placeOf } from './subtotal-formula.js';

/** Characters of a formula (Excel's specifications and limits: 8,192). */
export const MAX_FORMULA = 8000;

/**
 * The business units of a currency as a condition of SUMIF, an array constant of texts. Null where a spreadsheet would
 * take one of them for a unit of another currency: it compares without case, and digits as numbers.
 */
export function unitsCriterion(own: readonly string[], others: readonly string[]): string | null {
  const taken = new Set(others.map(asCompared));
  if (own.some((unit) => taken.has(asCompared(unit)))) return null;
  const texts = own.map((unit) => {
    const exact = unit.replace(/[~*?]/g, '~$&').replaceAll('"', '""');
    return `"${/^[=<>]/.test(unit) ? '=' : ''}${exact}"`;
  });
  return `{${texts.join(',')}}`;
}

/**
 * A live formula for a total over those of the rows whose first column meets a criterion, or null where Excel has none
 * that every version computes. Footers inside the rows name no business unit there, so they are not counted again.
 */
export function currencyFormula(
  aggregate: Aggregate,
  letters: string,
  ranges: readonly RowRange[],
  criterion: string,
): string | null {
  const sums = ranges.map((range) => {
    const { units, values } = cellsOf(range, letters);
    return `SUM(SUMIF(${units},${criterion},${values}))`;
  });
  const formula = aggregate === 'sum' ? sums.join('+') : null;
  if (aggregate !== 'avg') return formula && formula.length <= MAX_FORMULA ? formula : null;
  const counts = ranges.map((range) => {
    const { units, values } = cellsOf(range, letters);
    return `SUM(COUNTIFS(${units},${criterion},${values},"<>"))`;
  });
  const average = `(${sums.join('+')})/(${counts.join('+')})`;
  return average.length <= MAX_FORMULA ? average : null;
}

function cellsOf({ sheet, first, last }: RowRange, letters: string): { units: string; values: string } {
  const place = placeOf(sheet);
  return { units: `${place}$A$${first}:$A$${last}`, values: `${place}${letters}${first}:${letters}${last}` };
}

function asCompared(unit: string): string {
  const number = Number(unit);
  return unit.trim() !== '' && Number.isFinite(number) ? String(number) : unit.toLowerCase();
}
