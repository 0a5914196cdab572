/** An exact decimal: `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** What PostgreSQL's numeric and float types hold besides numbers, in their order; NaN sorts after everything. */
export type NotFinite = '-Infinity' | 'Infinity' | 'NaN';

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** Reads PostgreSQL's text of a number, exponents of floats included. Throws `RangeError` on anything else. */
export function parseDecimal(text: string): Decimal | NotFinite {
  if (text === 'NaN' || text === 'Infinity' || text === '-Infinity') return text;
  const parts = NUMBER.exec(text);
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts ?? [];
  if (!parts || whole.length + fraction.length === 0) throw new RangeError(`"${text}" is not a number`);
  const magnitude = BigInt(whole + fraction);
  const units = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * tenTo(-scale), scale: 0 };
}

/** Plain notation with `scale` fraction digits. */
export function formatDecimal(value: Decimal): string {
  const digits = (value.units < 0n ? -value.units : value.units).toString().padStart(value.scale + 1, '0');
  const sign = value.units < 0n ? '-' : '';
  if (value.scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

export function tenTo(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** The units of a value at a scale that is at least its own. */
export function unitsAt(value: Decimal, scale: number): bigint {
  return value.units * tenTo(scale - value.scale);
}

/** Negative, zero or positive, in PostgreSQL's order. */
export function compareNumbers(a: Decimal | NotFinite, b: Decimal | NotFinite): number {
  if (typeof a === 'string' || typeof b === 'string') return rank(a) - rank(b);
  const scale = Math.max(a.scale, b.scale);
  const difference = unitsAt(a, scale) - unitsAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function rank(value: Decimal | NotFinite): number {
  if (value === '-Infinity') return -1;
  if (value === 'Infinity') return 1;
  return value === 'NaN' ? 2 : 0;
}

/** Decimal digits that PostgreSQL keeps together in one digit of a numeric. */
const GROUP_DIGITS = 4;
const MIN_SIGNIFICANT_DIGITS = 16;

/**
 * `sum / count` with the digits PostgreSQL's `avg(numeric)` prints, rounded half away from zero
 * (`select_div_scale` in its numeric.c: at least 16 significant digits, counted in groups of four).
 */
export function divideLikePostgres(sum: Decimal, count: number): Decimal {
  const dividend = leadingGroup(sum);
  const divisor = leadingGroup({ units: BigInt(count), scale: 0 });
  const weight = dividend.weight - divisor.weight - (dividend.first <= divisor.first ? 1 : 0);
  const scale = Math.max(MIN_SIGNIFICANT_DIGITS - weight * GROUP_DIGITS, sum.scale, 0);
  const scaled = unitsAt(sum, scale);
  const magnitude = scaled < 0n ? -scaled : scaled;
  const rounded = (magnitude * 2n + BigInt(count)) / (BigInt(count) * 2n);
  return { units: scaled < 0n ? -rounded : rounded, scale };
}

/** Value of the first base-10000 digit of a number and its position left of the point. */
function leadingGroup(value: Decimal): { weight: number; first: number } {
  if (value.units === 0n) return { weight: 0, first: 0 };
  const digits = (value.units < 0n ? -value.units : value.units).toString();
  const exponent = digits.length - 1 - value.scale;
  const weight = Math.floor(exponent / GROUP_DIGITS);
  const taken = exponent - weight * GROUP_DIGITS + 1;
  return { weight, first: Number(digits.slice(0, taken).padEnd(taken, '0')) };
}
