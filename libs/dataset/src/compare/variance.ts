import { formatDecimal, parseDecimal, tenTo, unitsAt, type Decimal } from '../totals/decimal.js';

/** Fraction digits of a variance in percent. */
export const PERCENT_SCALE = 2;

/** `current − prior`, exact; what is absent on one side counts as nothing there. Null when absent on both, or not finite. */
export function varianceOf(current: string | null, prior: string | null): string | null {
  if (current === null && prior === null) return null;
  const a = finite(current ?? '0');
  const b = finite(prior ?? '0');
  if (!a || !b) return null;
  const scale = Math.max(a.scale, b.scale);
  return formatDecimal({ units: unitsAt(a, scale) - unitsAt(b, scale), scale });
}

/**
 * The variance in percent of the prior figure's size, rounded half away from zero; positive = more than before. Null
 * where there is nothing to take a share of: no prior figure, or zero.
 */
export function variancePercent(current: string | null, prior: string | null): string | null {
  const base = prior === null ? null : finite(prior);
  const difference = varianceOf(current, prior);
  const change = difference === null ? null : finite(difference);
  if (!base || !change || base.units === 0n || current === null) return null;
  const scale = Math.max(change.scale, base.scale);
  const parts = unitsAt(change, scale) * tenTo(2 + PERCENT_SCALE);
  const whole = magnitude(unitsAt(base, scale));
  const rounded = (magnitude(parts) * 2n + whole) / (whole * 2n);
  return formatDecimal({ units: parts < 0n ? -rounded : rounded, scale: PERCENT_SCALE });
}

function finite(text: string): Decimal | null {
  const value = parseDecimal(text);
  return typeof value === 'string' ? null : value;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
