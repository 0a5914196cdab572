import type { DatasetTrailer } from '@galley/dataset';

/** A dataset as the bytes of a text file, made while its rows pass: `start`, `rows` for each batch, `end`. */
export interface DatasetText {
  readonly media_type: string;
  start(): readonly Buffer[];
  /** Throws `DatasetStreamError` on a row of another width. */
  rows(batch: Buffer): readonly Buffer[];
  end(trailer: DatasetTrailer): readonly Buffer[];
  /** Takes a chunk back that nobody reads any more. */
  reuse(chunk: Buffer): void;
}
