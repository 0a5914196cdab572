import type { Json } from '@galley/dataset';
import { readValue, type ScalarType } from './read-value.js';

const ACCEPTED: readonly [ScalarType, Json, string][] = [
  ['text', "O'Reilly'; drop table customer; --", "O'Reilly'; drop table customer; --"],
  ['text', '', ''],
  ['int', 7, '7'],
  ['int', '-9223372036854775808', '-9223372036854775808'],
  ['int', '+5', '5'],
  ['numeric', 1e21, '1e+21'],
  ['numeric', '-0.10', '-0.10'],
  ['date', '2024-02-29', '2024-02-29'],
  ['timestamp', '2026-06-30', '2026-06-30'],
  ['timestamp', '2026-06-30T23:59:59.5+07:00', '2026-06-30T23:59:59.5+07:00'],
  ['timestamp', '2026-06-30 23:59', '2026-06-30 23:59'],
  ['bool', true, 'true'],
  ['bool', 'false', 'false'],
  ['uuid', '0190f000-0000-7000-8000-00000000000A', '0190f000-0000-7000-8000-00000000000A'],
  ['json', { units: ['a'] }, '{"units":["a"]}'],
  ['json', [1], '[1]'],
  ['json', '{"units": []}', '{"units": []}'],
  ['json', ['x'.repeat(10_001)], JSON.stringify(['x'.repeat(10_001)])],
];

const REFUSED: readonly [ScalarType, Json][] = [
  ['text', 5],
  ['text', null],
  ['text', ['a']],
  ['text', 'a\0b'],
  ['text', 'x'.repeat(10_001)],
  ['int', 1.5],
  ['int', '9223372036854775808'],
  ['int', '1; drop table x'],
  ['int', 2 ** 53],
  ['numeric', 'NaN'],
  ['numeric', 'Infinity'],
  ['numeric', '1e9999'],
  ['numeric', true],
  ['numeric', ''],
  ['date', '2023-02-29'],
  ['date', '2024-13-01'],
  ['date', '0000-01-01'],
  ['date', 'today'],
  ['date', '2026-06-30T00:00:00Z'],
  ['timestamp', '2026-06-30T24:00:00'],
  ['timestamp', '2026-02-30T10:00:00'],
  ['timestamp', 'infinity'],
  ['timestamp', 1_700_000_000],
  ['bool', 1],
  ['bool', 'yes'],
  ['uuid', '0190f000'],
  ['uuid', "' or 1=1"],
  ['json', 'units'],
  ['json', '"units"'],
  ['json', 5],
  ['json', { 'a\0b': 1 }],
  ['json', ['a\0b']],
];

describe('readValue', () => {
  it.each(ACCEPTED)('reads %s from %j', (type, value, text) => {
    expect(readValue(type, value)).toMatchObject({ ok: true, text });
  });

  it.each(REFUSED)('refuses %s from %j', (type, value) => {
    expect(readValue(type, value).ok).toBe(false);
  });
});
