import { textDirection, type DocumentInfo } from '@galley/layout';
import type { RenderOptions } from '../contract.js';
import { columnLetters } from './cell-reference.js';
import { type SheetColumn, styleOf } from './sheet-column.js';
import type { SheetDesign } from './sheet-design.js';
import { shorten, xmlText } from './sheet-text.js';
import type { StyleBook } from './style-book.js';

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN_SPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Excel's numbers of paper sizes (ECMA-376 part 1, 18.3.1.63). */
const PAPER: Readonly<Record<string, number>> = { letter: 1, legal: 5, a3: 8, a4: 9, a5: 11 };
const A4 = 9;
/** Characters across an A4 page in portrait at a legible size; wider tables lie down. */
const PORTRAIT_CHARS = 110;

/** What is the same on every data sheet of a workbook. */
export interface SheetFrame {
  readonly columns: readonly SheetColumn[];
  readonly widths: readonly number[];
  readonly document: DocumentInfo;
  readonly options: RenderOptions;
  readonly styles: StyleBook;
  /** Depth of the outline. */
  readonly outline: number;
  /** Cells of a row, where some are not shown. */
  readonly fields?: number;
  /** Sheets of the workbook before the first of these. */
  readonly before?: number;
  readonly design?: SheetDesign;
}

/** What a sheet ends with besides its rows. */
export interface SheetEnding {
  /** Last row that the filter covers. */
  readonly filterTo: number;
  readonly lastRow: number;
  /** Rows after which a new page begins. */
  readonly breaks?: readonly number[];
  readonly hasPictures?: boolean;
}

/** The row of labels. */
export function labelRow({ design }: SheetFrame): number {
  return (design?.head.rows ?? 0) + 1;
}

/** A data sheet up to and with its header row: frozen, named, wide enough. */
export function sheetStart(frame: SheetFrame, isFirst: boolean): string {
  const { columns, widths, document, styles, outline, design } = frame;
  const row = labelRow(frame);
  const below = `A${row + 1}`;
  const pane =
    (design?.head.isFrozen ?? true)
      ? `<pane ySplit="${row}" topLeftCell="${below}" activePane="bottomLeft" state="frozen"/>` +
        `<selection pane="bottomLeft" activeCell="${below}" sqref="${below}"/>`
      : '';
  const rightToLeft =
    (design?.direction ?? textDirection(document.locale)) === 'rtl' ? ' rightToLeft="1"' : '';
  const selected = isFirst ? ' tabSelected="1"' : '';
  const style = styleOf(
    styles.indexOf({ font: 'bold', fill: 'header', border: 'below', align: 'center', wrap: true }),
  );
  const labels = columns.map(
    ({ letters, column }) =>
      `<c r="${letters}${row}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(shorten(column.label))}</t></is></c>`,
  );
  const cols = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    `${XML_HEAD}<worksheet xmlns="${MAIN_SPACE}">` +
    '<sheetPr><outlinePr summaryBelow="1"/><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView${selected}${rightToLeft} workbookViewId="0">` +
    `${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"${outline > 0 ? ` outlineLevelRow="${outline}"` : ''}/>` +
    (cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '') +
    `<sheetData>${design?.head.xml ?? ''}<row r="${row}">${labels.join('')}</row>`
  );
}

/** The rest of a data sheet: filter, print set-up, and no green corners on codes that look like numbers. */
export function sheetEnd(
  frame: SheetFrame,
  { filterTo, lastRow, breaks = [], hasPictures = false }: SheetEnding,
): string {
  const { columns, widths, document, options, design } = frame;
  const last = columnLetters(Math.max(0, columns.length - 1));
  const chars = widths.reduce((sum, width) => sum + width, 0);
  const isLandscape =
    options.orientation === 'landscape' || (options.orientation !== 'portrait' && chars > PORTRAIT_CHARS);
  const paper = PAPER[options.page_size?.toLowerCase() ?? 'a4'] ?? A4;
  return (
    '</sheetData>' +
    (columns.length > 0 ? `<autoFilter ref="A${labelRow(frame)}:${last}${filterTo}"/>` : '') +
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="${paper}" orientation="${isLandscape ? 'landscape' : 'portrait'}" fitToHeight="0"/>` +
    (design?.running ??
      `<headerFooter><oddHeader>${code('L', document.title)}${code('R', document.organization)}</oddHeader>` +
        '<oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter>') +
    rowBreaks(breaks) +
    `<ignoredErrors><ignoredError sqref="A1:${last}${lastRow}" numberStoredAsText="1"/></ignoredErrors>` +
    (hasPictures ? DRAWING : '') +
    '</worksheet>'
  );
}

/** The one drawing that a sheet may have. */
export const DRAWING =
  '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>';

function rowBreaks(rows: readonly number[]): string {
  if (rows.length === 0) return '';
  const breaks = rows.map((row) => `<brk id="${row}" max="16383" man="1"/>`);
  return `<rowBreaks count="${rows.length}" manualBreakCount="${rows.length}">${breaks.join('')}</rowBreaks>`;
}

/** A part of a page header; at most 255 characters in all are allowed there. */
function code(part: 'L' | 'R', text: string): string {
  const short = text.length > 100 ? `${text.slice(0, 99)}…` : text;
  // A digit right after the code would be read as a font size.
  return xmlText(`&${part}${/^\d/.test(short) ? ' ' : ''}${short.replaceAll('&', '&&')}`);
}
