const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes an encoder is filling: it reserves room for a row, writes into `bytes` at `length`, and hands full
 * chunks on. A chunk is not
 * touched again unless whoever took it gives it back (`reuse`). Where chunks end depends on the rows
 * alone, not on how they arrived.
 */
export class OutputBuffer {
  bytes: Buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  length = 0;
  /** Bytes in the chunks that were filled before this one. */
  private before = 0;
  private full: Buffer[] = [];
  private spare: Buffer | null = null;

  /** All bytes so far. */
  get total(): number {
    return this.before + this.length;
  }

  /** Makes room for `size` more bytes; `bytes` and `length` may be new ones afterwards. */
  reserve(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    this.close();
    const { spare } = this;
    this.spare = null;
    this.bytes = spare && size <= CHUNK_BYTES ? spare : Buffer.allocUnsafe(Math.max(CHUNK_BYTES, size));
  }

  append(piece: Buffer): void {
    this.reserve(piece.length);
    this.length += piece.copy(this.bytes, this.length);
  }

  /** The chunks that are full, in order; the one being filled stays. */
  take(): Buffer[] {
    const chunks = this.full;
    if (chunks.length > 0) this.full = [];
    return chunks;
  }

  /** Gives a taken chunk back, to be written anew: a fresh one for each would be the collector's work. */
  reuse(chunk: Buffer): void {
    if (chunk.buffer.byteLength === CHUNK_BYTES) this.spare = Buffer.from(chunk.buffer);
  }

  /** Everything that is left. */
  flush(): Buffer[] {
    this.close();
    this.bytes = Buffer.allocUnsafe(CHUNK_BYTES);
    return this.take();
  }

  private close(): void {
    if (this.length > 0) this.full.push(this.bytes.subarray(0, this.length));
    this.before += this.length;
    this.length = 0;
  }
}

/** Writes `piece` at a position and gives the one after it; for pieces of a few bytes, where `Buffer.copy` costs more. */
export function copyBytes(out: Buffer, at: number, piece: Buffer): number {
  for (let i = 0; i < piece.length; i++) out[at + i] = piece[i]!;
  return at + piece.length;
}
