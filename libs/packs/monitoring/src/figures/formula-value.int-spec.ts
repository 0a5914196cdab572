import { readFormula } from '../formula/read-formula.js';
import { FigureBench } from '../testing/figure-bench.js';

type Inputs = Readonly<Record<string, string | number | null>>;

describe('the value of a formula', () => {
  let bench: FigureBench;

  beforeAll(async () => {
    bench = await FigureBench.open();
  });
  afterAll(() => bench?.close());

  async function valueOf(formula: string, inputs: Inputs = {}): Promise<string | string[] | null> {
    const { rows } = await bench.admin.query<{ value: string | null; notes: string[] }>(
      'SELECT * FROM monitoring.formula_value($1, $2)',
      [JSON.stringify(readFormula(formula)), JSON.stringify(inputs)],
    );
    const [found] = rows;
    return found && found.notes.length > 0 ? [String(found.value), ...found.notes] : (found?.value ?? null);
  }

  it.each<[string, string]>([
    ['0.1 + 0.2', '0.3'],
    ['1 - 2 - 3', '-4'],
    ['2 + 3 * 4', '14'],
    ['-(2 + 3) * 4', '-20'],
    ['7 / 2', '3.5'],
    ['min(3, 1, 2) + max(3, 1, 2)', '4'],
    ['abs(-1.5) + abs(1.5)', '3'],
    ['round(2.5) + round(-2.5)', '0'],
    ['round(-2.5)', '-3'],
    ['round(1.005, 2)', '1.01'],
    ['if(1 = 1.00, 1, 2)', '1'],
    ['if(1 != 1, 1, 2)', '2'],
    ['if(1 < 2, 1, 2) + if(2 <= 2, 1, 2) + if(3 > 2, 1, 2) + if(2 >= 3, 1, 2)', '5'],
    ['999999999999999999.999999 + 0.000001', '1000000000000000000'],
  ])('%s is %s', async (formula, value) => expect(await valueOf(formula)).toBe(value));

  it('ME-8: any input that is missing leaves nothing, wherever it stands', async () => {
    expect(await valueOf('{A} + {B}', { A: '1.5', B: 2 })).toBe('3.5');
    expect(await valueOf('{A} + {B}', { A: 1 })).toBeNull();
    expect(await valueOf('{A} + {B}', { A: 1, B: null })).toBeNull();
    expect(await valueOf('if({A} > 0, {A}, {B})', { A: 1 })).toBeNull();
    expect(await valueOf('max({A}, {B})', { A: 1, B: null })).toBeNull();
  });

  it('ME-C6: what is divided by zero says so, unless nobody asks for it', async () => {
    expect(await valueOf('{A} / {B}', { A: 1, B: '0.000' })).toEqual(['null', 'DIVISION_BY_ZERO']);
    expect(await valueOf('1 + max(1, {A} / ({A} - 1))', { A: 1 })).toEqual(['null', 'DIVISION_BY_ZERO']);
    expect(await valueOf('if(1 / {A} = 1, 1, 2)', { A: 0 })).toEqual(['null', 'DIVISION_BY_ZERO']);
    expect(await valueOf('if({B} = 0, 0, {A} / {B})', { A: 1, B: 0 })).toBe('0');
  });

  it('what nobody counts to is out of range, however it comes about', async () => {
    const squares = Array.from({ length: 8 }, () => '{A}').join(' * ');
    expect(await valueOf(squares, { A: '999999999999' })).toEqual(['null', 'OUT_OF_RANGE']);
    expect(await valueOf(`if(${squares} > 1, 1, 2)`, { A: '999999999999' })).toEqual([
      'null',
      'OUT_OF_RANGE',
    ]);
    expect(await valueOf(`-(${squares})`, { A: '-999999999999' })).toEqual(['null', 'OUT_OF_RANGE']);
    const small = Array.from({ length: 12 }, () => '{A}').join(' * ');
    expect(await valueOf(small, { A: '0.000001' })).toBe('0');
  });

  it('is computed for formulas of formulas in their order, with the notes of what they are made of', async () => {
    const formula = (code: string, text: string) => {
      const program = readFormula(text);
      return { code, program, references: [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name) };
    };
    const { rows } = await bench.admin.query('SELECT * FROM monitoring.formula_values($1, $2, $3)', [
      JSON.stringify([formula('X', '{A} / {B}'), formula('Y', '{X} + 1'), formula('Z', '{A} + {C}')]),
      JSON.stringify({ A: 1, B: 0, C: null }),
      JSON.stringify({ C: ['PERCENT_NEEDS_DENOMINATOR'] }),
    ]);
    expect(rows).toEqual([
      { code: 'X', value: null, notes: ['DIVISION_BY_ZERO'] },
      { code: 'Y', value: null, notes: ['DIVISION_BY_ZERO'] },
      { code: 'Z', value: null, notes: ['PERCENT_NEEDS_DENOMINATOR'] },
    ]);
  });

  it('names what it refers to once', async () => {
    const { rows } = await bench.admin.query('SELECT monitoring.formula_references($1) AS codes', [
      JSON.stringify(readFormula('if({A} > 1, round({B} + {A}, 2), -{C})')),
    ]);
    expect(rows).toEqual([{ codes: ['A', 'B', 'C'] }]);
  });
});
