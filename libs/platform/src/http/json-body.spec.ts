import fc from 'fast-check';
import { parseJsonBody } from './json-body.js';

const parse = (text: string): unknown => parseJsonBody(Buffer.from(text));

test('any JSON value comes through as JSON.parse reads it', () => {
  const value = fc
    .jsonValue({ maxDepth: 6 })
    .filter((json) => !/__proto__|constructor/.test(JSON.stringify(json)));
  fc.assert(
    fc.property(value, (json) => {
      const text = JSON.stringify(json, null, 1);
      fc.pre(!text.includes('\\u0000'));
      expect(parse(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  ['an escaped quote before a colon', '{"a\\":b":1,"c":"x\\\\"}'],
  ['colons in texts', '{"a":"b:c:d","e":[":",{"f":":"}]}'],
  ['a literal backslash before u0000', '{"a":"\\\\u0000"}'],
])('accepts %s', (_name, text) => {
  expect(parse(text)).toEqual(JSON.parse(text));
});

test.each([
  ['a key twice', '{"a":1,"a":2}'],
  ['a key twice, deep down', '{"a":[{"b":1,"c":{"d":1,"d":1}}]}'],
  ['a key twice in another spelling', '{"a":1,"\\u0061":2}'],
  ['__proto__', '{"a":{"__proto__":{"isAdmin":true}}}'],
  ['__proto__ in another spelling', '{"\\u005f_proto__":{}}'],
  ['constructor', '{"constructor":{"prototype":{}}}'],
  ['a NUL character', '{"a":"x\\u0000y"}'],
  ['a NUL character in a key', '{"a\\u0000":1}'],
  ['no JSON', '{a:1}'],
  ['a tower of brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
])('refuses %s', (_name, text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'malformed-request' }));
});

test('refuses bytes that are not UTF-8', () => {
  expect(() => parseJsonBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow('UTF-8');
});

test('takes an empty body for no body', () => {
  expect(parseJsonBody(Buffer.alloc(0))).toBeUndefined();
});
