import type { Column } from '@galley/dataset';

/** Cells as PostgreSQL text, in column order. */
export type TextRow = readonly (string | null)[];

/** The rows of one source, read once. */
export interface RowSource {
  readonly columns: readonly Column[];
  /** True: the rows come in the order the run asked for; sort keys of bands are then not applied again. */
  readonly is_ordered: boolean;
  batches(): AsyncIterable<readonly TextRow[]>;
}

/** Where a layout's sources come from. Called at most once per source. */
export interface DataSupply {
  /** Null: there is no such dataset. Names as `LayoutSource` says. */
  open(source: string): Promise<RowSource | null>;
}

/** What a document says about itself and what its parameters are; see `DocumentInfo`. */
export interface RunContext {
  readonly locale: string;
  readonly timezone: string;
  /** Local date and time of `generated_at` in `timezone`. */
  readonly now: string;
  readonly title: string;
  readonly organization: string;
  /** ISO 4217; null = figures without a sign. */
  readonly currency: string | null;
  /** Filters and parameters of the run by name, as text (PostgreSQL's form) or null. */
  readonly parameters: Readonly<Record<string, string | null>>;
  readonly page: { readonly width: number; readonly height: number };
  /** Pictures by asset name. */
  readonly assets: ReadonlyMap<string, Buffer>;
  /** Text across every page (`copy`, `draft`): wins over the layout's own watermark. */
  readonly watermark: string | null;
}

/** Bounds that turn a hostile or mistaken layout into a clear error. */
export interface LayoutLimits {
  /** Rows held in memory of sources that are sorted, joined or shown twice. */
  readonly held_rows: number;
  /** Characters of those rows. */
  readonly held_characters: number;
  readonly pages: number;
  /** Objects drawn on one page. */
  readonly objects_per_page: number;
  /** Cells of one matrix. */
  readonly matrix_cells: number;
}

export const LAYOUT_LIMITS: LayoutLimits = {
  held_rows: 250_000,
  held_characters: 100_000_000,
  pages: 100_000,
  objects_per_page: 100_000,
  matrix_cells: 500_000,
};
