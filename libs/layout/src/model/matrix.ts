import type { Expression } from '../expressions/contract.js';
import type { TableCell } from './objects.js';

/** One level of a matrix axis, outermost first. */
export interface MatrixLevel {
  readonly value: Expression;
  readonly sort: 'asc' | 'desc' | 'none';
  /** Whether a total follows the values of this level; its header cell in the template grid says how it looks. */
  readonly has_total: boolean;
  readonly totals_first: boolean;
  readonly page_break: boolean;
}

export interface MatrixMeasure {
  readonly value: Expression;
  readonly aggregate: 'sum' | 'avg' | 'min' | 'max' | 'count' | 'count_distinct' | 'none';
  /** Share of the row's, the column's or the grand total. */
  readonly percent_of: 'none' | 'row_total' | 'column_total' | 'grand_total';
}

/**
 * A crosstab. `grid` is the template table as designers draw it: header rows, one row per row level's value and total,
 * one column per column level's value and total; its cells give look and size of the cells they stand for.
 */
export interface MatrixDesign {
  readonly source: string | null;
  readonly filter: Expression | null;
  readonly columns: readonly MatrixLevel[];
  readonly rows: readonly MatrixLevel[];
  readonly measures: readonly MatrixMeasure[];
  /** Measures stand side by side (columns) or below each other (rows). */
  readonly measures_side_by_side: boolean;
  readonly show_title: boolean;
  readonly grid: MatrixGrid;
  readonly auto_size: boolean;
  /** Header rows and columns are repeated where the matrix continues on another page. */
  readonly repeat_headers: boolean;
  /** Wider than the page: next columns below (`down`) or on further pages (`across`). */
  readonly flow: 'across' | 'down';
  readonly even_style_priority: 'rows' | 'columns';
}

export interface MatrixGrid {
  readonly columns: readonly {
    readonly width: number;
    readonly auto_size: boolean;
    readonly min: number;
    readonly max: number | null;
  }[];
  readonly rows: readonly {
    readonly height: number;
    readonly auto_size: boolean;
    readonly cells: readonly TableCell[];
  }[];
}
