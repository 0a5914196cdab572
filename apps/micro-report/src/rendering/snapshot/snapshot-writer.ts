import { FileSink } from '../file-sink.js';
import type { RenderTask, RowsWanted, SnapshotFacts } from '../render-task.js';
import { PIECE, pieceHead, snapshotTaskOf } from './snapshot-format.js';

const NOTHING = Buffer.alloc(0);

/** Writes down what a render reads, as it reads it: nothing is held, nothing is asked twice. */
export class SnapshotWriter {
  readonly #sink: FileSink;
  #streams = 0;
  #isOpen = true;

  constructor(path: string, task: RenderTask) {
    this.#sink = new FileSink(path, true);
    this.#put(PIECE.task, 0, Buffer.from(JSON.stringify(snapshotTaskOf(task))));
  }

  /** Passes the bytes of a dataset on and keeps them. */
  async *record(wanted: RowsWanted, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const stream = ++this.#streams;
    this.#put(PIECE.opened, stream, Buffer.from(JSON.stringify(wanted)));
    for await (const chunk of chunks) {
      this.#put(PIECE.data, stream, chunk);
      yield chunk;
    }
    this.#put(PIECE.end, stream, NOTHING);
  }

  /** Everything is on disk when this returns. */
  finish(): SnapshotFacts {
    this.#put(PIECE.whole, 0, NOTHING);
    this.#isOpen = false;
    const { size, sha256 } = this.#sink.finish();
    return { size, sha256 };
  }

  close(): void {
    this.#isOpen = false;
    this.#sink.close();
  }

  /** A layout may still be reading ahead what it does not need. */
  #put(type: number, stream: number, payload: Buffer): void {
    if (!this.#isOpen) return;
    this.#sink.write(pieceHead(type, stream, payload.length));
    this.#sink.write(payload);
  }
}
