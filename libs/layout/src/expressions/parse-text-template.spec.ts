import { ExpressionError } from './contract.js';
import { parseTextTemplate } from './parse-text-template.js';
import { number, scopeOf } from './testing/sample-scope.js';
import { textOf } from './values.js';

const scope = scopeOf({
  Page: number('3'),
  'Order Details.Quantity': number('12'),
  'Products.ProductName': 'Chai',
  'Discount %': number('5'),
  total: number('9'),
  'Odd]': 'x',
});
const written = (text: string, brackets?: readonly [string, string]): string =>
  parseTextTemplate(text, brackets).evaluate(scope, (value) => textOf(value, 'en'));

describe('a text with expressions in brackets', () => {
  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['Total: [total]', 'Total: 9'],
    ['Today\r\npage [Page]\r\n2 + 2 = [2 + 2]', 'Today\r\npage 3\r\n2 + 2 = 4'],
    ['[Order Details.Quantity] x [Products.ProductName]', '12 x Chai'],
    ['[[Order Details.Quantity] * 2]', '24'],
    ['[[Products.ProductName].Substring(0,1)]', 'C'],
    ['[Replace([Products.ProductName], "Ch", "]")]', ']ai'],
    ['[IIf([Page] > 2, "[late]", "early")]', '[late]'],
    ['[Discount %] off', '5 off'],
    ['[] and [ ]', '[] and [ ]'],
    ['open [ never closed', 'open [ never closed'],
    ['closed ] never opened', 'closed ] never opened'],
    ['[true] [DateTime.Now.Year]', 'True 2026'],
    ['[Total] is [total]', null],
    ['[Page]', '3'],
  ])('%j becomes %j', (text, expected) => {
    if (expected === null) expect(() => written(text)).toThrow('There is nothing called "Total".');
    else expect(written(text)).toBe(expected);
  });

  it('takes other brackets', () => {
    expect(written('<total> [total]', ['<', '>'])).toBe('9 [total]');
    expect(written('<%total%> <b>', ['<%', '%>'])).toBe('9 <b>');
  });

  it('is dynamic, a single expression, or neither', () => {
    const shape = (text: string): unknown[] => {
      const { is_dynamic, expression, references } = parseTextTemplate(text);
      return [is_dynamic, expression?.reference?.text ?? null, references.map((one) => one.text)];
    };
    expect(shape('a')).toEqual([false, null, []]);
    expect(shape('[Orders.Total]')).toEqual([true, 'Orders.Total', ['Orders.Total']]);
    expect(shape('x [a] [a] [b]')).toEqual([true, null, ['a', 'b']]);
    expect(shape('[a + b]')).toEqual([true, null, ['a', 'b']]);
  });

  it('hands every value to the format, nulls too', () => {
    const seen: unknown[] = [];
    parseTextTemplate('[null]-[Page]').evaluate(scope, (value) => `${seen.push(value)}`);
    expect(seen).toEqual([null, number('3')]);
  });

  it('counts a fault from the start of the whole text', () => {
    const fault = (text: string): unknown => {
      try {
        return parseTextTemplate(text);
      } catch (error) {
        return error instanceof ExpressionError && [error.message, error.position, error.expression === text];
      }
    };
    expect(fault('Sum: [1 + Frob(2)]')).toEqual(['There is no function called "Frob".', 10, true]);
  });

  it('refuses to grow without end', () => {
    expect(() => written('["a".PadLeft(99999)]'.repeat(11))).toThrow('The expressions make too long a text.');
  });

  it('reads a long text of unclosed brackets in one go', () => {
    expect(written('['.repeat(200_000))).toHaveLength(200_000);
    expect(() => written('[1]'.repeat(1_001))).toThrow('A text has at most 1000 expressions.');
  });
});
