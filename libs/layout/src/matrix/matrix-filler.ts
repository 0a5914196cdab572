import type { Scope } from '../expressions/contract.js';
import type { MatrixDesign } from '../model/objects.js';
import type { CompareTexts } from '../pages/data/row-order.js';
import type { FilledGrid } from './filled-grid.js';
import { fillMatrix } from './fill-matrix.js';
import { MatrixFigures, type MatrixRow, matrixRow } from './matrix-figures.js';

export type { MatrixRow };

/**
 * Fills one matrix: rows are read one by one, then the grid is made. Memory grows with its cells, never with its rows;
 * more cells than `limits` allows end in a `LayoutError` (`layout-too-large`).
 */
export class MatrixFiller {
  private readonly figures: MatrixFigures;

  constructor(
    private readonly design: MatrixDesign,
    limits: { readonly matrix_cells: number },
    compareTexts: CompareTexts,
  ) {
    this.figures = new MatrixFigures(design, limits.matrix_cells, compareTexts);
  }

  /** Reads the row that `scope` sees, unless the matrix's filter leaves it out. */
  read(scope: Scope): void {
    const row = matrixRow(this.design, scope);
    if (row) this.add(row);
  }

  add(row: MatrixRow): void {
    this.figures.add(row);
  }

  /** The filled grid in the sizes of the template; `fitGrid` gives automatic sizes. Values are written in `scope`'s locale. */
  fill(scope: Scope): FilledGrid {
    return fillMatrix(this.design, this.figures, scope);
  }
}
