/** Columns and rows of a worksheet in Excel 2007 and later. */
export const MAX_COLUMNS = 16_384;
export const MAX_ROWS = 1_048_576;

/** Letters of a column counted from 0: `A`, `Z`, `AA`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
