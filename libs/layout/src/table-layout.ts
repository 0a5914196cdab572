import type { Column, TotalRequest } from '@galley/dataset';
import type { ColumnDesign, GroupDesign } from './model/table-design.js';

export type Alignment = 'left' | 'center' | 'right';

/** How one column is shown. Widths are in points (1/72 inch). */
export interface TableColumn {
  /** Position of the column in the dataset's rows. */
  readonly index: number;
  readonly column: Column;
  readonly label: string;
  readonly width: number;
  readonly align: Alignment;
  /** Fraction digits for which room is kept, so that decimal signs stand under each other. */
  readonly fraction_digits: number;
  /** What the layout's author says of the column; null = nothing. */
  readonly design: ColumnDesign | null;
}

/** One level of grouping, outermost first: consecutive rows with equal values form a group. */
export interface TableGroup {
  readonly index: number;
  readonly column: Column;
  readonly label: string;
  /** What the layout's author says of the group; null = nothing. */
  readonly design: GroupDesign | null;
}

/** Points between a column's edge and its text, on both sides. */
export const CELL_PADDING = 4;

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
  /** Lines a cell may wrap into before it ends in an ellipsis. */
  readonly max_lines: number;
  /** Where the first column stands: right in Arabic, Hebrew, Persian … */
  readonly direction: 'ltr' | 'rtl';
  readonly columns: readonly TableColumn[];
  /**
   * Columns (positions in `columns`) of each page side by side. One entry in nearly all cases; a table too
   * wide to be legible is split, and each part repeats the first column.
   */
  readonly panels: readonly (readonly number[])[];
  readonly groups: readonly TableGroup[];
  /** Totals of each group and of the whole, as requested from micro-data. */
  readonly totals: readonly TotalRequest[];
}
