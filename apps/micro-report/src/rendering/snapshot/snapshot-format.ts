import type { RenderTask, RowsWanted } from '../render-task.js';

/**
 * What a file was rendered from, in one file: the task as JSON, then every dataset exactly as it came from micro-data.
 * Datasets are read side by side, so their bytes lie in pieces:
 *
 *   type (1 byte) · stream (uint32) · length (uint32, of the payload) · payload
 *
 *   T  task    JSON SnapshotTask; first
 *   O  opened  JSON RowsWanted: the rows of this stream
 *   D  data    bytes of the stream, in order
 *   E  end     the stream was read to its end
 *   Z  whole   nothing follows; without it the snapshot was cut
 */
export const PIECE = { task: 0x54, opened: 0x4f, data: 0x44, end: 0x45, whole: 0x5a } as const;
export const PIECE_HEAD = 9;
export const SNAPSHOT_MEDIA_TYPE = 'application/vnd.galley.snapshot';
const VERSION = 1;

/** A task without places of this machine and without secrets. */
export interface SnapshotTask extends Pick<
  RenderTask,
  'format' | 'layout' | 'datasets' | 'documents' | 'print'
> {
  readonly version: typeof VERSION;
  /** Names and bytes (base64) of the pictures. */
  readonly assets: readonly (readonly [string, string])[];
  /** The file was encrypted: its bytes hold chance, and what opens it is kept nowhere. */
  readonly is_encrypted: boolean;
}

/** Where the bytes of one stream lie. */
export interface RecordedStream {
  readonly wanted: RowsWanted;
  readonly pieces: { readonly at: number; readonly length: number }[];
}

export function pieceHead(type: number, stream: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(PIECE_HEAD);
  head[0] = type;
  head.writeUInt32BE(stream, 1);
  head.writeUInt32BE(length, 5);
  return head;
}

export function snapshotTaskOf(task: RenderTask): SnapshotTask {
  const { format, layout, datasets, print, assets } = task;
  return {
    version: VERSION,
    format,
    layout,
    datasets,
    documents: task.documents.map(({ options: { pdf, ...options }, ...one }) => ({
      ...one,
      options: pdf ? { ...options, pdf: { ...pdf, password: null } } : options,
    })),
    print,
    assets: [...assets].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
    is_encrypted: task.documents.some(({ options }) => Boolean(options.pdf?.password)),
  };
}

/** The task that makes the file again, into `path`. */
export function taskAgain(kept: SnapshotTask, path: string, replay_path: string): RenderTask {
  const { format, layout, datasets, documents, print } = kept;
  const assets = new Map(
    kept.assets.map(([name, bytes]): [string, Uint8Array] => [name, Buffer.from(bytes, 'base64')]),
  );
  return { format, layout, datasets, documents, print, assets, path, is_kept: false, replay_path };
}

export function isReadable(task: { readonly version?: unknown }): task is SnapshotTask {
  return task.version === VERSION;
}
