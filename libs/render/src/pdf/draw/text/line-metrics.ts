/** Height of a line in font sizes, close to that of the fonts that layouts are designed with (Arial 1.15, Tahoma 1.21). */
export const LINE_HEIGHT = 1.2;
/** From the top of a line to the foot of its letters, alike in all scripts so that texts side by side stand level. */
export const BASELINE = 0.93;
/** Scripts with marks above and below each other, and what they need between two lines, in font sizes. */
const TALL = /[\u0590-\u08ff\u0e00-\u0e7f\ufb1d-\ufdff\ufe70-\ufefc]/;
const TALL_LEAD = 0.22;

/** Points that letters of a size want between their line and the next, besides the height of the lines. */
export function leadOf(text: string, size: number): number {
  return TALL.test(text) ? size * TALL_LEAD : 0;
}
