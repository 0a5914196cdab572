import fc from 'fast-check';
import type { Column, ColumnType } from '../dataset.js';
import { rowFrame } from '../frames.js';
import { toJsonRow, toJsonValue, type TextRow } from '../row-reader.js';
import { JsonRowEncoder, type JsonRowsOptions } from './json-rows.js';

function column(type: ColumnType, name: string = type): Column {
  return { name, label: name, type, format: null, role: 'dimension' };
}

function encode(columns: readonly Column[], rows: readonly TextRow[], options: JsonRowsOptions): string {
  const encoder = new JsonRowEncoder(columns, options);
  const chunks = rows.flatMap((row) => encoder.encode(rowFrame(row)));
  expect(encoder.rows).toBe(rows.length);
  return Buffer.concat([...chunks, ...encoder.flush()]).toString();
}

const ALL: readonly ColumnType[] = [
  'string',
  'integer',
  'decimal',
  'date',
  'timestamp',
  'boolean',
  'uuid',
  'json',
];

const two = (value: number): string => String(value).padStart(2, '0');

const timestamp = fc
  .tuple(
    fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
    fc.constantFrom('', '.5', '.25', '.123456'),
    fc.constantFrom('', '+00', '+07', '-11', '+05:45', '-03:30', '+05:53:28'),
  )
  .map(([date, fraction, zone]) => date.toISOString().slice(0, 19).replace('T', ' ') + fraction + zone);

const CELLS: Readonly<Record<ColumnType, fc.Arbitrary<string>>> = {
  string: fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !/\p{Surrogate}/u.test(text)),
  integer: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  decimal: fc.constantFrom('0', '-12.50', '1234567890123456789.01', 'NaN', '-Infinity'),
  date: fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([m, d]) => `2026-${two(m)}-${two(d)}`),
  timestamp: fc.oneof(
    timestamp,
    fc.constantFrom('infinity', '10000-01-01 00:00:00+01', '9999-12-31 23:00:00-02'),
  ),
  boolean: fc.constantFrom('t', 'f'),
  uuid: fc.uuid(),
  json: fc.json().filter((text) => !text.includes('"__proto__"')),
};

describe('JSON rows', () => {
  it('parse to what the row reader gives, for every kind of cell', () => {
    const columns = ALL.map((type) => column(type));
    const cells = fc.tuple(...ALL.map((type) => fc.option(CELLS[type])));
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), (rows) => {
        const objects: unknown = JSON.parse(`[${encode(columns, rows, { shape: 'object' })}]`);
        expect(objects).toEqual(rows.map((row) => toJsonRow(columns, row)));
        const lines = encode(columns, rows, { shape: 'array', separator: '', terminator: '\n' })
          .split('\n')
          .slice(0, -1);
        expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
          rows.map((row) => ALL.map((type, index) => toJsonValue(type, row[index] ?? null))),
        );
      }),
    );
  });

  it('keep an NDJSON line on one line when a JSON cell has line breaks', () => {
    const text = encode([column('json')], [['{\n\t"a": 1\r\n}']], {
      shape: 'array',
      separator: '',
      terminator: '\n',
    });
    expect(text).toBe('[{  "a": 1  }]\n');
  });

  it('escape names of columns', () => {
    expect(encode([column('integer', 'say "hi"\n')], [['1']], { shape: 'object' })).toBe(
      '{"say \\"hi\\"\\n":1}',
    );
  });

  it('may have no columns', () => {
    expect(encode([], [[], []], { shape: 'object' })).toBe('{},{}');
    expect(encode([], [[], []], { shape: 'array' })).toBe('[],[]');
  });

  it('refuse a row with other cells than columns', () => {
    expect(() => encode([column('string')], [['a', 'b']], { shape: 'object' })).toThrow('2 cells');
  });

  it('hold cells larger than a chunk', () => {
    const text = '\u0001"'.repeat(200_000);
    expect(JSON.parse(encode([column('string')], [[text]], { shape: 'array' }))).toEqual([text]);
  });
});
