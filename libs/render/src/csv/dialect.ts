import { type FileDate, fileDateOf, knownLocale, typedDecimalSign } from '@galley/layout';
import type { CsvOptions } from '../contract.js';
import { RenderError } from '../render-error.js';

/** What varies between CSV files; RFC 4180 holds for all of them, with CRLF line ends. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly decimal: string;
  /** A byte order mark, without which Excel takes UTF-8 for the machine's old code page. */
  readonly bom: boolean;
  readonly date: FileDate;
}

/** Characters that never stand inside a number, a date or a time. */
const DELIMITERS = [',', ';', '|', '\t', '~', '^'];
const DECIMALS = ['.', ','];

/**
 * The dialect a spreadsheet of that locale opens without asking: a decimal comma goes with `;`, a point with
 * `,`; everything but English starts with a byte order mark. The run's options go before the locale.
 * Errors: `RenderError` `csv-options-invalid`.
 */
export function dialectOf(locale: string, options: CsvOptions): CsvDialect {
  const decimal = options.decimal ?? typedDecimalSign(locale);
  const delimiter = options.delimiter ?? (decimal === ',' ? ';' : ',');
  if (!DELIMITERS.includes(delimiter)) throw refused('delimiter', delimiter, DELIMITERS);
  if (!DECIMALS.includes(decimal)) throw refused('decimal', decimal, DECIMALS);
  const isEnglish = new Intl.Locale(knownLocale(locale)).language === 'en';
  return { delimiter, decimal, bom: options.bom ?? !isEnglish, date: fileDateOf(locale) };
}

function refused(option: string, value: string, allowed: readonly string[]): RenderError {
  const list = allowed.map((char) => JSON.stringify(char)).join(' ');
  return new RenderError(
    'csv-options-invalid',
    `csv ${option} ${JSON.stringify(value)} is not one of ${list}`,
  );
}
