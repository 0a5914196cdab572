import type { DatasetSummary, Totals } from '@galley/dataset';
import type { DocumentInfo } from '@galley/layout';
import type { RenderOptions } from '@galley/render';

/** The one HTTP call that a render makes: `POST /api/datasets/execute`. */
export interface DatasetCall {
  readonly url: string;
  readonly body: string;
  /** Service token, request id: issued by the parent for this attempt only. */
  readonly headers: Readonly<Record<string, string>>;
}

/** All that a render thread needs; plain data, because it crosses a thread border. */
export interface RenderTask {
  readonly format: string;
  readonly dataset: DatasetCall;
  readonly document: DocumentInfo;
  readonly options: RenderOptions;
  /** Where the file is written; the parent owns its removal. */
  readonly path: string;
}

/** A finished, synced file and what is known about its content: figures, never rows. */
export interface RenderedFile {
  readonly path: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  readonly rows: number;
  readonly pages: number | null;
  readonly totals: Totals;
  readonly summary: DatasetSummary;
}
