import type { OutputFormat } from './contract.js';
import { csvFormat } from './csv/csv-format.js';
import { excelFormat } from './excel/excel-format.js';
import { jsonFormat } from './json/json-format.js';
import { pdfFormat } from './pdf/pdf-format.js';

/** Every way out, one line each. Order is the order in which they are offered. */
export const FORMATS: readonly OutputFormat[] = [pdfFormat, excelFormat, csvFormat, jsonFormat];

/** The format of a key or alias as a request names it, in any case; null when there is none. */
export function formatOf(key: string): OutputFormat | null {
  const wanted = key.toLowerCase();
  return FORMATS.find((format) => format.key === wanted || format.aliases.includes(wanted)) ?? null;
}
