import type { Column, ColumnType } from './dataset.js';
import { rowFrame } from './frames.js';
import { readTextRows, toIsoTimestamp, toJsonRow, toJsonValue } from './row-reader.js';

describe('readTextRows', () => {
  it('tells null from empty text', () => {
    const batch = Buffer.concat([rowFrame(['', null, 'å']), rowFrame([]), rowFrame(['ก'])]);
    expect([...readTextRows(batch)]).toEqual([['', null, 'å'], [], ['ก']]);
  });
});

describe('toJsonValue', () => {
  it.each<[ColumnType, string | null, unknown]>([
    ['string', null, null],
    ['string', '', ''],
    ['integer', '42', 42],
    ['integer', '9007199254740991', 9007199254740991],
    ['integer', '9007199254740993', '9007199254740993'],
    ['decimal', '120.50', '120.50'],
    ['decimal', 'NaN', 'NaN'],
    ['boolean', 't', true],
    ['boolean', 'f', false],
    ['date', '2026-06-30', '2026-06-30'],
    ['json', '{"a":[1,null]}', { a: [1, null] }],
    ['timestamp', '2026-06-30 23:59:59.5+07', '2026-06-30T16:59:59.500Z'],
  ])('reads %s %s', (type, text, expected) => {
    expect(toJsonValue(type, text)).toEqual(expected);
  });

  it('names the cells of a row by their columns', () => {
    const columns = ['sku', 'qty'].map((name): Column => ({
      name,
      label: name,
      type: 'string',
      format: null,
      role: 'dimension',
    }));
    expect(toJsonRow(columns, ['A-1', null])).toEqual({ sku: 'A-1', qty: null });
  });
});

describe('toIsoTimestamp', () => {
  it.each([
    ['2026-06-30 23:59:59', '2026-06-30T23:59:59.000'],
    ['2026-06-30 23:59:59+00', '2026-06-30T23:59:59.000Z'],
    ['2026-06-30 23:59:59.123456+00', '2026-06-30T23:59:59.123456Z'],
    ['2026-01-01 03:00:00+07', '2025-12-31T20:00:00.000Z'],
    ['2025-12-31 22:15:00-03:30', '2026-01-01T01:45:00.000Z'],
    ['1890-01-01 00:00:00+05:53:28', '1889-12-31T18:06:32.000Z'],
    ['0044-03-15 12:00:00+01', '0044-03-15T11:00:00.000Z'],
    ['infinity', 'infinity'],
    ['0044-03-15 12:00:00 BC', '0044-03-15 12:00:00 BC'],
  ])('writes %s as %s', (text, expected) => {
    expect(toIsoTimestamp(text)).toBe(expected);
  });
});
