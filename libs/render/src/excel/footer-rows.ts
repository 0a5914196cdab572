import type { OutputBuffer } from '@galley/dataset';
import { type SheetColumn, styleOf } from './sheet-column.js';
import type { RowNumber } from './row-number.js';
import { shorten, xmlText } from './sheet-text.js';
import type { CellLook, StyleBook } from './style-book.js';
import { TotalCell } from './total-cell.js';
import type { TotalPlan } from './total-plan.js';

/** A total in a footer: its position in the plan, PostgreSQL's text of its value, and its formula. */
export interface FooterTotal {
  readonly position: number;
  readonly value: string | null;
  readonly formula: string | null;
}

/** Writes the footer rows of one look: of groups, or of the whole table. */
export class FooterRows {
  private readonly style: string;
  private readonly cells: readonly TotalCell[];

  constructor(
    private readonly columns: readonly SheetColumn[],
    private readonly plan: TotalPlan,
    private readonly out: OutputBuffer,
    look: CellLook,
    styles: StyleBook,
  ) {
    this.style = styleOf(styles.indexOf(look));
    this.cells = plan.totals.map(
      ({ index, request }) => new TotalCell(columns[index]!, request.aggregate, look, styles),
    );
  }

  /** Writes the next row: a name in the column at `labelIndex` (-1 = no room for it), and totals. */
  write(
    rowNumber: RowNumber,
    label: string,
    labelIndex: number,
    outline: number,
    totals: readonly FooterTotal[],
  ): void {
    rowNumber.next();
    const row = rowNumber.value;
    const cells = totals.map(({ position, value, formula }): [number, string] => [
      this.plan.totals[position]!.index,
      this.cells[position]!.xml(row, value, formula),
    ]);
    const named = this.columns[labelIndex];
    if (named) {
      const text = xmlText(shorten(label));
      cells.push([labelIndex, `<c r="${named.letters}${row}"${this.style} t="str"><v>${text}</v></c>`]);
    }
    const xml = cells.sort(([a], [b]) => a - b).map(([, cell]) => cell);
    const level = outline > 0 ? ` outlineLevel="${outline}"` : '';
    this.out.append(
      Buffer.from(`<row r="${row}"${this.style} customFormat="1"${level}>${xml.join('')}</row>`),
    );
  }
}
