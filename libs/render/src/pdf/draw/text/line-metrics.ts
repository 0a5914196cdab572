/** Height of a line in font sizes, close to that of the fonts that layouts are designed with (Arial 1.15, Tahoma 1.21). */
export const LINE_HEIGHT = 1.2;
const BASELINE = 0.93;
/** Scripts with marks above and below each other need more. */
const TALL = /[\u0590-\u08ff\u0e00-\u0e7f\ufb1d-\ufdff\ufe70-\ufefc]/;
const TALL_HEIGHT = 1.42;
const TALL_BASELINE = 1.07;

export interface LineMetrics {
  /** Points. */
  readonly height: number;
  /** From the top of the line to the foot of its letters, in points. */
  readonly baseline: number;
}

/** What a line of letters of a size takes; `text` says of which script they are. */
export function lineMetrics(text: string, size: number): LineMetrics {
  return TALL.test(text)
    ? { height: size * TALL_HEIGHT, baseline: size * TALL_BASELINE }
    : { height: size * LINE_HEIGHT, baseline: size * BASELINE };
}
