import fc from 'fast-check';
import type { Aggregate, ColumnType } from '../dataset.js';
import { accumulatorOf } from './accumulators.js';
import { compareNumbers, parseDecimal } from './decimal.js';
import { DecimalSum } from './decimal-sum.js';

function total(aggregate: Aggregate, type: ColumnType, cells: readonly string[]): string | null {
  const accumulator = accumulatorOf(aggregate, type);
  for (const cell of cells) {
    const bytes = Buffer.from(`<${cell}>`);
    accumulator.add(bytes, 1, bytes.length - 1);
  }
  return accumulator.value();
}

const fixed = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 4 }))
  .map(([units, scale]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
    const text = scale > 0 ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
    return { text: units < 0n ? `-${text}` : text, atFour: units * 10n ** BigInt(4 - scale) };
  });

describe('accumulators', () => {
  it('add decimals of any size and scale exactly', () => {
    fc.assert(
      fc.property(fc.array(fixed, { minLength: 1, maxLength: 40 }), (cells) => {
        const sum = parseDecimal(
          total(
            'sum',
            'decimal',
            cells.map((cell) => cell.text),
          ) ?? '',
        );
        const expected = { units: cells.reduce((units, cell) => units + cell.atFour, 0n), scale: 4 };
        expect(compareNumbers(sum, expected)).toBe(0);
      }),
    );
  });

  it('stay exact when the sum passes 2^53', () => {
    const cells = Array.from({ length: 20 }, () => '99999999999.99');
    expect(total('sum', 'decimal', [...cells, '0.01'])).toBe('1999999999999.81');
    expect(
      total(
        'sum',
        'integer',
        Array.from({ length: 20 }, () => '999999999999999'),
      ),
    ).toBe('19999999999999980');
  });

  it.each<[Aggregate, ColumnType, string[], string | null]>([
    ['sum', 'decimal', [], null],
    ['sum', 'decimal', ['0.10', '0.20'], '0.30'],
    ['sum', 'decimal', ['1', '0.5', '2.25'], '3.75'],
    ['sum', 'decimal', ['1', 'NaN'], 'NaN'],
    ['sum', 'decimal', ['1', 'Infinity'], 'Infinity'],
    ['sum', 'decimal', ['-Infinity', 'Infinity'], 'NaN'],
    ['sum', 'decimal', ['1e+20', '1.5'], '100000000000000000001.5'],
    ['sum', 'string', ['1'], null],
    ['avg', 'decimal', [], null],
    ['avg', 'integer', ['1', '2'], '1.5000000000000000'],
    ['avg', 'decimal', ['NaN'], 'NaN'],
    ['count', 'string', ['a', '', 'a'], '3'],
    ['count', 'string', [], '0'],
    ['count_distinct', 'string', ['a', 'b', 'a'], '2'],
    ['count_distinct', 'decimal', ['1.0', '1.00', '1', '10'], '2'],
    ['min', 'decimal', [], null],
    ['min', 'decimal', ['2', '-10.5', '3'], '-10.5'],
    ['max', 'integer', ['9007199254740993', '9007199254740992'], '9007199254740993'],
    ['max', 'decimal', ['1', 'NaN', 'Infinity'], 'NaN'],
    ['min', 'decimal', ['NaN', '-Infinity'], '-Infinity'],
    ['min', 'date', ['2026-02-01', '2025-12-31'], '2025-12-31'],
    ['max', 'date', ['2026-02-01', 'infinity', '2025-12-31'], 'infinity'],
    ['max', 'string', ['a'], null],
  ])('%s of %s %j is %s', (aggregate, type, cells, expected) => {
    expect(total(aggregate, type, cells)).toBe(expected);
  });

  it('begin again after a reset', () => {
    const sum = new DecimalSum();
    sum.add(Buffer.from('1.005'), 0, 5);
    sum.reset();
    expect(sum.value()).toBeNull();
    sum.add(Buffer.from('2'), 0, 1);
    expect(sum.value()).toBe('2');
  });

  it('refuse text where a number is due', () => {
    expect(() => total('sum', 'decimal', ['12a'])).toThrow(RangeError);
  });
});
