/** Beyond what any page holds; keeps a mistaken layout from writing numbers that readers refuse. */
const LIMIT = 100_000;

/** A length as PDF writes it: bounded, never NaN, two decimals. */
export function num(value: number): string {
  return String(Math.round(bounded(value) * 100) / 100);
}

/** An entry of a matrix or a share of one, for which two decimals are too coarse. */
export function fine(value: number): string {
  return String(Math.round(bounded(value) * 100_000) / 100_000);
}

export function bounded(value: number, least: number = -LIMIT, most: number = LIMIT): number {
  return Number.isNaN(value) ? 0 : Math.min(most, Math.max(least, value));
}
