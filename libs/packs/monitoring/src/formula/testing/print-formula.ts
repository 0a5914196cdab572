import type { FormulaNode } from '../formula-node.js';

/** How tightly an expression binds; what binds looser than its place asks for stands in parentheses. */
const SUM = 1;
const PRODUCT = 2;
const SIGNED = 3;
const BINDING = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT } as const;

/** Writes a formula with no more parentheses than it needs; reading that gives the same formula again. */
export function printFormula(node: FormulaNode): string {
  return print(node, SUM);
}

function print(node: FormulaNode, needed: number): string {
  switch (node[0]) {
    case 'ref':
      return `{${node[1]}}`;
    case 'num':
      return node[1];
    case 'neg':
      return enclosed(`-${print(node[1], SIGNED)}`, SIGNED, needed);
    case 'call':
      return `${node[1]}(${node[2].map(printFormula).join(', ')})`;
    case 'if': {
      const [, [comparison, left, right], holds, fails] = node;
      const condition = `${printFormula(left)} ${comparison} ${printFormula(right)}`;
      return `if(${condition}, ${printFormula(holds)}, ${printFormula(fails)})`;
    }
    default: {
      const [operator, left, right] = node;
      const binding = BINDING[operator];
      return enclosed(`${print(left, binding)} ${operator} ${print(right, binding + 1)}`, binding, needed);
    }
  }
}

function enclosed(text: string, binding: number, needed: number): string {
  return binding < needed ? `(${text})` : text;
}
