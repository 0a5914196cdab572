import { RowNumber } from './row-number.js';
import type { RowRange } from './subtotal-formula.js';

/** A place in the data sheets: the sheet's position and a row in it. */
export interface Mark {
  readonly sheet: number;
  readonly row: number;
}

/** Where the data sheets have got to. */
export class SheetCursor {
  readonly rowNumber = new RowNumber();
  private readonly full: { readonly name: string; readonly last: number }[] = [];
  /** Where the first row of data stands. */
  readonly first: Mark;

  /** `headRows`: those above the data of every sheet. */
  constructor(
    /** Of a sheet, by its position; asked once per sheet. */
    private readonly nameOf: (sheet: number, group?: string) => string = dataName,
    readonly headRows: number = 1,
  ) {
    this.first = { sheet: 0, row: headRows + 1 };
    this.name = nameOf(0);
  }

  /** Of the open sheet. */
  name: string;

  /** Names of all data sheets with the last row of each, the open one included. */
  sheets(): { readonly name: string; readonly last: number }[] {
    return [...this.full, { name: this.name, last: this.rowNumber.value }];
  }

  nextSheet(): void {
    this.full.push({ name: this.name, last: this.rowNumber.value });
    this.rowNumber.reset();
    this.name = this.nameOf(this.full.length, this.group);
  }

  /** The group that the next sheet, or the open one, is for. */
  call(group: string, isOpenSheet: boolean): void {
    this.group = group;
    if (isOpenSheet) this.name = this.nameOf(this.full.length, group);
  }

  private group: string | undefined;

  /** The row that comes next. */
  mark(): Mark {
    return { sheet: this.full.length, row: this.rowNumber.value + 1 };
  }

  /** The rows from a mark to the current one, sheet by sheet. */
  since(mark: Mark): RowRange[] {
    return this.sheets()
      .map(({ name, last }, sheet) => ({
        sheet: sheet === this.full.length ? null : name,
        first: sheet === mark.sheet ? mark.row : this.headRows + 1,
        last,
      }))
      .filter(({ first, last }, sheet) => sheet >= mark.sheet && last >= first);
  }
}

function dataName(sheet: number): string {
  return sheet === 0 ? 'Data' : `Data ${sheet + 1}`;
}
