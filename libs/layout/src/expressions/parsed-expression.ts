import type { AggregateCall, Expression, Reference, Scope, Value } from './contract.js';
import { Evaluation } from './evaluate.js';
import type { Node } from './tree.js';

/** Half of a letter beyond the basic plane, as `Substring` may leave it: no text of Unicode. */
const HALF_LETTER = /[\ud800-\udfff]/gu;

/** A tree with what it names, gathered once. */
export class ParsedExpression implements Expression {
  readonly references: readonly Reference[];
  readonly aggregates: readonly AggregateCall[];
  readonly reference: Reference | null;

  constructor(
    readonly text: string,
    private readonly tree: Node,
  ) {
    const references = new Set<Reference>();
    const aggregates: AggregateCall[] = [];
    for (const node of nodesOf(tree)) {
      if (node.kind === 'reference') references.add(node.reference);
      if (node.kind !== 'aggregate') continue;
      aggregates.push(node.call);
      for (const part of [node.call.value, node.call.condition]) {
        for (const reference of part?.references ?? []) references.add(reference);
      }
    }
    this.references = [...references];
    this.aggregates = aggregates;
    this.reference = tree.kind === 'reference' ? tree.reference : null;
  }

  evaluate(scope: Scope): Value {
    const value = new Evaluation(scope, this.text).run(this.tree);
    return typeof value === 'string' && !this.reference ? value.replace(HALF_LETTER, '\ufffd') : value;
  }
}

/** Every node of a tree as it is written, without recursion. */
function* nodesOf(tree: Node): Generator<Node> {
  const waiting = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    waiting.push(...childrenOf(node).toReversed());
  }
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'arithmetic':
    case 'comparison':
      return [node.first, ...node.rest.map((link) => link.operand)];
    case 'and':
    case 'or':
    case 'coalesce':
      return node.operands;
    case 'sign':
    case 'not':
    case 'cast':
      return [node.operand];
    case 'choice':
      return [...node.branches.flatMap(({ when, value }) => [when, value]), node.otherwise];
    case 'call':
      return node.args;
    case 'members':
      return [node.target, ...node.steps.flatMap((step) => step.args)];
    default:
      return [];
  }
}
