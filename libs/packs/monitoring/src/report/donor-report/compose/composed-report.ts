import type { Column } from '@galley/dataset';

/** Rows that a layout reads under a name, as texts of the database; null = the document's own. */
export interface ComposedDataset {
  readonly name: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A report as the renderer takes it: a layout, and the rows that it shows. */
export interface ComposedReport {
  readonly title: string;
  readonly subtitle: string;
  /** BCP 47. */
  readonly locale: string;
  /** JSON layout (docs/layouts.md). */
  readonly layout: string;
  readonly datasets: readonly ComposedDataset[];
}
