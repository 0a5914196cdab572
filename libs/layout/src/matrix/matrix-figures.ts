import type { Scope, Value } from '../expressions/contract.js';
import { ExactDecimal } from '../expressions/exact-decimal.js';
import { booleanOf, isNumber } from '../expressions/values.js';
import { LayoutError } from '../layout-error.js';
import type { MatrixLevel } from '../model/matrix.js';
import type { MatrixDesign } from '../model/objects.js';
import type { CompareTexts } from '../pages/data/row-order.js';
import { type AxisHeader, type AxisNode, MatrixAxis } from './matrix-axis.js';
import { type DistinctBudget, type Figure, figureOf } from './measure-figure.js';

/** What one row of data brings to a matrix: a value for every level and every measure. */
export interface MatrixRow {
  readonly rows: readonly Value[];
  readonly columns: readonly Value[];
  readonly measures: readonly Value[];
}

/** Levels of one axis that anyone can read. */
const MAX_LEVELS = 16;
/** Fraction digits of a share. */
const SHARE_DIGITS = 28;

/** The row in sight as a matrix reads it; null when its filter leaves it out. */
export function matrixRow(design: MatrixDesign, scope: Scope): MatrixRow | null {
  if (design.filter && !booleanOf(design.filter.evaluate(scope), FILTER)) return null;
  return {
    rows: design.rows.map((level) => level.value.evaluate(scope)),
    columns: design.columns.map((level) => level.value.evaluate(scope)),
    measures: design.measures.map((measure) => measure.value.evaluate(scope)),
  };
}

const FILTER = {
  fail(message: string): never {
    throw new LayoutError('layout-invalid', `The filter of a matrix says neither yes nor no. ${message}`);
  },
};

/**
 * The figures of a matrix. Rows come one by one and are not kept: memory grows with the cells. Totals add up the rows
 * themselves, so that an average is one of all rows and a distinct count counts nothing twice.
 */
export class MatrixFigures {
  readonly rows: MatrixAxis;
  readonly columns: MatrixAxis;
  private readonly cells = new Map<number, Map<number, readonly Figure[]>>();
  private readonly budget: DistinctBudget;
  private readonly depths: { readonly rows: readonly number[]; readonly columns: readonly number[] };

  /** Throws `LayoutError` when a limit is passed, here and in `add`. */
  constructor(
    private readonly design: MatrixDesign,
    private readonly maxCells: number,
    private readonly compareTexts: CompareTexts,
  ) {
    if (Math.max(design.rows.length, design.columns.length) > MAX_LEVELS) {
      throw new LayoutError('layout-too-large', `A matrix has at most ${MAX_LEVELS} levels on each side.`);
    }
    this.rows = new MatrixAxis(design.rows, compareTexts);
    this.columns = new MatrixAxis(design.columns, compareTexts);
    this.budget = { left: maxCells };
    const hasShares = design.measures.some((measure) => measure.percent_of !== 'none');
    this.depths = {
      rows: depthsOf(design.rows, hasShares),
      columns: depthsOf(design.columns, hasShares),
    };
  }

  add(row: MatrixRow): void {
    const across = this.columns.path(row.columns);
    const down = this.rows.path(row.rows);
    const lines = Math.max(this.design.measures.length, 1);
    if (this.rows.leaves * this.columns.leaves * lines > this.maxCells) {
      throw new LayoutError(
        'layout-too-large',
        `A matrix has at most ${this.maxCells} cells; take fewer values for its rows or columns.`,
      );
    }
    for (const depth of this.depths.rows) {
      for (const other of this.depths.columns) {
        const figures = this.figures(down[depth]!, across[other]!);
        figures.forEach((figure, at) => {
          const value = row.measures[at] ?? null;
          if (value !== null) figure.add(value);
        });
      }
    }
  }

  /** What a measure comes to where two headers meet; a share is a fraction of one. Null = nothing. */
  value(row: AxisHeader, column: AxisHeader, measure: number): Value {
    const { aggregate, percent_of } = this.design.measures[measure]!;
    if (aggregate === 'none' && (row.is_total || column.is_total)) return null;
    const value = this.at(row.node, column.node, measure);
    switch (percent_of) {
      case 'none':
        return value;
      case 'row_total':
        return share(value, this.at(row.node, this.columns.root, measure));
      case 'column_total':
        return share(value, this.at(this.rows.root, column.node, measure));
      case 'grand_total':
        return share(value, this.at(this.rows.root, this.columns.root, measure));
    }
  }

  private at(row: AxisNode, column: AxisNode, measure: number): Value {
    return this.cells.get(row.id)?.get(column.id)?.[measure]?.value() ?? null;
  }

  private figures(row: AxisNode, column: AxisNode): readonly Figure[] {
    let line = this.cells.get(row.id);
    if (!line) this.cells.set(row.id, (line = new Map()));
    let figures = line.get(column.id);
    if (!figures) {
      figures = this.design.measures.map((one) => figureOf(one, this.compareTexts, this.budget));
      line.set(column.id, figures);
    }
    return figures;
  }
}

/** Depths of an axis that have figures: its values, its totals, and everything when shares are asked for. */
function depthsOf(levels: readonly MatrixLevel[], hasShares: boolean): readonly number[] {
  const totals = levels.flatMap((level, depth) =>
    level.has_total || (depth === 0 && hasShares) ? [depth] : [],
  );
  return [...totals, levels.length];
}

function share(value: Value, whole: Value): Value {
  if (!isNumber(value) || !isNumber(whole) || whole.isZero()) return null;
  return ExactDecimal.div(value, whole).toDecimalPlaces(SHARE_DIGITS);
}
