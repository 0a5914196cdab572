import { exactJson } from './exact-json.js';

it.each([
  ['{"a": 1, "b": -7, "c": 0.5}', { a: 1, b: -7, c: 0.5 }],
  ['[1.50, 12345678901234567890, 0.1000, -0]', ['1.50', '12345678901234567890', '0.1000', '-0']],
  [
    String.raw`{"1.50": "1.50", "a\"": "\\", "b": "12 \" 1.50"}`,
    { '1.50': '1.50', 'a"': '\\', b: '12 " 1.50' },
  ],
  ['[true, null, 1e400]', [true, null, '1e400']],
])('%s loses no digit', (text, value) => {
  expect(exactJson(text)).toEqual(value);
});

it('takes texts as long as they come', () => {
  const long = '\\"x'.repeat(200_000);
  expect(exactJson(`["${long}", 2.0]`)).toEqual(['"x'.repeat(200_000), '2.0']);
});

it('makes texts of all figures of a decimal member, and of no other', () => {
  const text = '{"target": 120, "count" : 120, "target" : 0.5, "of": ["target", 7], "x": "\\"target\\": 5"}';
  expect(exactJson(text, new Set(['target']))).toEqual({
    target: '0.5',
    count: 120,
    of: ['target', 7],
    x: '"target": 5',
  });
});
