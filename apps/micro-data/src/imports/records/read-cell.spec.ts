import { FieldFault } from '../../records/values/field-fault.js';
import type { PlainField } from '../../records/values/read-value.js';
import { readCell } from './read-cell.js';

const shared = { label: 'Field', example: null };
const decimal: PlainField = { ...shared, kind: 'decimal', precision: 18, scale: 6 };
const instant: PlainField = { ...shared, kind: 'timestamp' };
const day: PlainField = { ...shared, kind: 'date' };
const text: PlainField = { ...shared, kind: 'text', max_length: 20 };
const oslo = { timezone: 'Europe/Oslo', isTyped: false };

describe('a cell', () => {
  it.each([
    ['.', '1,234,567.5', '1234567.5'],
    ['.', '1 234.5', '1234.5'],
    ['.', '\u22125.25', '-5.25'],
    [',', '1.234.567,5', '1234567.5'],
    [',', '1\u00a0234,5', '1234.5'],
    [',', '1234,5', '1234.5'],
    [',', '1.234', '1234'],
  ] as const)('with %j before its decimals reads %j as %s', (mark, given, value) => {
    expect(readCell(decimal, given, { ...oslo, decimal: mark })).toBe(value);
  });

  it.each([
    ['.', '1.234,5'],
    ['.', '12,5'],
    ['.', '1,23,456'],
    [',', '1,234.5'],
    [',', '12.5'],
  ] as const)('with %j before its decimals refuses %j', (mark, given) => {
    expect(readCell(decimal, given, { ...oslo, decimal: mark })).toBeInstanceOf(FieldFault);
  });

  const dialect = { ...oslo, decimal: '.' } as const;

  it.each([
    [0.1 + 0.2, '0.3'],
    [1e-6, '0.000001'],
    [123456789012, '123456789012'],
    [-0.5, '-0.5'],
  ])('takes the number %d for %s', (given, value) => expect(readCell(decimal, given, dialect)).toBe(value));

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e-7, { a: 1 }])('refuses %p as a decimal', (given) => {
    expect(readCell(decimal, given, dialect)).toBeInstanceOf(FieldFault);
  });

  it.each([
    ['2026-06-30 06:00', '2026-06-30T04:00:00.000Z'],
    ['2026-01-01T06:00:00', '2026-01-01T05:00:00.000Z'],
    [new Date('2026-06-30T06:00:00.0004Z'), '2026-06-30T04:00:00.000Z'],
    ['2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00.000Z'],
  ])('takes %p for an instant of its zone', (given, value) => {
    expect(readCell(instant, given, dialect)).toBe(value);
  });

  it.each(['2026-03-29 02:30', '2026-10-25 02:30', new Date('2026-10-25T02:30:00Z'), '2026-06-31 06:00'])(
    'refuses %p: the clocks of the zone do not show it once',
    (given) => expect(readCell(instant, given, dialect)).toBeInstanceOf(FieldFault),
  );

  it('knows days and texts of workbooks', () => {
    expect(readCell(day, new Date('2026-06-30T00:00:00Z'), dialect)).toBe('2026-06-30');
    expect(readCell(day, new Date('2026-06-30T12:00:00Z'), dialect)).toBeInstanceOf(FieldFault);
    expect(readCell(text, 4711, dialect)).toBe('4711');
    expect(readCell(text, true, dialect)).toBe('true');
  });
});
