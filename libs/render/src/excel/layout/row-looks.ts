import { type Column, RowCells } from '@galley/dataset';
import type { CellStyle } from '@galley/layout';
import { CellLooks } from '../../groups/cell-looks.js';
import type { SheetColumn } from '../sheet-column.js';

/** The columns of a sheet as they look in one row, by the conditions of the layout's author. */
export class RowLooks {
  private readonly cells: RowCells;
  private readonly current: SheetColumn[];
  private readonly known: Map<CellStyle, SheetColumn>[];

  /** `styled` makes the column of a position (from 0) in a style. */
  constructor(
    private readonly looks: CellLooks,
    columns: readonly Column[],
    private readonly plain: readonly SheetColumn[],
    private readonly styled: (position: number, style: CellStyle) => SheetColumn,
  ) {
    this.cells = new RowCells(columns.length);
    this.current = [...plain];
    this.known = plain.map(() => new Map<CellStyle, SheetColumn>());
  }

  /** The columns for the row at `at`, good until the next row. Throws `ExpressionError`, `LayoutError`. */
  columnsOf(batch: Buffer, at: number): readonly SheetColumn[] {
    this.cells.read(batch, at);
    this.looks.read(batch, this.cells);
    for (let position = 0; position < this.current.length; position++) {
      const style = this.looks.styles[position] ?? null;
      this.current[position] = style === null ? this.plain[position]! : this.columnIn(position, style);
    }
    return this.current;
  }

  private columnIn(position: number, style: CellStyle): SheetColumn {
    const known = this.known[position]!;
    let column = known.get(style);
    if (!column) known.set(style, (column = this.styled(position, style)));
    return column;
  }
}
