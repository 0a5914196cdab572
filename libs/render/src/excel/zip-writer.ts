import type { ByteSink } from '../contract.js';
import { RenderError } from '../render-error.js';
import { ZipEntry } from './zip-entry.js';

/** Where an entry lies, for the directory at the end of the archive. */
interface Placed {
  readonly name: Buffer;
  readonly offset: number;
  readonly entry: ZipEntry;
}

const LOCAL_HEAD = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const DIRECTORY_HEAD = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const VERSION = 20;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01 00:00, the first instant of the format: the same input gives the same bytes. */
const ENTRY_DATE = 0x0021;
const MAX_OFFSET = 0xffff_ffff;

/**
 * A zip archive written while its entries are made (PKWARE APPNOTE 6.3): one entry at a time, nothing held but
 * the directory.
 */
export class ZipWriter implements ByteSink {
  private position = 0;
  private readonly placed: Placed[] = [];

  constructor(private readonly sink: ByteSink) {}

  /** Begins an entry; the one before must have ended. */
  open(name: string, level: number): ZipEntry {
    const bytes = Buffer.from(name);
    const entry = new ZipEntry(this, level);
    this.placed.push({ name: bytes, offset: this.position, entry });
    const head = Buffer.alloc(30);
    head.writeUInt32LE(LOCAL_HEAD, 0);
    head.writeUInt16LE(VERSION, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(DEFLATED, 8);
    head.writeUInt16LE(ENTRY_DATE, 12);
    head.writeUInt16LE(bytes.length, 26);
    entry.lead = Buffer.concat([head, bytes]);
    return entry;
  }

  /** Ends an entry: its data, then the sizes that are known only now. */
  async close(entry: ZipEntry): Promise<void> {
    await entry.finish();
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(DESCRIPTOR, 0);
    writeSizes(tail, 4, entry);
    await this.put(tail);
  }

  /** A whole small entry. */
  async add(name: string, content: string | Buffer): Promise<void> {
    const entry = this.open(name, 6);
    await entry.write(typeof content === 'string' ? Buffer.from(content) : content);
    await this.close(entry);
  }

  /** The directory. Errors: `RenderError` `document-too-large` past 4 GiB, which readers of workbooks refuse. */
  async finish(): Promise<void> {
    const start = this.position;
    for (const { name, offset, entry } of this.placed) {
      const head = Buffer.alloc(46);
      head.writeUInt32LE(DIRECTORY_HEAD, 0);
      head.writeUInt16LE(VERSION, 4);
      head.writeUInt16LE(VERSION, 6);
      head.writeUInt16LE(FLAGS, 8);
      head.writeUInt16LE(DEFLATED, 10);
      head.writeUInt16LE(ENTRY_DATE, 14);
      writeSizes(head, 16, entry);
      head.writeUInt16LE(name.length, 28);
      head.writeUInt32LE(offset, 42);
      await this.put(Buffer.concat([head, name]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(DIRECTORY_END, 0);
    end.writeUInt16LE(this.placed.length, 8);
    end.writeUInt16LE(this.placed.length, 10);
    end.writeUInt32LE(this.position - start, 12);
    end.writeUInt32LE(start, 16);
    await this.put(end);
  }

  write(bytes: Buffer): boolean {
    this.position += bytes.length;
    if (this.position > MAX_OFFSET) throw new RenderError('document-too-large', 'the workbook passes 4 GiB');
    return this.sink.write(bytes);
  }

  drained(): Promise<void> {
    return this.sink.drained();
  }

  private async put(bytes: Buffer): Promise<void> {
    if (!this.write(bytes)) await this.drained();
  }
}

function writeSizes(into: Buffer, at: number, entry: ZipEntry): void {
  into.writeUInt32LE(entry.checksum, at);
  into.writeUInt32LE(entry.packedBytes, at + 4);
  into.writeUInt32LE(entry.plainBytes, at + 8);
}
