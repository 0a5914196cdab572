import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decimalOf, delimiterOf } from './csv-dialect.js';
import type { FileEntry, FileKind } from './file-kind.js';
import { textChunks } from './text-chunks.js';

const SAMPLE_BYTES = 64 * 1024;
/** Of one record: longer ones are a quote that nobody closed. */
const MAX_RECORD = 1024 * 1024;

/** RFC 4180 with any of the usual delimiters; UTF-8, with or without a byte order mark. */
export const csvFile: FileKind = {
  key: 'csv',
  media_type: 'text/csv',
  isTable: true,

  async open(path, dialect) {
    const sample = await sampleOf(path);
    const delimiter = dialect.delimiter ?? delimiterOf(sample);
    return { decimal: dialect.decimal ?? decimalOf(sample, delimiter), entries: entriesOf(path, delimiter) };
  },

  template: (columns) => {
    const cells = columns.map(({ name }) => name);
    return Promise.resolve(Buffer.from(`\ufeff${cells.join(',')}\r\n`, 'utf8'));
  },
};

async function sampleOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  } finally {
    await file.close();
  }
}

interface Parsed {
  readonly record: string[];
  /** The text of the record, with blank lines before it. */
  readonly raw: string;
}

async function* entriesOf(path: string, delimiter: string): AsyncGenerator<FileEntry> {
  const parser = parse({
    bom: true,
    delimiter,
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
  });
  const input = Readable.from(textChunks(path));
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let next = 1;
  try {
    for await (const { record, raw } of parser as AsyncIterable<Parsed>) {
      // Cells may have line breaks too, and a break before the record is a blank line.
      const text = raw.trimStart();
      const line = next + breaksIn(raw.slice(0, raw.length - text.length));
      next = line + breaksIn(text.trimEnd()) + 1;
      yield { line, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: next, fault: faultOf(error) };
  } finally {
    input.destroy();
  }
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) count++;
  }
  return count;
}

function faultOf({ code }: CsvError): string {
  if (code === 'CSV_MAX_RECORD_SIZE') return 'is longer than a record may be: a quote that is not closed?';
  return 'cannot be read as CSV from here on: a quote stands where none may, or is not closed';
}
