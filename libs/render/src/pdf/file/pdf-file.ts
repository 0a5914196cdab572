import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { ByteSink } from '../../contract.js';
import type { FileEncryption } from './encryption.js';
import { mapStrings } from './map-strings.js';

const CHUNK_BYTES = 1 << 16;
/**
 * Compressing a page takes 50 µs here and now; handing it to zlib's thread pool costs this thread as much and the
 * other core twice that (ADR 3). Level 3 is as fast as 1 on content streams and 4 % smaller.
 */
const DEFLATE = { level: 3, memLevel: 9 };
/** Room for the trailer behind the cross-reference table. */
const TRAILER_BYTES = 512;

/** The container of a PDF: numbered objects, their offsets and the cross-reference table. Equal calls give equal bytes. */
export class PdfFile {
  private readonly offsets: number[] = [0];
  private readonly hash = createHash('sha256');
  private position = 0;
  private chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  private filled = 0;
  /** Full chunks that the sink has not been given yet; at most what one page or font adds. */
  private readonly pending: Buffer[] = [];

  /** With `encryption` every string and stream is encrypted, and no two files are equal. */
  constructor(
    private readonly sink: ByteSink,
    private readonly encryption: FileEncryption | null = null,
  ) {
    this.write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  }

  /** A number for an object that is written later. */
  allocate(): number {
    return this.offsets.push(-1) - 1;
  }

  object(id: number, body: string): void {
    this.offsets[id] = this.position;
    this.write(`${id} 0 obj\n${this.sealed(body)}\nendobj\n`);
  }

  /** A stream whose bytes are final; `dictionary` names their filter. */
  stream(id: number, dictionary: string, data: Buffer): void {
    const bytes = this.encryption ? this.encryption.encrypt(data) : data;
    this.offsets[id] = this.position;
    this.write(`${id} 0 obj\n<<${this.sealed(dictionary)}/Length ${bytes.length}>>stream\n`);
    this.writeBytes(bytes);
    this.write('\nendstream\nendobj\n');
  }

  /** A stream that is compressed here. */
  deflated(id: number, dictionary: string, raw: Buffer): void {
    this.stream(
      id,
      `${dictionary}/Filter/FlateDecode`,
      deflateSync(raw, { ...DEFLATE, chunkSize: Math.min(CHUNK_BYTES, raw.length + 64) }),
    );
  }

  /** True when `room()` has something to do; a question instead of a promise per row. */
  get isBusy(): boolean {
    return this.pending.length > 0;
  }

  /** Gives the sink what is ready, at its pace. Throws what it throws. */
  async room(): Promise<void> {
    for (let chunk = this.pending.shift(); chunk; chunk = this.pending.shift()) {
      if (!this.sink.write(chunk)) await this.sink.drained();
    }
  }

  /** Writes the cross-reference table and trailer; the file's /ID is the hash of everything before it. */
  async finish(catalogId: number, infoId: number): Promise<void> {
    const encryption = this.writeEncryption();
    const start = this.position;
    const size = this.offsets.length;
    this.write(`xref\n0 ${size}\n0000000000 65535 f \n`);
    for (const offset of this.offsets.slice(1)) {
      this.write(offset < 0 ? '0000000000 00000 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`);
    }
    if (this.filled + TRAILER_BYTES > CHUNK_BYTES) this.flush();
    else this.hash.update(this.chunk.subarray(0, this.filled));
    const id = this.hash.digest('hex').slice(0, 32).toUpperCase();
    const references = `/Root ${catalogId} 0 R/Info ${infoId} 0 R${encryption}`;
    this.write(`trailer\n<</Size ${size}${references}/ID[<${id}><${id}>]>>\nstartxref\n${start}\n%%EOF\n`);
    this.pending.push(this.chunk.subarray(0, this.filled));
    await this.room();
  }

  private sealed(body: string): string {
    const { encryption } = this;
    return encryption ? mapStrings(body, (bytes) => encryption.encrypt(bytes)) : body;
  }

  /** The trailer's entry, or nothing. */
  private writeEncryption(): string {
    if (!this.encryption) return '';
    const id = this.allocate();
    this.offsets[id] = this.position;
    this.write(`${id} 0 obj\n${this.encryption.dictionary}\nendobj\n`);
    return `/Encrypt ${id} 0 R`;
  }

  private write(latin1: string): void {
    if (this.filled + latin1.length > CHUNK_BYTES) return this.writeBytes(Buffer.from(latin1, 'latin1'));
    this.filled += this.chunk.write(latin1, this.filled, 'latin1');
    this.position += latin1.length;
  }

  private writeBytes(bytes: Buffer): void {
    this.position += bytes.length;
    for (let from = 0; from < bytes.length;) {
      if (this.filled === CHUNK_BYTES) this.flush();
      const count = bytes.copy(this.chunk, this.filled, from);
      this.filled += count;
      from += count;
    }
  }

  /** Sets the chunk aside for the sink, which may keep it: a new one is taken. */
  private flush(): void {
    if (this.filled === 0) return;
    this.hash.update(this.chunk.subarray(0, this.filled));
    this.pending.push(this.chunk.subarray(0, this.filled));
    this.chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.filled = 0;
  }
}
