import type { OutputFormat } from '../contract.js';
import { writeDataset } from '../sink-writer.js';
import { csvText } from './csv-text.js';

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
  render: (input, sink) => writeDataset(csvText(input), input, sink),
};
