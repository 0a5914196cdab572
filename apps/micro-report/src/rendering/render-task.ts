import type { CompareWish, DatasetSummary, Totals } from '@galley/dataset';
import type { DocumentInfo } from '@galley/layout';
import type { RenderOptions } from '@galley/render';
import type { LayoutText } from './layout-library.js';

/** One HTTP call of a render: `POST /api/datasets/execute`. */
export interface DatasetCall {
  readonly url: string;
  readonly body: string;
  /** Service token, request id: issued by the parent for this attempt only. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Which rows a thread asks its parent to let it fetch. Asked when they are wanted, for tokens live a minute. */
export interface RowsWanted {
  /** Index in `RenderTask.documents`. */
  readonly document: number;
  /** A further dataset of the template; null = the document's own. */
  readonly dataset: string | null;
  /** Of a print: id and number of the document that was found, by their column. */
  readonly found?: Readonly<Record<string, string | null>>;
  /** The rows that the document's own are compared with. */
  readonly is_compared?: true;
}

/** What is peculiar to one document of a file. */
export interface TaskDocument {
  readonly document: DocumentInfo;
  readonly options: RenderOptions;
  /** Set where the document shows its rows against others. */
  readonly compare?: CompareWish;
}

/** All that a render thread needs; plain data, because it crosses a thread border. */
export interface RenderTask {
  readonly format: string;
  readonly layout: LayoutText;
  /** Names of the template's further datasets. */
  readonly datasets: readonly string[];
  /** Stored pictures by the names the layout calls them. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** One, or several that become one file. */
  readonly documents: readonly TaskDocument[];
  /** Set for prints: a document without rows is missing, not empty. */
  readonly print: PrintTask | null;
  /** Where the file is written; the parent owns its removal. */
  readonly path: string;
  /** False: the file is handed over at once, nobody needs it after a crash. */
  readonly is_kept: boolean;
  /** Where the datasets are written down as they are read, with the rest of the task; absent or null = nowhere. */
  readonly snapshot_path?: string | null;
  /** Snapshot of an earlier run whose rows are compared with. */
  readonly reference_path?: string | null;
  /** A snapshot whose datasets are rendered instead of asking for them. */
  readonly replay_path?: string | null;
  /** Datasets that are rendered instead of asking for them, by name (null = the document's own), as micro-data would send them. */
  readonly given?: ReadonlyMap<string | null, Uint8Array>;
}

export interface PrintTask {
  /** How often each document is printed, one copy after the other. */
  readonly copies: number;
  /** Columns that hold the document's id and what people call it; null = there is no number. */
  readonly id_column: string;
  readonly number_column: string | null;
}

/** What became of one document of a print. */
export interface PrintedDocument {
  readonly is_missing: boolean;
  readonly number: string | null;
}

/** A finished file, synced when it is kept, and what is known about its content: figures, never rows. */
export interface RenderedFile {
  readonly path: string;
  /** The whole file, where it is small and not kept; then nothing stands at `path`. */
  readonly bytes: Uint8Array | null;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  readonly rows: number;
  readonly pages: number | null;
  readonly totals: Totals;
  readonly summary: DatasetSummary;
  /** In the order of the task's documents; empty unless the task is a print. */
  readonly printed: readonly PrintedDocument[];
  /** What was written to `snapshot_path`, synced. */
  readonly snapshot?: SnapshotFacts | null;
}

export interface SnapshotFacts {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}
