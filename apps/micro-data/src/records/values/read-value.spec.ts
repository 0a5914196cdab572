import { FieldFault } from './field-fault.js';
import { readText } from './read-text.js';
import { readValue, type PlainField } from './read-value.js';

const shared = { label: 'Field', example: null };
const money: PlainField = { ...shared, kind: 'decimal', precision: 18, scale: 2, min: '-10', max: '1000000' };
const count: PlainField = { ...shared, kind: 'integer', min: 1 };
const text: PlainField = { ...shared, kind: 'text', max_length: 5 };
const field = (kind: 'date' | 'timestamp' | 'boolean' | 'uuid'): PlainField => ({ ...shared, kind });

describe('a value of JSON', () => {
  it.each([
    [money, '12.50', '12.50'],
    [money, '+7', '7'],
    [money, '-9.99', '-9.99'],
    [count, 1, 1],
    [text, 'Ærlig', 'Ærlig'],
    [field('date'), '2028-02-29', '2028-02-29'],
    [field('timestamp'), '2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00.000Z'],
    [field('timestamp'), '2026-06-30 06:00Z', '2026-06-30T06:00:00.000Z'],
    [field('uuid'), '0199AAAA-0000-7000-8000-000000000001', '0199aaaa-0000-7000-8000-000000000001'],
    [field('boolean'), false, false],
  ])('%j takes %j as %j', (one, given, value) => expect(readValue(one, given)).toBe(value));

  it.each([
    [money, 12.5],
    [money, '12.505'],
    [money, '1e3'],
    [money, 'NaN'],
    [money, '-10.01'],
    [money, '1000000.01'],
    [money, '12345678901234567.00'],
    [count, 0],
    [count, 1.5],
    [count, '1'],
    [count, 3_000_000_000],
    [text, 'longer'],
    [text, '   '],
    [text, 'a\u0007b'],
    [field('date'), '2026-02-29'],
    [field('date'), '2026-2-1'],
    [field('date'), '0000-01-01'],
    [field('timestamp'), '2026-06-30T06:00:00'],
    [field('timestamp'), '2026-02-30T06:00:00Z'],
    [field('timestamp'), '2026-06-30T24:00:00Z'],
    [field('boolean'), 'true'],
    [field('uuid'), 'x'],
  ])('%j refuses %j', (one, given) => expect(readValue(one, given)).toBeInstanceOf(FieldFault));
});

test('a value written as text is read by its kind, blanks around it apart', () => {
  expect(readText(count, ' 12 ')).toBe(12);
  expect(readText(field('boolean'), 'YES')).toBe(true);
  expect(readText(money, ' 3.10 ')).toBe('3.10');
  expect(readText(count, '12.0')).toBeInstanceOf(FieldFault);
});
