import { decimalOf, delimiterOf } from './csv-dialect.js';

test.each([
  ['code,name\n"a;b;c;d",x', ','],
  ['code;name;"a,b,c,d,e"\n', ';'],
  ['code\tname', '\t'],
  ['code|name', '|'],
  ['code', ','],
])('%j is delimited by %j', (sample, delimiter) => expect(delimiterOf(sample)).toBe(delimiter));

test.each([
  ['a;b\n1;2,5', ';', ','],
  ['a;b\n1;1.234,50', ';', ','],
  ['a;b\n1;2.5', ';', '.'],
  ['a;b\n1;"x, y"', ';', '.'],
  ['a,b\n1,5', ',', '.'],
])('%j, delimited by %j, has %j before its decimals', (sample, delimiter, decimal) => {
  expect(decimalOf(sample, delimiter)).toBe(decimal);
});
