import type { AggregateCall, Expression } from './contract.js';
import { ParsedExpression } from './parsed-expression.js';
import type { Node } from './tree.js';

/** An argument of a call, with the text it was read from. */
export interface Argument {
  readonly node: Node;
  readonly text: string;
}

const AGGREGATES: ReadonlyMap<string, AggregateCall['aggregate']> = new Map([
  ['sum', 'sum'],
  ['count', 'count'],
  ['avg', 'avg'],
  ['min', 'min'],
  ['max', 'max'],
]);

export function aggregateNamed(name: string): AggregateCall['aggregate'] | null {
  return AGGREGATES.get(name.toLowerCase()) ?? null;
}

/**
 * Whether `Min` or `Max` is the function of several values: an aggregate's second argument is a bare word, the name of a
 * data band.
 */
export function comparesValues(aggregate: AggregateCall['aggregate'], args: readonly Argument[]): boolean {
  return (aggregate === 'min' || aggregate === 'max') && args[1] !== undefined && !isBandName(args[1]);
}

/** `Sum(value, band, condition)`, `Count()`. `call` is what was written; `fail` throws. */
export function aggregateCall(
  aggregate: AggregateCall['aggregate'],
  args: readonly Argument[],
  call: string,
  fail: (message: string) => never,
): AggregateCall {
  const [value, band, condition] = args;
  if (band && !isBandName(band)) fail('The second argument of an aggregate is the name of a data band.');
  if (args.length > 3 || (!value && aggregate !== 'count')) {
    fail('An aggregate takes a value, a band and a condition.');
  }
  const part = (argument: Argument | undefined): Expression | null => {
    const parsed = argument ? new ParsedExpression(argument.text, argument.node) : null;
    return parsed && parsed.aggregates.length > 0
      ? fail('Aggregates cannot stand inside each other.')
      : parsed;
  };
  return {
    aggregate,
    value: part(value),
    band: band?.text ?? null,
    condition: part(condition),
    reference: { text: call, path: [call] },
  };
}

function isBandName({ node, text }: Argument): boolean {
  return node.kind === 'reference' && !text.startsWith('[');
}
