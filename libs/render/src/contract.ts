import type { DatasetStream, DatasetTrailer, TotalRequest } from '@galley/dataset';
import type { DocumentInfo, Layout } from '@galley/layout';

/**
 * Where a renderer puts its bytes. `write` false = wait for `drained` before the next write. After that the bytes are the
 * renderer's again: a sink that keeps them copies them.
 */
export interface ByteSink {
  write(bytes: Buffer): boolean;
  drained(): Promise<void>;
}

/** CSV dialect; what is absent follows the document's locale (see `csv/dialect.ts`). */
export interface CsvOptions {
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly bom?: boolean;
}

/** Wishes that only JSON knows. */
export interface JsonOptions {
  /** The one JSON value that the dataset holds, instead of the dataset and what made it. */
  readonly bare?: boolean;
}

/** The wishes of a run that change how a document looks, never which figures it holds. */
export interface RenderOptions {
  readonly group_by: readonly string[];
  readonly totals: readonly TotalRequest[];
  readonly page_size?: string;
  readonly orientation?: 'portrait' | 'landscape' | 'auto';
  readonly include_summary: boolean;
  readonly csv: CsvOptions;
  readonly json?: JsonOptions;
  readonly pdf?: PdfOptions;
}

/** Wishes that only a PDF knows. */
export interface PdfOptions {
  /** PDF/A-3b with the dataset attached in this form, so that the figures travel with the paper. */
  readonly archive?: 'csv' | 'json' | null;
  /** Structure tree for screen readers. */
  readonly tagged?: boolean;
  /** Needed to open the file (AES-256). Not with `archive`: PDF/A forbids it. */
  readonly password?: string | null;
  /** Text across every page. */
  readonly watermark?: string | null;
}

export interface RenderInput {
  /** What the template's own binding brings. */
  readonly dataset: DatasetStream;
  readonly document: DocumentInfo;
  readonly options: RenderOptions;
  /** Absent: the *auto* layout. CSV and JSON give the dataset itself, whatever the layout. */
  readonly layout?: Layout;
  /** Opens a further named dataset of the template, at most once each; null = there is none of this name. */
  readonly openDataset?: (name: string) => Promise<DatasetStream | null>;
  /** Stored pictures by the names the layout calls them. */
  readonly assets?: ReadonlyMap<string, Buffer>;
  /** Called now and then with the rows written so far. */
  readonly onProgress?: (rows: number) => void;
}

export interface RenderResult {
  readonly rows: number;
  /** Pages of a paged format, sheets of a workbook, else null. */
  readonly pages: number | null;
  readonly trailer: DatasetTrailer;
}

/** One way out. A new format is one folder that exports this and one line in `registry.ts`. */
export interface OutputFormat {
  /** Name on the wire: `pdf`, `excel`, `csv`, `json`. */
  readonly key: string;
  /** Other names a request may use (`xlsx`). */
  readonly aliases: readonly string[];
  readonly extension: string;
  readonly media_type: string;
  /** True when rows must arrive ordered by `group_by` and groups are drawn. */
  readonly shows_groups: boolean;
  /**
   * Reads the dataset once and writes the document, in constant memory. Resolves only when the trailer has
   * confirmed every row and the running totals agree with the database's.
   * Errors: `DatasetStreamError` (cut or failed dataset), `RenderError` (a document that cannot be made).
   */
  render(input: RenderInput, sink: ByteSink): Promise<RenderResult>;
  /** Several documents in one file, each with pages numbered from 1; absent where a format has no such thing. */
  renderAll?(inputs: AsyncIterable<RenderInput>, sink: ByteSink): Promise<RenderResult>;
}
