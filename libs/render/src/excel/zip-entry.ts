import { finished } from 'node:stream/promises';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { ByteSink } from '../contract.js';

const PACKED_CHUNK = 128 * 1024;
/** Chunks that may wait for the compressor, which works on another thread while the next ones are encoded. */
const CHUNKS_AHEAD = 2;

/** One entry of a zip archive while it is written: plain bytes in, deflated bytes to the sink. */
export class ZipEntry {
  checksum = 0;
  plainBytes = 0;
  packedBytes = 0;
  /** The entry's header, written before its first byte. */
  lead: Buffer | null = null;
  private readonly deflate: DeflateRaw;
  private failure: Error | null = null;
  private waiting = 0;
  private wake: () => void = () => {};

  constructor(
    private readonly sink: ByteSink,
    level: number,
  ) {
    this.deflate = createDeflateRaw({ level, chunkSize: PACKED_CHUNK });
    this.deflate.on('data', (bytes: Buffer) => this.pass(bytes));
    this.deflate.on('error', (error: Error) => (this.failure = error));
    this.deflate.on('close', () => this.wake());
  }

  /** Resolves when the next bytes may come. Rejects with what the sink or the compressor failed on. */
  async write(bytes: Buffer): Promise<void> {
    if (this.failure) throw this.failure;
    await this.begin();
    this.checksum = crc32(bytes, this.checksum);
    this.plainBytes += bytes.length;
    this.waiting++;
    this.deflate.write(bytes, () => {
      this.waiting--;
      this.wake();
    });
    // Not `drain`, which comes when nothing is left to do: the compressor would idle until the next chunk.
    while (this.waiting > CHUNKS_AHEAD && !this.deflate.destroyed) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if (this.failure) throw this.failure;
  }

  /** Resolves when the last deflated byte has gone to the sink. */
  async finish(): Promise<void> {
    if (this.failure) throw this.failure;
    await this.begin();
    this.deflate.end();
    await finished(this.deflate);
  }

  /** Lets go of the compressor of an entry that will never be whole. */
  abandon(): void {
    this.deflate.destroy();
  }

  private async begin(): Promise<void> {
    const { lead } = this;
    if (!lead) return;
    this.lead = null;
    if (!this.sink.write(lead)) await this.sink.drained();
  }

  private pass(bytes: Buffer): void {
    this.packedBytes += bytes.length;
    try {
      if (this.sink.write(bytes)) return;
    } catch (error) {
      this.deflate.destroy(asError(error));
      return;
    }
    this.deflate.pause();
    this.sink.drained().then(
      () => this.deflate.resume(),
      (error: unknown) => this.deflate.destroy(asError(error)),
    );
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
