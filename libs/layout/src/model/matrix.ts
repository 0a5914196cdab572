import type { Expression } from '../expressions/contract.js';

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
