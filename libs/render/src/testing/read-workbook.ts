import ExcelJS from 'exceljs';

/** Reads a workbook with another library than the one under test. */
export async function readWorkbook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  await workbook.xlsx.load(copy);
  return workbook;
}

/** Values of a sheet, row by row; formulas by their result. */
export function valuesOf(sheet: ExcelJS.Worksheet): unknown[][] {
  const rows: unknown[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const values: unknown[] = [];
    for (let index = 1; index <= sheet.columnCount; index++) values.push(row.getCell(index).value);
    rows.push(values);
  });
  return rows;
}
