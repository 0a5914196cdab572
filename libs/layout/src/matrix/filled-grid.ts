import type { Value } from '../expressions/contract.js';
import type { TableCell } from '../model/objects.js';

/** A cell of a matrix that holds its rows. Places that a span covers have no cell of their own. */
export interface FilledCell {
  readonly column: number;
  readonly row: number;
  readonly column_span: number;
  readonly row_span: number;
  /** The cell of the template whose look, link, highlights and further objects it has; its text is written already. */
  readonly template: TableCell;
  /** What `Value` is in its highlights. */
  readonly value: Value;
  readonly text: string;
  /** Whether the template's even style holds. */
  readonly is_even: boolean;
}

/** Sizes in points; those that are not `auto_size` are final. */
export interface FilledColumn {
  readonly width: number;
  readonly auto_size: boolean;
  readonly min: number;
  readonly max: number | null;
  /** Whether the designer asks for a new page before it. */
  readonly page_break: boolean;
}

export interface FilledRow {
  readonly height: number;
  readonly auto_size: boolean;
  readonly page_break: boolean;
}

/** A filled matrix: what is printed over as many pages as it takes. */
export interface FilledGrid {
  readonly columns: readonly FilledColumn[];
  readonly rows: readonly FilledRow[];
  /** Row by row, from left to right. */
  readonly cells: readonly FilledCell[];
  /** Header rows and columns, to be repeated where the grid continues. */
  readonly fixed_rows: number;
  readonly fixed_columns: number;
  /** Rows and columns of totals, each with those whose values it adds up; totals are not among these. */
  readonly total_rows: ReadonlyMap<number, readonly number[]>;
  readonly total_columns: ReadonlyMap<number, readonly number[]>;
}
