import { Decimal } from 'decimal.js';
import type { Cell, Worksheet } from 'exceljs';
import { readWorkbook } from '../../../../libs/render/src/testing/read-workbook.js';

/** A line of totals: the figures of a group, or of all rows. */
export interface WorkbookFooter {
  readonly label: string;
  readonly cells: readonly FooterCell[];
}

export interface FooterCell {
  readonly column: number;
  readonly formula: string | null;
  /** As the file says it; Excel shows this until it computes anew. */
  readonly result: number;
  /** What the formula gives over the cells it names. */
  readonly computed: number | null;
}

export interface WorkbookFigures {
  readonly header: readonly unknown[];
  readonly rows: readonly (readonly unknown[])[];
  readonly footers: readonly WorkbookFooter[];
  /** Label → value of the sheet about the run. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads a report's workbook with exceljs. A title and a chart may stand above its labels, which are the first row of several
 * cells. Rows are those that name one of `buCodes` in a cell of its own, wherever their layout puts it; the others are
 * footers, or the heads of groups.
 */
export async function workbookFigures(bytes: Buffer, buCodes: readonly string[]): Promise<WorkbookFigures> {
  const workbook = await readWorkbook(bytes);
  const data = sheetOf(workbook.getWorksheet('Data'));
  const head = headOf(data);
  const header = valuesOf(data, head);
  const rows: unknown[][] = [];
  const footers: WorkbookFooter[] = [];
  for (let number = head + 1; number <= data.rowCount; number++) {
    const values = valuesOf(data, number);
    if (values.some((value) => buCodes.includes(String(value)))) rows.push(values);
    else footers.push({ label: data.getCell(number, 1).text, cells: footerCells(data, number) });
  }
  const parameters = new Map<string, string>();
  sheetOf(workbook.getWorksheet('Parameters')).eachRow((row) =>
    parameters.set(row.getCell(1).text, row.getCell(2).text),
  );
  return { header, rows, footers, parameters };
}

function sheetOf(sheet: Worksheet | undefined): Worksheet {
  if (!sheet) throw new Error('the workbook lacks a sheet');
  return sheet;
}

function headOf(sheet: Worksheet): number {
  for (let number = 1; number <= sheet.rowCount; number++) {
    if (valuesOf(sheet, number).filter((value) => value !== null).length > 1) return number;
  }
  throw new Error('the sheet has no labels');
}

function valuesOf(sheet: Worksheet, row: number): unknown[] {
  return Array.from({ length: sheet.columnCount }, (_, index) => sheet.getCell(row, index + 1).value);
}

function footerCells(sheet: Worksheet, row: number): FooterCell[] {
  const cells = Array.from({ length: sheet.columnCount }, (_, index) => sheet.getCell(row, index + 1));
  return cells.flatMap((cell) => {
    const result = cell.formula ? cell.result : cell.value;
    if (typeof result !== 'number') return [];
    const formula = cell.formula || null;
    return [
      {
        column: cell.fullAddress.col,
        formula,
        result,
        computed: formula === null ? null : compute(sheet, formula),
      },
    ];
  });
}

/** What a formula of a footer gives over the cells as they are. */
function compute(sheet: Worksheet, formula: string): number {
  const subtotal = /^SUBTOTAL\((3|9),([A-Z]+)(\d+):\2(\d+)\)$/.exec(formula);
  if (subtotal) {
    const [, kind, letters = '', first, last] = subtotal;
    // Sum and count of cells that are no subtotals themselves.
    const values = cellsOf(sheet, letters, Number(first), Number(last))
      .filter((cell) => !cell.formula && cell.value !== null)
      .map(({ value }) => value);
    return kind === '3' ? values.length : sumOf(values);
  }
  const ofUnits = /^SUM\(SUMIF\(\$([A-Z]+)\$\d+:\$\1\$\d+,\{(.+)\},([A-Z]+)(\d+):\3(\d+)\)\)$/.exec(formula);
  if (!ofUnits) throw new Error(`an unexpected formula: ${formula}`);
  const [, unit = '', units, letters = '', first, last] = ofUnits;
  const codes = JSON.parse(`[${units}]`) as unknown[];
  const cells = cellsOf(sheet, letters, Number(first), Number(last));
  return sumOf(
    cells
      .filter((cell) => codes.includes(sheet.getCell(`${unit}${cell.row}`).value))
      .map(({ value }) => value),
  );
}

function cellsOf(sheet: Worksheet, letters: string, first: number, last: number): Cell[] {
  return Array.from({ length: last - first + 1 }, (_, index) => sheet.getCell(`${letters}${first + index}`));
}

function sumOf(values: readonly unknown[]): number {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.reduce((sum, value) => sum.plus(value), new Decimal(0)).toNumber();
}
