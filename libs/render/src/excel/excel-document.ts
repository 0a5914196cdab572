import { countRows } from '@galley/dataset';
import { fileDateOf, phrasesFor } from '@galley/layout';
import type { ByteSink, RenderInput } from '../contract.js';
import { TableGroups } from '../groups/table-groups.js';
import { RenderError } from '../render-error.js';
import type { RowsPassed } from '../rows-pass.js';
import { MAX_COLUMNS } from './cell-reference.js';
import { columnWidths, SAMPLE_ROWS, sampleOf } from './column-widths.js';
import { DataSheets } from './data-sheets.js';
import { parametersSheet } from './parameters-sheet.js';
import { sheetColumnOf } from './sheet-column.js';
import { StyleBook } from './style-book.js';
import { MAX_OUTLINE } from './total-rows.js';
import { type SheetEntry, sheetPath, workbookParts } from './workbook-parts.js';
import { ZipWriter } from './zip-writer.js';

/** A workbook while it is written: held are the first rows, until the widths are known, and nothing after. */
export class ExcelDocument {
  private readonly zip: ZipWriter;
  private readonly styles = new StyleBook();
  private sheets: DataSheets | null = null;
  private held: Buffer[] = [];
  private heldRows = 0;

  /** Errors: `RenderError` `too-many-columns`. */
  constructor(
    private readonly input: RenderInput,
    sink: ByteSink,
    /** Rows of a sheet; smaller ones are for tests. */
    private readonly maxRows?: number,
  ) {
    const { columns } = input.dataset.header;
    if (columns.length > MAX_COLUMNS) {
      throw new RenderError(
        'too-many-columns',
        `a worksheet has ${MAX_COLUMNS} columns, the dataset ${columns.length}`,
      );
    }
    this.zip = new ZipWriter(sink);
  }

  async write(batch: Buffer): Promise<void> {
    if (this.sheets) return this.sheets.write(batch);
    this.held.push(batch);
    this.heldRows += countRows(batch);
    if (this.heldRows >= SAMPLE_ROWS) await this.start();
  }

  /** Writes what follows the rows; gives the number of sheets. */
  async finish(passed: RowsPassed): Promise<number> {
    const sheets = this.sheets ?? (await this.start());
    const entries: SheetEntry[] = [...(await sheets.finish(passed))];
    const { trailer } = passed;
    const { document, options } = this.input;
    if (options.include_summary) {
      const facts = { shortened: sheets.shortened };
      await this.zip.add(sheetPath(entries.length), parametersSheet(document, trailer, facts, this.styles));
      entries.push({ name: 'Parameters', filter: null });
    }
    await this.zip.add('xl/styles.xml', this.styles.xml());
    for (const [path, content] of Object.entries(workbookParts(document, entries))) {
      await this.zip.add(path, content);
    }
    await this.zip.finish();
    return entries.length;
  }

  /** Lets go of what an unfinished workbook holds. */
  abandon(): void {
    this.sheets?.abandon();
  }

  private async start(): Promise<DataSheets> {
    const { document, options, dataset } = this.input;
    const { styles } = this;
    const date = fileDateOf(document.locale);
    const columns = dataset.header.columns.map((column, index) => sheetColumnOf(column, index, date, styles));
    const widths = columnWidths(
      columns,
      sampleOf(this.held),
      options.group_by,
      `${phrasesFor(document.locale).subtotal}:  `,
    );
    const outline = Math.min(options.group_by.length, MAX_OUTLINE);
    const frame = { columns, widths, document, options, styles, outline };
    const groups = new TableGroups(dataset.header, options.group_by, options.totals);
    const sheets = new DataSheets(this.zip, frame, groups, this.maxRows);
    this.sheets = sheets;
    const held = this.held;
    this.held = [];
    for (const batch of held) await sheets.write(batch);
    return sheets;
  }
}
