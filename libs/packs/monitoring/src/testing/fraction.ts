/** An exact number: quotients of decimals have no end of digits, fractions of whole numbers need none. */
export class Fraction {
  private constructor(
    private readonly upper: bigint,
    private readonly lower: bigint,
  ) {}

  /** Of a decimal as PostgreSQL writes it. */
  static of(text: string): Fraction {
    const [whole = '0', digits = ''] = text.split('.');
    return new Fraction(BigInt(whole + digits), 10n ** BigInt(digits.length));
  }

  static sum(all: readonly Fraction[]): Fraction {
    return all.reduce((sum, one) => sum.plus(one), Fraction.of('0'));
  }

  plus({ upper, lower }: Fraction): Fraction {
    return new Fraction(this.upper * lower + upper * this.lower, this.lower * lower);
  }

  minus(other: Fraction): Fraction {
    return this.plus(other.times(Fraction.of('-1')));
  }

  times({ upper, lower }: Fraction): Fraction {
    return new Fraction(this.upper * upper, this.lower * lower);
  }

  /** Null = by zero. */
  over({ upper, lower }: Fraction): Fraction | null {
    if (upper === 0n) return null;
    const sign = upper < 0n ? -1n : 1n;
    return new Fraction(this.upper * lower * sign, this.lower * upper * sign);
  }

  isLessThan(other: Fraction): boolean {
    return this.minus(other).upper < 0n;
  }

  /** Rounded to so many digits, half away from zero. */
  toFixed(digits: number): string {
    const scaled = this.upper * 10n ** BigInt(digits);
    const size = ((scaled < 0n ? -scaled : scaled) * 2n + this.lower) / (2n * this.lower);
    const text = size.toString().padStart(digits + 1, '0');
    return `${scaled < 0n && size > 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }
}
