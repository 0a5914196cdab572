import type { ByteSink, OutputFormat, RenderInput, RenderResult } from '../contract.js';
import { passRows } from '../rows-pass.js';
import { ExcelDocument } from './excel-document.js';
import { isDesigned, writeLayoutWorkbook } from './layout/layout-workbook.js';

/**
 * A workbook: typed and formatted rows on the sheet Data (and Data 2 … beyond 1,048,576 rows), with frozen header,
 * filter, outline and live subtotals; what the figures are on the sheet Parameters. Layouts
 * that say more have sheets of their own. Streamed, in constant memory.
 */
export const excelFormat: OutputFormat = {
  key: 'excel',
  aliases: ['xlsx'],
  extension: 'xlsx',
  media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  shows_groups: true,

  async render(input: RenderInput, sink: ByteSink): Promise<RenderResult> {
    if (isDesigned(input.layout)) return writeLayoutWorkbook(input, input.layout, sink);
    const document = new ExcelDocument(input, sink);
    try {
      const passed = await passRows(input, (batch) => document.write(batch));
      return { rows: passed.rows, pages: await document.finish(passed), trailer: passed.trailer };
    } catch (error) {
      document.abandon();
      throw error;
    }
  },
};
