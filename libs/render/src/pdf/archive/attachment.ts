import { createHash } from 'node:crypto';
import { constants, createDeflate, type Deflate } from 'node:zlib';
import type { DatasetStream } from '@galley/dataset';
import type { DatasetText } from '../../dataset-text.js';
import { RenderError } from '../../render-error.js';

/** Compressed bytes of one document's dataset that are held until its pages are written. */
const MAX_BYTES = 32 << 20;

/** A file within the PDF; its bytes are deflated. */
export interface AttachedFile {
  readonly name: string;
  /** Without parameters: `text/csv`. */
  readonly media_type: string;
  readonly description: string;
  readonly data: Buffer;
  /** Bytes before compression. */
  readonly size: number;
  /** MD5 of the bytes before compression, which PDF uses to tell that they are whole. */
  readonly checksum: string;
}

/**
 * The dataset of a document as a file that travels with its pages, written while they are drawn. At most 32 MB compressed
 * are held. Errors: `RenderError` `attachment-too-large`.
 */
export class DatasetAttachment {
  private readonly chunks: Buffer[] = [];
  private readonly hash = createHash('md5');
  private readonly deflate: Deflate = createDeflate({ level: constants.Z_DEFAULT_COMPRESSION });
  private size = 0;
  private held = 0;

  constructor(
    private readonly source: DatasetStream,
    private readonly text: DatasetText,
  ) {
    this.deflate.on('data', (chunk: Buffer) => {
      this.held += chunk.length;
      if (this.held <= MAX_BYTES) this.chunks.push(chunk);
    });
  }

  /** The same dataset; what is read of it is attached too. */
  get dataset(): DatasetStream {
    const { source } = this;
    return { header: source.header, trailer: () => source.trailer(), batches: () => this.tapped() };
  }

  /** The file, once every row has passed. */
  async finish(name: string, description: string): Promise<AttachedFile> {
    await this.write(this.text.end(this.source.trailer()));
    await new Promise<void>((resolve, reject) => {
      this.deflate.once('error', reject).once('end', resolve).end();
    });
    this.check();
    const { size, text } = this;
    const [media_type = ''] = text.media_type.split(';');
    const data = Buffer.concat(this.chunks);
    return { name, description, media_type, data, size, checksum: this.hash.digest('hex').toUpperCase() };
  }

  private async *tapped(): AsyncGenerator<Buffer> {
    await this.write(this.text.start());
    for await (const batch of this.source.batches()) {
      await this.write(this.text.rows(batch));
      yield batch;
    }
  }

  /** Resolves when zlib has read the chunks, which are the encoder's again. */
  private async write(chunks: readonly Buffer[]): Promise<void> {
    for (const chunk of chunks) {
      this.size += chunk.length;
      this.hash.update(chunk);
      await new Promise<void>((resolve, reject) => {
        this.deflate.write(chunk, (error) => (error ? reject(error) : resolve()));
      });
      this.text.reuse(chunk);
    }
    this.check();
  }

  private check(): void {
    if (this.held <= MAX_BYTES) return;
    throw new RenderError(
      'attachment-too-large',
      `The dataset takes more than ${MAX_BYTES >> 20} MB compressed and cannot travel with its pages; ` +
        'narrow the report, or order it without "archive" and keep the CSV beside it.',
    );
  }
}
