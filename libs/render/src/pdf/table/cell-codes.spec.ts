import type { Column } from '@galley/dataset';
import { formatValue, valueFormat } from '@galley/layout';
import { column } from '../../testing/sample-dataset.js';
import { CODE_POINTS } from '../fonts/code-page.js';
import { LatinFont } from '../fonts/latin-font.js';
import { cellEncoder, codeCell } from './cell-codes.js';

const { widths } = LatinFont.of(false);

/** What the byte path writes; null when it leaves the value to the general way. */
function encoded(from: Column, text: string, locale: string): string | null {
  const cell = codeCell();
  const bytes = Buffer.from(`<${text}>`);
  if (!cellEncoder(valueFormat(from, locale), widths, 0)(bytes, 1, bytes.length - 1, cell)) return null;
  return String.fromCodePoint(
    ...Array.from(cell.codes.subarray(0, cell.length), (code) => CODE_POINTS[code] ?? 0),
  );
}

const MONEY = column('value', 'decimal', { scale: 2 });
const PERCENT = column('share', 'decimal', { scale: 2, format: 'percent' });
const QUANTITY = column('qty', 'decimal', { scale: 4, format: 'quantity' });
const FREE = column('value', 'decimal');
const COUNT = column('count', 'integer', { role: 'measure' });

describe('a cell from bytes', () => {
  it.each(['en', 'nb-NO', 'fr-FR', 'th-TH', 'es-ES', 'de-DE', 'de-CH', 'zh-CN', 'tr'])(
    'reads as from text: %s',
    (locale) => {
      for (const value of [
        '0.00',
        '-0.50',
        '5',
        '1234.5',
        '-1234567.89',
        '12345',
        '999.999',
        '1000000000.00',
        '12.0000',
        '0.3750',
        '7.00000000',
      ]) {
        for (const from of [MONEY, FREE, PERCENT, QUANTITY]) {
          expect(encoded(from, value, locale)).toBe(formatValue(value, valueFormat(from, locale)));
        }
      }
      for (const value of ['0', '-7', '1234', '12345', '9007199254740993']) {
        expect(encoded(COUNT, value, locale)).toBe(formatValue(value, valueFormat(COUNT, locale)));
      }
      const day = column('day', 'date');
      expect(encoded(day, '2026-06-30', locale)).toBe(formatValue('2026-06-30', valueFormat(day, locale)));
      const time = column('time', 'timestamp');
      const posted = '2026-06-30 23:59:59.5+07';
      expect(encoded(time, posted, locale)).toBe(formatValue(posted, valueFormat(time, locale)));
    },
  );

  it.each(['NaN', '1e+20', '-Infinity', '00.5', ''])('leaves the number %p to the general way', (value) => {
    expect(encoded(MONEY, value, 'en')).toBeNull();
  });

  it.each(['infinity', '0044-03-15 BC', '12026-01-01'])('leaves the date %p to the general way', (value) => {
    expect(encoded(column('day', 'date'), value, 'en')).toBeNull();
  });

  it('leaves digits and grouping of other worlds to the general way', () => {
    expect(encoded(MONEY, '1.00', 'ar-EG')).toBeNull();
    expect(encoded(MONEY, '1.00', 'en-IN')).toBeNull();
    expect(encoded(column('day', 'date'), '2026-06-30', 'fa-IR')).toBeNull();
  });

  it('takes Latin-1 text and nothing else', () => {
    const text = column('text', 'string');
    expect(encoded(text, 'Blåbær (2\\3) ÿ©', 'en')).toBe('Blåbær (2\\3) ÿ©');
    for (const other of ['ไทย', 'e\u0301', 'tab\t', 'soft\u00adhyphen', '\u0085', '€']) {
      expect(encoded(text, other, 'en')).toBeNull();
    }
  });

  it('has the width of its codes', () => {
    const cell = codeCell();
    cellEncoder({ kind: 'text' }, widths, 0)(Buffer.from('iW'), 0, 2, cell);
    expect(cell.width).toBe(widths[0x69]! + widths[0x57]!);
  });
});
