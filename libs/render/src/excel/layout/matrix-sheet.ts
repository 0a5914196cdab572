import {
  type FilledCell,
  type FilledGrid,
  fileDateOf,
  fitGrid,
  estimateText,
  textDirection,
  type MatrixDesign,
} from '@galley/layout';
import { columnLetters, MAX_COLUMNS } from '../cell-reference.js';
import { RenderError } from '../../render-error.js';
import { MAIN_SPACE, XML_HEAD } from '../sheet-frame.js';
import { sheetPath } from '../workbook-parts.js';
import { MatrixCells } from './matrix-cells.js';
import type { WorkbookDraft } from './workbook-draft.js';

const LEVEL = 2;
/** Cells encoded at a time. */
const CHUNK = 2_000;
/** Points of a character of the default font, and of the space beside a text. */
const CHAR = 5.25;
const BESIDE = 8;
/** Excel's 11 points against the size that the estimate is per thousand of. */
const SIZE = 11;

/**
 * Writes a crosstab on a sheet of its own: typed figures, totals that are sums as live formulas, header cells merged over
 * what they stand for, header rows and columns frozen and repeated in print.
 */
export async function writeMatrix(
  draft: WorkbookDraft,
  design: MatrixDesign,
  grid: FilledGrid,
  name: string,
  direction: 'ltr' | 'rtl' | null,
): Promise<void> {
  if (grid.columns.length > MAX_COLUMNS) {
    throw new RenderError(
      'too-many-columns',
      `a worksheet has ${MAX_COLUMNS} columns, the crosstab ${grid.columns.length}`,
    );
  }
  const { zip, styles, document } = draft;
  const sheet = draft.entries.length;
  const entry = zip.open(sheetPath(sheet), LEVEL);
  try {
    await entry.write(Buffer.from(start(grid, direction ?? textDirection(document.locale), sheet === 0)));
    const culture = { locale: document.locale, currency: document.currency ?? null };
    const cells = new MatrixCells(design, grid, styles, fileDateOf(document.locale), culture);
    let rows = '';
    for (let at = 0; at < grid.cells.length;) {
      const row = grid.cells[at]!.row;
      rows += `<row r="${row + 1}">`;
      const from = at;
      for (; grid.cells[at]?.row === row; at++) rows += cells.xml(grid.cells[at]!);
      rows += '</row>';
      if (rows.length > CHUNK * 100 || at - from > CHUNK || at >= grid.cells.length) {
        await entry.write(Buffer.from(rows));
        rows = '';
      }
    }
    await entry.write(Buffer.from(end(grid)));
    await zip.close(entry);
  } catch (error) {
    entry.abandon();
    throw error;
  }
  draft.entries.push({
    name: draft.names.take(titleOf(grid, name), 'Matrix'),
    filter: null,
    titles: titlesOf(grid),
  });
}

function titleOf(grid: FilledGrid, name: string): string {
  const [first] = grid.cells;
  const isTitle = first && first.row === 0 && first.column === 0 && first.column_span === grid.columns.length;
  return isTitle && first.text !== '' ? first.text : name;
}

function start(grid: FilledGrid, direction: 'ltr' | 'rtl', isFirst: boolean): string {
  const { fixed_rows: rows, fixed_columns: columns } = grid;
  const corner = `${columnLetters(columns)}${rows + 1}`;
  const x = columns > 0 ? ` xSplit="${columns}"` : '';
  const y = rows > 0 ? ` ySplit="${rows}"` : '';
  const active = columns > 0 && rows > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
  const pane =
    x + y === '' ? '' : `<pane${x}${y} topLeftCell="${corner}" activePane="${active}" state="frozen"/>`;
  const rightToLeft = direction === 'rtl' ? ' rightToLeft="1"' : '';
  const cols = widthsOf(grid).map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `${XML_HEAD}<worksheet xmlns="${MAIN_SPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''}${rightToLeft} workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''}<sheetData>`
  );
}

function end({ cells }: FilledGrid): string {
  const merged = cells.filter(({ column_span, row_span }) => column_span > 1 || row_span > 1).map(mergeOf);
  return (
    '</sheetData>' +
    (merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : '') +
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
    '<headerFooter><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>'
  );
}

function mergeOf({ row, column, row_span, column_span }: FilledCell): string {
  const to = `${columnLetters(column + column_span - 1)}${row + row_span}`;
  return `<mergeCell ref="${columnLetters(column)}${row + 1}:${to}"/>`;
}

function titlesOf({ fixed_rows: rows, fixed_columns: columns }: FilledGrid): string {
  return [
    ...(columns > 0 ? [`$A:$${columnLetters(columns - 1)}`] : []),
    ...(rows > 0 ? [`$1:$${rows}`] : []),
  ].join(',');
}

/** Widths in characters, as the texts need. */
function widthsOf(grid: FilledGrid): number[] {
  const setter = {
    width: ({ text, look }: { text: string; look: { font: { bold: boolean } } }): number =>
      Math.max(...text.split('\n').map((line) => (estimateText(line, look.font.bold) * SIZE) / 1000)) +
      BESIDE,
    height: (): number => 0,
  };
  const open = grid.columns.map((column) => ({ ...column, auto_size: true, min: 42, max: 300 }));
  const fitted = fitGrid({ ...grid, columns: open }, setter);
  return fitted.columns.map(({ width }) => Math.round((width / CHAR) * 100) / 100);
}
