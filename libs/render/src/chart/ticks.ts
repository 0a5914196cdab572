/** Figures at which an axis is marked, ascending; the first and the last bound it. */
export interface Ticks {
  readonly values: readonly number[];
  /** Fraction digits that tell neighbours apart. */
  readonly digits: number;
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round figures from at or below `low` to at or above `high`, about `wanted` intervals. */
export function niceTicks(low: number, high: number, wanted: number): Ticks {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / Math.max(1, wanted);
  const power = Math.floor(Math.log10(rough));
  const factor = STEPS.find((step) => step * 10 ** power >= rough * 0.999) ?? 10;
  const step = factor * 10 ** power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const digits = Math.min(20, Math.max(0, -power + (factor === 2.5 ? 1 : 0)));
  const values = Array.from({ length: last - first + 1 }, (_, at) =>
    Number(((first + at) * step).toFixed(digits)),
  );
  return { values, digits };
}

/** How far along its axis a figure stands, 0 to 1. */
export function shareOf({ values }: Ticks, value: number): number {
  const low = values[0] ?? 0;
  const high = values.at(-1) ?? 1;
  return (value - low) / (high - low);
}
