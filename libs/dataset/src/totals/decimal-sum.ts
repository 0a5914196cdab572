import { formatDecimal, parseDecimal, tenTo, unitsAt, type Decimal, type NotFinite } from './decimal.js';

const DASH = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;

/** A cell of at most this many bytes holds at most 15 digits, so its units are a safe integer. */
const FAST_BYTES = 15;

/**
 * Exact sum of decimals read from cell bytes: scaled integers in a double as long as they are safe (2^53), a
 * BigInt beyond. The scale grows with the cells, as PostgreSQL's does.
 */
export class DecimalSum {
  count = 0;
  private units = 0;
  private overflow = 0n;
  private scale = 0;
  private notFinite: NotFinite | null = null;

  /** Adds the number written in `bytes[from, to)`. Throws `RangeError` when it is none. */
  add(bytes: Buffer, from: number, to: number): void {
    this.count++;
    if (to - from > FAST_BYTES) return this.addSlow(bytes, from, to);
    const isNegative = bytes[from] === DASH;
    let units = 0;
    let fraction = 0;
    for (let at = isNegative ? from + 1 : from; at < to; at++) {
      const digit = bytes[at]! - ZERO;
      if (digit >= 0 && digit <= 9) units = units * 10 + digit;
      else if (bytes[at] === DOT && fraction === 0) fraction = to - at - 1;
      else return this.addSlow(bytes, from, to);
    }
    if (fraction !== this.scale) {
      if (fraction > this.scale) this.rescale(fraction);
      else units *= 10 ** (this.scale - fraction);
      if (units > Number.MAX_SAFE_INTEGER) return this.addSlow(bytes, from, to);
    }
    this.addUnits(isNegative ? -units : units);
  }

  reset(): void {
    this.count = 0;
    this.units = 0;
    this.overflow = 0n;
    this.scale = 0;
    this.notFinite = null;
  }

  total(): Decimal | NotFinite {
    return this.notFinite ?? { units: this.overflow + BigInt(this.units), scale: this.scale };
  }

  /** The sum as PostgreSQL prints it; null when nothing was added. */
  value(): string | null {
    if (this.count === 0) return null;
    const total = this.total();
    return typeof total === 'string' ? total : formatDecimal(total);
  }

  private addUnits(units: number): void {
    const sum = this.units + units;
    if (Number.isSafeInteger(sum)) {
      this.units = sum;
      return;
    }
    this.overflow += BigInt(this.units);
    this.units = units;
  }

  private addSlow(bytes: Buffer, from: number, to: number): void {
    const value = parseDecimal(bytes.toString('latin1', from, to));
    if (typeof value === 'string') {
      const isMixed = this.notFinite !== null && this.notFinite !== value;
      this.notFinite = isMixed ? 'NaN' : value;
      return;
    }
    if (value.scale > this.scale) this.rescale(value.scale);
    this.overflow += unitsAt(value, this.scale);
  }

  private rescale(scale: number): void {
    this.overflow = (this.overflow + BigInt(this.units)) * tenTo(scale - this.scale);
    this.units = 0;
    this.scale = scale;
  }
}
