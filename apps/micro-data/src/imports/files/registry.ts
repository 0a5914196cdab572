import { csvFile } from './csv-file.js';
import type { FileKind } from './file-kind.js';
import { ndjsonFile } from './ndjson-file.js';
import { xlsxFile } from './xlsx-file.js';

export const FILE_KINDS: readonly FileKind[] = [csvFile, xlsxFile, ndjsonFile];

/** The kind that a Content-Type names; null = nobody reads it. */
export function fileKindOf(contentType: string | null): FileKind | null {
  const media = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return FILE_KINDS.find(({ media_type }) => media_type === media) ?? null;
}
