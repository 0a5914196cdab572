import type { Aggregate, TotalRequest } from '@galley/dataset';
import type { Expression } from '../expressions/contract.js';
import type { Border, Color, Fill } from './appearance.js';
import type { ChartDesign } from './chart.js';
import type { MatrixDesign } from './objects.js';
import type { SectionFrame } from './section-design.js';
import type { ValuePattern } from './value-pattern.js';

/**
 * What an analytical layout says about a table: everything is optional, and what is left open the *auto* rules decide
 * (`autoLayout`). Column names are the dataset's.
 */
export interface TableDesign extends SectionFrame {
  /** Named dataset of the template; null = the primary one. */
  readonly source: string | null;
  /** Empty = every column of the dataset. */
  readonly columns: readonly ColumnDesign[];
  readonly groups: readonly GroupDesign[];
  readonly totals: readonly TotalRequest[];
  /** Above (`before`) or below the table. */
  readonly charts: readonly {
    readonly at: 'before' | 'after';
    readonly height: number;
    readonly design: ChartDesign;
  }[];
  readonly matrices: readonly MatrixDesign[];
  /** Paragraphs below the table, in the Markdown subset. */
  readonly notes: readonly string[];
  /** False: only charts, matrices and notes. */
  readonly show_rows: boolean;
  /** Lines a cell may take on a page before it ends in an ellipsis; null = as tables do. */
  readonly max_lines: number | null;
  /** What is said below where all is complete; what is missing is said always. */
  readonly closing: 'full' | 'brief' | 'none';
}

export interface ColumnDesign {
  readonly field: string;
  readonly label: string | null;
  /** Points; null = as the values need. */
  readonly width: number | null;
  readonly align: 'left' | 'center' | 'right' | null;
  /** `percent` without more takes the figure as per cent, as datasets hold it: 83.3, not 0.833. */
  readonly format: ValuePattern | null;
  readonly style: CellStyle | null;
  /** First condition that holds decides. */
  readonly when: readonly { readonly condition: Expression; readonly style: CellStyle }[];
}

export interface CellStyle {
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly color: Color | null;
  readonly fill: Fill | null;
  readonly border: Border | null;
}

export interface GroupDesign {
  readonly field: string;
  /** Text with expressions; null = `Label: value`. */
  readonly header: string | null;
  readonly footer: string | null;
  readonly page_break: boolean;
  /** In a workbook: each group on a sheet of its own. */
  readonly sheet: boolean;
  readonly totals: readonly { readonly column: string; readonly aggregate: Aggregate }[];
}
