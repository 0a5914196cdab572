import { DatasetStreamError } from '../dataset-stream.js';
import { FRAME_HEAD } from '../frames.js';

/** Bytes of a DataRow before its first cell: frame head and field count. */
export const ROW_HEAD = FRAME_HEAD + 2;

/** `readInt32BE` without its argument checks, for loops that run once per cell. The caller stays in bounds. */
export function int32At(bytes: Buffer, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** Throws unless the DataRow at `at` has as many cells as the dataset has columns. */
export function checkFields(batch: Buffer, at: number, columns: number): void {
  const fields = (batch[at + FRAME_HEAD]! << 8) | batch[at + FRAME_HEAD + 1]!;
  if (fields !== columns) {
    throw new DatasetStreamError(`a row has ${fields} cells and the dataset ${columns} columns`);
  }
}
