import type { Column, TotalRequest } from '@galley/dataset';

export type Alignment = 'left' | 'center' | 'right';

/** How one column is shown. Widths are in points (1/72 inch). */
export interface TableColumn {
  /** Position of the column in the dataset's rows. */
  readonly index: number;
  readonly column: Column;
  readonly label: string;
  readonly width: number;
  readonly align: Alignment;
}

/** One level of grouping, outermost first: consecutive rows with equal values form a group. */
export interface TableGroup {
  readonly index: number;
  readonly column: Column;
  readonly label: string;
}

/** A table as the *auto* reader lays it out: what every paged or sheet format starts from. */
export interface TableLayout {
  readonly page: {
    readonly size: string;
    readonly orientation: 'portrait' | 'landscape';
    /** Points. */
    readonly width: number;
    readonly height: number;
    readonly margin: number;
  };
  readonly font_size: number;
  readonly columns: readonly TableColumn[];
  readonly groups: readonly TableGroup[];
  /** Totals of each group and of the whole, as requested from micro-data. */
  readonly totals: readonly TotalRequest[];
}
