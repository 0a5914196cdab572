import { compareNumbers, parseDecimal, toIsoTimestamp, type ColumnType } from '@galley/dataset';

/** How the database ordered texts: by the Unicode collation (CLDR root), or by their bytes. */
export type TextOrder = 'unicode' | 'bytes';

const collator = new Intl.Collator('und');

/** Compares two cells, given as PostgreSQL text, as PostgreSQL orders them. */
export function compareCells(type: ColumnType, order: TextOrder): (a: string, b: string) => number {
  switch (type) {
    case 'integer':
    case 'decimal':
      return compareNumberTexts;
    case 'timestamp':
      return (a, b) => compareBytes(timestampKey(a), timestampKey(b));
    case 'date':
      return (a, b) => compareBytes(dateKey(a), dateKey(b));
    case 'string':
      return order === 'unicode' ? compareUnicode : compareBytes;
    default:
      return compareBytes;
  }
}

/** ICU's order first; texts it takes for equal are told apart by their bytes, as deterministic collations do. */
function compareUnicode(a: string, b: string): number {
  return collator.compare(a, b) || compareBytes(a, b);
}

/** UTF-8 byte order, which UTF-16 code units do not give beyond the basic plane. */
function compareBytes(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Up to 15 digits two decimals differ as doubles do. */
function compareNumberTexts(a: string, b: string): number {
  if (a.length <= 15 && b.length <= 15) {
    const difference = Number(a) - Number(b);
    if (!Number.isNaN(difference)) return difference;
  }
  return compareNumbers(parseDecimal(a), parseDecimal(b));
}

/** Moments with different offsets compare as instants. */
function timestampKey(text: string): string {
  return dateKey(toIsoTimestamp(text));
}

/** Years of more digits are later years; infinities and years before Christ stand at the ends. */
function dateKey(text: string): string {
  if (text === '-infinity') return '';
  if (text === 'infinity') return '~';
  return text.endsWith(' BC') ? `0${text}` : `${text.indexOf('-')}${text}`;
}
