import { parseJsonBody } from '@galley/platform';
import type { FileEntry, FileKind } from './file-kind.js';
import { textChunks } from './text-chunks.js';

const MAX_LINE = 4 * 1024 * 1024;

/** One JSON object per line. */
export const ndjsonFile: FileKind = {
  key: 'ndjson',
  media_type: 'application/x-ndjson',
  isTable: false,
  open: (path, { decimal }) => Promise.resolve({ decimal: decimal ?? '.', entries: entriesOf(path) }),
  template: null,
};

async function* entriesOf(path: string): AsyncGenerator<FileEntry> {
  let rest = '';
  let line = 0;
  for await (const chunk of textChunks(path)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line++;
      if (text.trim() !== '') yield entryOf(line, text);
    }
    if (rest.length > MAX_LINE) {
      yield { line: line + 1, fault: 'is longer than a record may be' };
      return;
    }
  }
  if (rest.trim() !== '') yield entryOf(line + 1, rest);
}

function entryOf(line: number, text: string): FileEntry {
  try {
    const record = parseJsonBody(Buffer.from(line === 1 ? text.replace(/^\ufeff/, '') : text));
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
      return { line, record: record as Readonly<Record<string, unknown>> };
    }
  } catch {
    // Falls through to the fault.
  }
  return { line, fault: 'is no JSON object' };
}
