const ZERO = 0x30;
const NINE = 0x39;
/** `1048576` has seven digits. */
const WIDTH = 8;

/** The number of the current row with its decimal digits at hand: every cell of the row repeats them. */
export class RowNumber {
  value = 0;
  /** Digits in `[from, WIDTH)`. */
  readonly digits = new Uint8Array(WIDTH).fill(ZERO);
  from = WIDTH;

  next(): void {
    this.value++;
    let at = WIDTH - 1;
    while (this.digits[at] === NINE) this.digits[at--] = ZERO;
    this.digits[at]!++;
    if (at < this.from) this.from = at;
  }

  /** Goes to a later row; those between stay empty. */
  skip(rows: number): void {
    for (let row = 0; row < rows; row++) this.next();
  }

  reset(): void {
    this.value = 0;
    this.digits.fill(ZERO);
    this.from = WIDTH;
  }

  write(out: Buffer, at: number): number {
    for (let i = this.from; i < WIDTH; i++) out[at++] = this.digits[i]!;
    return at;
  }
}
