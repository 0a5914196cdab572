/** A growing buffer for content streams and objects. Hot loops take `bytes` and `length` and write in place after `reserve`. */
export class ByteBuilder {
  bytes: Buffer;
  length = 0;

  constructor(capacity = 1 << 14) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** Appends text whose characters are all below U+0100. */
  text(latin1: string): this {
    this.reserve(latin1.length);
    this.length += this.bytes.write(latin1, this.length, 'latin1');
    return this;
  }

  append(bytes: Uint8Array, length = bytes.length): this {
    this.reserve(length);
    this.bytes.set(length === bytes.length ? bytes : bytes.subarray(0, length), this.length);
    this.length += length;
    return this;
  }

  clear(): void {
    this.length = 0;
  }

  /** A copy of what was written. */
  toBuffer(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }
}
