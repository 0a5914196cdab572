import { open, type FileHandle } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { RowsWanted } from '../render-task.js';
import { isReadable, PIECE, PIECE_HEAD, type RecordedStream, type SnapshotTask } from './snapshot-format.js';

/** A piece is a chunk of a socket, or a task with its pictures. */
const MAX_PIECE = 256 * 1024 * 1024;

/** The file is no snapshot, was cut, or holds other rows than the render asks for. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** Reads what `SnapshotWriter` wrote. Only where the bytes lie is held, never the bytes. */
export class SnapshotReader {
  readonly #unread: RecordedStream[];

  private constructor(
    readonly task: SnapshotTask,
    streams: readonly RecordedStream[],
    private readonly file: FileHandle,
  ) {
    this.#unread = [...streams];
  }

  /** Throws `SnapshotError`. */
  static async open(path: string): Promise<SnapshotReader> {
    const file = await open(path, 'r');
    try {
      const { task, streams } = await readIndex(file);
      return new SnapshotReader(task, streams, file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The bytes of the next stream that was opened for these rows. */
  rows(wanted: RowsWanted): AsyncGenerator<Buffer> {
    const plain: unknown = JSON.parse(JSON.stringify(wanted));
    const index = this.#unread.findIndex((stream) => isDeepStrictEqual(stream.wanted, plain));
    const [stream] = index < 0 ? [] : this.#unread.splice(index, 1);
    if (!stream) throw new SnapshotError('the snapshot does not hold the rows that are asked for');
    return readPieces(this.file, stream);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function* readPieces(file: FileHandle, { pieces }: RecordedStream): AsyncGenerator<Buffer> {
  for (const { at, length } of pieces) yield await readAt(file, at, length);
}

async function readIndex(file: FileHandle): Promise<{ task: SnapshotTask; streams: RecordedStream[] }> {
  const streams = new Map<number, RecordedStream>();
  let task: SnapshotTask | null = null;
  let at = 0;
  for (;;) {
    const head = await readAt(file, at, PIECE_HEAD);
    const [type, stream, length] = [head[0], head.readUInt32BE(1), head.readUInt32BE(5)];
    at += PIECE_HEAD;
    if (type === PIECE.whole) break;
    if (type === PIECE.task) task = taskFrom(await readJson(file, at, length));
    else if (type === PIECE.opened) {
      streams.set(stream, { wanted: (await readJson(file, at, length)) as RowsWanted, pieces: [] });
    } else if (type === PIECE.data) streams.get(stream)?.pieces.push({ at, length });
    else if (type !== PIECE.end) throw new SnapshotError('the file is no snapshot');
    at += length;
  }
  if (!task) throw new SnapshotError('the snapshot has no task');
  return { task, streams: [...streams.values()] };
}

function taskFrom(value: unknown): SnapshotTask {
  const task = value as { readonly version?: unknown };
  if (isReadable(task)) return task;
  throw new SnapshotError('the snapshot is of another version');
}

async function readJson(file: FileHandle, at: number, length: number): Promise<unknown> {
  try {
    return JSON.parse((await readAt(file, at, length)).toString('utf8')) as unknown;
  } catch (error) {
    if (error instanceof SnapshotError) throw error;
    throw new SnapshotError('the file is no snapshot', { cause: error });
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  if (length > MAX_PIECE) throw new SnapshotError('the file is no snapshot');
  const buffer = Buffer.allocUnsafe(length);
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, at + filled);
    if (bytesRead === 0) throw new SnapshotError('the snapshot was cut');
    filled += bytesRead;
  }
  return buffer;
}
