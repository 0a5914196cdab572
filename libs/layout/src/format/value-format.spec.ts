import type { Column, ColumnType } from '@galley/dataset';
import { formatInstant } from './format-instant.js';
import { formatValue, valueFormat } from './value-format.js';

function show(type: ColumnType, text: string | null, locale: string, more: Partial<Column> = {}): string {
  const column: Column = { name: 'c', label: 'C', type, format: null, role: 'dimension', ...more };
  return formatValue(text, valueFormat(column, locale));
}

describe('a value as people read it', () => {
  it.each([
    ['en-US', '06/30/2026'],
    ['nb-NO', '30.06.2026'],
    ['de-DE', '30.06.2026'],
    ['th-TH', '30/06/2026'],
    ['zh-CN', '2026/06/30'],
    ['ar', '30/06/2026'],
    ['ar-EG', '٣٠/٠٦/٢٠٢٦'],
  ])('has the date of %s, Gregorian', (locale, text) => {
    expect(show('date', '2026-06-30', locale)).toBe(text);
  });

  it('has timestamps in local form, as the session’s zone wrote them', () => {
    expect(show('timestamp', '2026-06-30 23:59:59.5+07', 'nb-NO')).toBe('30.06.2026 23:59');
  });

  it('follows a pattern of the column', () => {
    expect(show('date', '2026-06-30', 'en', { format: 'yyyy-MM-dd' })).toBe('2026-06-30');
    expect(show('timestamp', '2026-06-30 23:59:59', 'en', { format: 'dd.MM.yyyy HH:mm:ss' })).toBe(
      '30.06.2026 23:59:59',
    );
    expect(show('date', '2026-06-30', 'nb-NO', { format: 'QQQ yyyy' })).toBe('30.06.2026');
  });

  it.each(['infinity', '-infinity', '0044-03-15 BC', '12026-01-01'])(
    'leaves the date %s as it is',
    (text) => {
      expect(show('date', text, 'nb-NO')).toBe(text);
    },
  );

  it('answers yes or no in the language', () => {
    expect(show('boolean', 't', 'en')).toBe('Yes');
    expect(show('boolean', 'f', 'nb-NO')).toBe('Nei');
    expect(show('boolean', 't', 'th-TH')).toBe('ใช่');
  });

  it('groups quantities and leaves years and numbers of documents alone', () => {
    expect(show('integer', '2026', 'en')).toBe('2026');
    expect(show('integer', '12026', 'en', { role: 'measure' })).toBe('12,026');
    expect(show('decimal', '1234.5', 'en', { format: 'money' })).toBe('1,234.50');
    expect(show('decimal', '1234.567', 'nb-NO', { scale: 3 })).toBe('1\u00a0234,567');
  });

  it.each([
    ['en', '83.30%', '-5.00%'],
    ['nb-NO', '83,30\u00a0%', '−5,00\u00a0%'],
    ['tr', '%83,30', '-%5,00'],
  ])('has points of per cent with the sign of %s', (locale, text, negative) => {
    const percent: Partial<Column> = { format: 'percent', scale: 2 };
    expect(show('decimal', '83.3', locale, percent)).toBe(text);
    expect(show('decimal', '-5', locale, percent)).toBe(negative);
    expect(show('decimal', null, locale, percent)).toBe('');
  });

  it.each([
    ['12.0000', '12.00'],
    ['-1234.5000', '-1,234.50'],
    ['0.3750', '0.375'],
    ['0.1234', '0.1234'],
    ['7', '7.00'],
  ])('shows the quantity %s as %s: zeros that say nothing go, digits never', (text, shown) => {
    expect(show('decimal', text, 'en', { format: 'quantity', scale: 4 })).toBe(shown);
  });

  it('keeps quantities of a coarser scale as they are', () => {
    expect(show('decimal', '12.0', 'en', { format: 'quantity', scale: 1 })).toBe('12.0');
    expect(show('decimal', '12', 'en', { format: 'quantity', scale: 0 })).toBe('12');
    expect(show('decimal', '12.0000', 'en', { scale: 4 })).toBe('12.0000');
  });

  it('is empty for null', () => {
    expect(show('decimal', null, 'en')).toBe('');
  });
});

describe('formatInstant', () => {
  it('prints an instant in a zone, and names the offset', () => {
    expect(formatInstant('2026-06-30T18:30:00.000Z', 'nb-NO', 'Asia/Bangkok')).toBe('01.07.2026 01:30 GMT+7');
    expect(formatInstant('2026-01-30T18:30:00.000Z', 'en-US', 'Europe/Oslo')).toBe('01/30/2026 19:30 GMT+1');
  });
});
