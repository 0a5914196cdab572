import type { MatrixLevel } from '../model/matrix.js';
import type { MatrixDesign } from '../model/objects.js';

/** Where the places of one axis stand in the template grid. */
export interface TemplateAxis {
  /** Header lines: of the levels, one at least, and of the measures' captions. */
  readonly levels: number;
  /** Lines of one value: as many as measures that stand along this axis. */
  readonly lines: number;
  /** First line of the values. */
  readonly leaf: number;
  /** First line of the total of each level; null = the level has none. */
  readonly totals: readonly (number | null)[];
  readonly length: number;
}

/**
 * How designers lay out the template of a matrix: title, one header line per level, captions of several measures; then
 * the values, and behind them the totals from the innermost level to the outermost, even where totals print first.
 */
export interface TemplateShape {
  readonly title_rows: 0 | 1;
  /** Header rows with title and captions, header columns with captions. */
  readonly header_rows: number;
  readonly header_columns: number;
  readonly has_captions: boolean;
  readonly columns: TemplateAxis;
  readonly rows: TemplateAxis;
}

type Shaped = Pick<MatrixDesign, 'columns' | 'rows' | 'measures' | 'measures_side_by_side' | 'show_title'>;

export function templateShape(design: Shaped): TemplateShape {
  const measures = Math.max(design.measures.length, 1);
  const has_captions = measures > 1;
  const isAcross = has_captions && design.measures_side_by_side;
  const isDown = has_captions && !design.measures_side_by_side;
  const title_rows = design.show_title ? 1 : 0;
  const header_rows = title_rows + Math.max(design.columns.length, 1) + (isAcross ? 1 : 0);
  const header_columns = Math.max(design.rows.length, 1) + (isDown ? 1 : 0);
  return {
    title_rows,
    header_rows,
    header_columns,
    has_captions,
    columns: axisOf(design.columns, header_columns, isAcross ? measures : 1),
    rows: axisOf(design.rows, header_rows, isDown ? measures : 1),
  };
}

function axisOf(levels: readonly MatrixLevel[], leaf: number, lines: number): TemplateAxis {
  let at = leaf + lines * (1 + levels.filter((level) => level.has_total).length);
  const length = at;
  const totals = levels.map((level) => (level.has_total ? (at -= lines) : null));
  return { levels: Math.max(levels.length, 1), lines, leaf, totals, length };
}
