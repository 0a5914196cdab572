import fc from 'fast-check';
import { FormulaFault } from './formula-fault.js';
import { FORMULA_COMPARISONS, FORMULA_LIMITS, type FormulaNode } from './formula-node.js';
import { printFormula } from './testing/print-formula.js';
import { readFormula } from './read-formula.js';

describe('a formula', () => {
  it.each<[string, FormulaNode]>([
    ['{EXP}/{REACH}', ['/', ['ref', 'EXP'], ['ref', 'REACH']]],
    ['1 - 2 - 3', ['-', ['-', ['num', '1'], ['num', '2']], ['num', '3']]],
    ['1 + 2 * 3', ['+', ['num', '1'], ['*', ['num', '2'], ['num', '3']]]],
    ['(1 + 2) * 3', ['*', ['+', ['num', '1'], ['num', '2']], ['num', '3']]],
    ['-{A} * 2', ['*', ['neg', ['ref', 'A']], ['num', '2']]],
    ['2 - -3', ['-', ['num', '2'], ['neg', ['num', '3']]]],
    ['{ Cost/head 1.2 }', ['ref', 'Cost/head 1.2']],
    [
      'round(abs({A}) * 100, 2)',
      [
        'call',
        'round',
        [
          ['*', ['call', 'abs', [['ref', 'A']]], ['num', '100']],
          ['num', '2'],
        ],
      ],
    ],
    [
      'min({A}, 0.5, max(1,2))',
      [
        'call',
        'min',
        [
          ['ref', 'A'],
          ['num', '0.5'],
          [
            'call',
            'max',
            [
              ['num', '1'],
              ['num', '2'],
            ],
          ],
        ],
      ],
    ],
    ['if({A} <= 1, {B}, 0)', ['if', ['<=', ['ref', 'A'], ['num', '1']], ['ref', 'B'], ['num', '0']]],
  ])('ME-8: %s is read as it is meant', (text, node) => expect(readFormula(text)).toEqual(node));

  it.each([
    ['', 'expected a number, {CODE}, a function or ( where it ends', 1],
    ['1 +', 'expected a number, {CODE}, a function or ( where it ends', 4],
    ['(1 + 2', 'expected ) where it ends', 7],
    ['1 2', 'expected an operator or the end where "2" stands', 3],
    ['{A} {B}', 'expected an operator or the end where "{B}" stands', 5],
    ['{}', 'the braces hold no code of at most 50 characters', 1],
    ['{ }', 'the braces name no indicator', 1],
    ['{A', 'the braces hold no code of at most 50 characters', 1],
    ['1.2.3', 'the number is no decimal such as 12.5', 1],
    ['2e3', 'expected an operator or the end where "e3" stands', 2],
    ['1 = 1', 'expected an operator or the end where "=" stands', 3],
    ['if({A}, 1, 2)', 'expected one of = != < <= > >= where "," stands', 7],
    ['if({A} > 1 > 2, 1, 2)', 'expected , where ">" stands', 12],
    ['sum({A})', 'there is no function sum', 1],
    ['constructor(1)', 'there is no function constructor', 1],
    ['min', 'expected ( where it ends', 4],
    ['min()', 'expected a number, {CODE}, a function or ( where ")" stands', 5],
    ['abs(1, 2)', 'abs takes one argument', 1],
    ['round(1, {A})', 'expected a number of digits, 0 to 10, where "{A}" stands', 10],
    ['round(1, 11)', 'expected a number of digits, 0 to 10, where "11" stands', 10],
    ['1 + £', '"£" has no meaning', 5],
    ['alert`1`', '"`" has no meaning', 6],
    ['{A}; drop table x', '";" has no meaning', 4],
  ])('ME-8: %j is refused: %s at %i', (text, says, at) => {
    expect(() => readFormula(text)).toThrow(expect.objectContaining({ says, at }) as Error);
  });

  it.each([
    ['long', '1'.padEnd(FORMULA_LIMITS.length + 1), `is longer than ${FORMULA_LIMITS.length} characters`],
    ['nested', '('.repeat(101), 'goes deeper than 100 levels'],
    ['negated', '-'.repeat(101) + '1', 'goes deeper than 100 levels'],
    ['chained', Array.from({ length: 101 }, () => '1').join('+'), 'goes deeper than 100 levels'],
    [
      'large',
      `min(${Array.from({ length: 50 }, () => Array.from({ length: 10 }, () => '1').join('*')).join()})`,
      'has more than 500 parts',
    ],
    ['wide', `min(${Array.from({ length: 51 }, () => '1').join()})`, 'min takes 1 to 50 arguments'],
  ])('ME-8: is refused when it is too %s', (_what, text, says) => {
    expect(() => readFormula(text)).toThrow(expect.objectContaining({ says }) as Error);
  });

  it('ME-8: is as long, deep and large as it may be', () => {
    const hundred = Array.from({ length: FORMULA_LIMITS.depth }, () => '1').join('+');
    expect(readFormula(hundred.padEnd(FORMULA_LIMITS.length))).toHaveLength(3);
  });

  const anyNode = fc.letrec<{ node: FormulaNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9._/-]{0,8}$/).map((code): FormulaNode => ['ref', code]),
      fc.stringMatching(/^\d{1,5}(\.\d{1,4})?$/).map((text): FormulaNode => ['num', text]),
      fc.tuple(fc.constantFrom('+', '-', '*', '/'), tie('node'), tie('node')),
      fc.tuple(fc.constant('neg' as const), tie('node')),
      fc.tuple(
        fc.constant('call' as const),
        fc.constantFrom('min', 'max'),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      ),
      fc
        .tuple(tie('node'), fc.integer({ min: 0, max: 10 }))
        .map(([node, digits]): FormulaNode => ['call', 'round', [node, ['num', String(digits)]]]),
      fc.tuple(
        fc.constant('if' as const),
        fc.tuple(fc.constantFrom(...FORMULA_COMPARISONS), tie('node'), tie('node')),
        tie('node'),
        tie('node'),
      ),
    ),
  })).node;

  it('ME-8: is the same when it is printed and read again', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const text = printFormula(node);
        fc.pre(text.length <= FORMULA_LIMITS.length);
        try {
          expect(readFormula(text)).toEqual(node);
        } catch (error) {
          // Generated trees may hold more parts than one may write.
          if (!(error instanceof FormulaFault && error.says.includes('more than'))) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('ME-8: of any text is read or refused with a place in it, and nothing else happens', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      ',',
      '{A}',
      '1',
      '.5',
      '-',
      '*',
      '<=',
      '!',
      'if(',
      'min(',
      'round',
      ' ',
      'é',
      '\u0000',
      '💧',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          readFormula(text);
          return true;
        } catch (error) {
          return error instanceof FormulaFault && error.at >= 1 && error.at <= text.length + 1;
        }
      }),
      { numRuns: 200 },
    );
  });
});
