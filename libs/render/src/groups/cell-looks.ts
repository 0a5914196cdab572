import type { Column, RowCells } from '@galley/dataset';
import {
  booleanOf,
  type CellStyle,
  columnValue,
  type Expression,
  LayoutError,
  type TableColumn,
} from '@galley/layout';
import type { RowScope } from './row-scope.js';

/** A column as far as its look is concerned. */
type LookedAt = Pick<TableColumn, 'index' | 'column' | 'design'>;

interface ColumnLook {
  readonly index: number;
  readonly column: Column;
  readonly style: CellStyle | null;
  readonly when: readonly { readonly condition: Expression; readonly style: CellStyle }[];
}

/** How the cells of a row look where the layout's author says so; conditions are asked row by row. */
export class CellLooks {
  /** By position among the layout's columns, of the row read last. */
  readonly styles: (CellStyle | null)[];
  private readonly looks: readonly ColumnLook[];

  /** Null when no column has a style or condition: rows are then drawn without asking. */
  static of({ columns }: { readonly columns: readonly LookedAt[] }, scope: RowScope): CellLooks | null {
    const isPlain = columns.every(({ design }) => !design || (!design.style && design.when.length === 0));
    return isPlain ? null : new CellLooks(columns, scope);
  }

  private constructor(
    columns: readonly LookedAt[],
    private readonly scope: RowScope,
  ) {
    this.looks = columns.map(({ index, column, design }) => ({
      index,
      column,
      style: design?.style ?? null,
      when: (design?.when ?? []).map(({ condition, style }) => ({
        condition,
        style: over(style, design?.style ?? null),
      })),
    }));
    this.styles = this.looks.map(({ style }) => style);
  }

  /** Decides the styles of a row. Throws `ExpressionError`, `LayoutError`. */
  read(batch: Buffer, cells: RowCells): void {
    const { scope } = this;
    scope.read(batch, cells);
    this.looks.forEach(({ index, column, style, when }, position) => {
      if (when.length === 0) return;
      scope.value = columnValue(scope.text(index), column.type);
      const holding = when.find(({ condition }) => booleanOf(condition.evaluate(scope), FAULT));
      this.styles[position] = holding?.style ?? style;
    });
  }
}

/** What a condition's style leaves open, the column's own says. */
function over(style: CellStyle, base: CellStyle | null): CellStyle {
  return {
    bold: style.bold ?? base?.bold ?? null,
    italic: style.italic ?? base?.italic ?? null,
    color: style.color ?? base?.color ?? null,
    fill: style.fill ?? base?.fill ?? null,
    border: style.border ?? base?.border ?? null,
  };
}

const FAULT = {
  fail(message: string): never {
    throw new LayoutError('layout-invalid', `A condition cannot be decided: ${message}`);
  },
};
