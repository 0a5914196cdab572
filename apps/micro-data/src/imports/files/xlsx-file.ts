import ExcelJS from 'exceljs';
import { ImportRejected } from '../import-rejected.js';
import { checkWorkbook } from './check-workbook.js';
import type { Cell, FileEntry, FileKind, TemplateColumn } from './file-kind.js';

/** The first sheet of a workbook. Numbers, days and truth values come typed, formulas by the value they had. */
export const xlsxFile: FileKind = {
  key: 'xlsx',
  media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isTable: true,

  async open(path, { decimal }) {
    await checkWorkbook(path);
    return { decimal: decimal ?? '.', entries: entriesOf(path) };
  },

  template: templateOf,
};

async function* entriesOf(path: string): AsyncGenerator<FileEntry> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    entries: 'ignore',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    worksheets: 'emit',
  });
  try {
    for await (const sheet of reader) {
      for await (const row of sheet) yield entryOf(row);
      return;
    }
  } catch (error) {
    throw ImportRejected.error('The file is no workbook that can be read.', { cause: error });
  }
}

function entryOf(row: ExcelJS.Row): FileEntry {
  const cells: Cell[] = [];
  for (let index = 1; index <= row.cellCount; index++) {
    const cell = cellOf(row.getCell(index).value);
    if (cell === undefined) return { line: row.number, fault: `has an error in column ${index}` };
    cells.push(cell);
  }
  return { line: row.number, cells };
}

/** Undefined for a cell that holds an error such as #N/A. */
function cellOf(value: ExcelJS.CellValue): Cell | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object' || value instanceof Date) return value;
  if ('error' in value) return undefined;
  if ('result' in value || 'formula' in value || 'sharedFormula' in value) {
    return cellOf((value as { result?: ExcelJS.CellValue }).result ?? null);
  }
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  return 'text' in value ? cellOf(value.text) : undefined;
}

/** Headings on the first sheet, what they mean on the second. */
async function templateOf(columns: readonly TemplateColumn[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Records', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ name }) => ({ header: name, width: Math.max(12, name.length + 2) }));
  sheet.getRow(1).font = { bold: true };
  const fields = workbook.addWorksheet('Fields');
  fields.addRow(['Column', 'Meaning', 'Kind', 'Required', 'Example']).font = { bold: true };
  for (const { name, label, kind, is_required, example } of columns) {
    fields.addRow([name, label, kind, is_required ? 'yes' : '', example]);
  }
  fields.columns.forEach((column) => (column.width = 26));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
