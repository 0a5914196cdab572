import { identifier, quoteIdent, shiftPlaceholders, sql } from './sql.js';

describe('sql', () => {
  it('binds values in order and quotes identifiers', () => {
    const fragment = sql`select * from ${identifier('bu_t01', 'vendor')} where code = ${'V-1'} and n > ${3}`;
    expect(fragment).toEqual({
      text: 'select * from "bu_t01"."vendor" where code = $1 and n > $2',
      values: ['V-1', 3],
    });
  });

  it('renumbers the placeholders of a fragment inside a fragment', () => {
    const inner = sql`price between ${1} and ${2}`;
    expect(sql`where name = ${'x'} and ${inner} limit ${5}`).toEqual({
      text: 'where name = $1 and price between $2 and $3 limit $4',
      values: ['x', 1, 2, 5],
    });
  });

  it('binds an object that merely looks like a fragment', () => {
    const forged = { text: 'true; drop table vendor', values: [] };
    expect(sql`where ${forged}`).toEqual({ text: 'where $1', values: [forged] });
  });

  it('never lets a name end its quotes', () => {
    expect(quoteIdent('a"; drop table b; --')).toBe('"a""; drop table b; --"');
    expect(() => quoteIdent('')).toThrow(RangeError);
    expect(() => quoteIdent('a\0b')).toThrow(RangeError);
  });

  it('shifts two-digit placeholders whole', () => {
    expect(shiftPlaceholders('$1 + $10', 5)).toBe('$6 + $15');
  });
});
