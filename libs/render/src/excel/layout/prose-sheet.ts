import { textDirection } from '@galley/layout';
import { columnLetters } from '../cell-reference.js';
import { styleOf } from '../sheet-column.js';
import { MAIN_SPACE, XML_HEAD } from '../sheet-frame.js';
import { MAX_CELL_CHARS, xmlText } from '../sheet-text.js';
import type { CellLook } from '../style-book.js';
import { textCell } from '../text-rows.js';
import { sheetPath } from '../workbook-parts.js';
import type { ZipEntry } from '../zip-entry.js';
import type { WorkbookDraft } from './workbook-draft.js';

const LEVEL = 2;
/** Characters of XML that wait before they are written. */
const CHUNK = 64_000;
/** Points of a line. */
const LINE = 15;
/** Excel has no rows higher than this. */
const MAX_HEIGHT = 409;
/** Characters across a page within which text is read easily. */
export const PROSE_WIDTH = 90;

/** A cell of a sheet of texts, and where it leads. */
export interface ProseCell {
  readonly text: string;
  readonly look?: CellLook;
  /** Name of a sheet. */
  readonly sheet?: string;
}

/** A sheet of texts, written row by row at its place in a workbook. */
export class ProseSheet {
  private readonly entry: ZipEntry;
  private xml: string;
  private row = 0;
  private links = '';

  /** `place`: of the sheet among all; `widths` of its columns, in characters. */
  constructor(
    private readonly draft: WorkbookDraft,
    place: number,
    private readonly widths: readonly number[],
    direction: 'ltr' | 'rtl' | null,
  ) {
    const rightToLeft =
      (direction ?? textDirection(draft.document.locale)) === 'rtl' ? ' rightToLeft="1"' : '';
    const selected = place === 0 ? ' tabSelected="1"' : '';
    const cols = widths.map(
      (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
    );
    this.entry = draft.zip.open(sheetPath(place), LEVEL);
    this.xml =
      `${XML_HEAD}<worksheet xmlns="${MAIN_SPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
      `<sheetViews><sheetView showGridLines="0"${selected}${rightToLeft} workbookViewId="0"/></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`;
  }

  /** The next row, from the first column; without cells an empty one. */
  async line(...cells: readonly ProseCell[]): Promise<void> {
    this.row++;
    const xml = cells.map((cell, at) => this.cell(cell, `${columnLetters(at)}${this.row}`)).join('');
    if (xml !== '') this.xml += `<row r="${this.row}"${this.height(cells)}>${xml}</row>`;
    if (this.xml.length > CHUNK) await this.flush();
  }

  async close(): Promise<void> {
    this.xml +=
      '</sheetData>' +
      (this.links === '' ? '' : `<hyperlinks>${this.links}</hyperlinks>`) +
      '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/></worksheet>';
    await this.flush();
    await this.draft.zip.close(this.entry);
  }

  abandon(): void {
    this.entry.abandon();
  }

  /** Excel makes rows as high as their text, other readers do not: about as many lines as it takes. */
  private height(cells: readonly ProseCell[]): string {
    const lines = cells.map(({ text, look }, at) =>
      look?.wrap && look.font !== 'title' ? Math.ceil(text.length / (this.widths[at] ?? PROSE_WIDTH)) : 1,
    );
    const most = Math.max(...lines);
    return most > 1 ? ` ht="${Math.min(most * LINE, MAX_HEIGHT)}" customHeight="1"` : '';
  }

  private cell({ text, look = {}, sheet }: ProseCell, reference: string): string {
    if (text === '') return '';
    if (text.length > MAX_CELL_CHARS) this.draft.shortened++;
    if (sheet !== undefined) {
      const target = `'${sheet.replaceAll("'", "''")}'!A1`;
      this.links += `<hyperlink ref="${reference}" location="${xmlText(target)}"/>`;
    }
    return textCell(reference, styleOf(this.draft.styles.indexOf(look)), text);
  }

  private async flush(): Promise<void> {
    const { xml } = this;
    this.xml = '';
    await this.entry.write(Buffer.from(xml));
  }
}
