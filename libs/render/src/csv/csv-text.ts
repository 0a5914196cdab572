import type { DatasetText } from '../dataset-text.js';
import type { RenderInput } from '../contract.js';
import { CsvEncoder } from './csv-encoder.js';
import { dialectOf } from './dialect.js';

/** The dataset as CSV in the dialect of the document's locale. */
export function csvText({ dataset, document, options }: RenderInput): DatasetText {
  const encoder = new CsvEncoder(dataset.header.columns, dialectOf(document.locale, options.csv));
  encoder.header();
  return {
    media_type: 'text/csv; charset=utf-8',
    start: () => [],
    rows: (batch) => encoder.encode(batch),
    end: () => encoder.flush(),
    reuse: (chunk) => encoder.reuse(chunk),
  };
}
