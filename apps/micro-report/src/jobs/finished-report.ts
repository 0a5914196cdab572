import type { BurstPiece } from '../burst/burst-pieces.js';
import type { RenderedFile } from '../rendering/render-task.js';
import type { JobWarning } from './job-row.js';

/** What a successful run leaves behind. */
export interface FinishedReport {
  readonly file: RenderedFile;
  readonly file_name: string;
  readonly media_type: string;
  readonly storage_key: string;
  /** What the file was rendered from, as stored; absent or null = not kept. */
  readonly snapshot?: StoredSnapshot | null;
  readonly warnings: readonly JobWarning[];
  /** Files that the run is to be split into besides; empty = none. */
  readonly pieces: readonly BurstPiece[];
}

/** A stored file beside the report, and what it is known by. */
export interface StoredSnapshot {
  readonly storage_key: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * How a commit ended. `done`: this attempt's result stands. `cancelled`: a cancel came before it. `fenced`: another
 * attempt has the job, so whatever this one made must go.
 */
export type Ending = 'done' | 'cancelled' | 'fenced';
