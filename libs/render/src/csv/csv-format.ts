import type { ByteSink, OutputFormat, RenderInput, RenderResult } from '../contract.js';
import { passRows } from '../rows-pass.js';
import { writeEncoded } from '../sink-writer.js';
import { CsvEncoder } from './csv-encoder.js';
import { dialectOf } from './dialect.js';

/**
 * RFC 4180 in the dialect of the document's locale (`dialect.ts`): labels, then one line per row and nothing
 * else, so that the file can be read back. Text that a spreadsheet would run is neutralised; numbers stay
 * numbers; null is empty and empty text `""`.
 */
export const csvFormat: OutputFormat = {
  key: 'csv',
  aliases: [],
  extension: 'csv',
  media_type: 'text/csv; charset=utf-8',
  shows_groups: false,

  async render(input: RenderInput, sink: ByteSink): Promise<RenderResult> {
    const dialect = dialectOf(input.document.locale, input.options.csv);
    const encoder = new CsvEncoder(input.dataset.header.columns, dialect);
    encoder.header();
    const { rows, trailer } = await passRows(input, (batch) =>
      writeEncoded(sink, encoder, encoder.encode(batch)),
    );
    await writeEncoded(sink, encoder, encoder.flush());
    return { rows, pages: null, trailer };
  },
};
