export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** What a calculation is made of. */
export type CalculationNode =
  | { readonly kind: 'number' | 'text' | 'reference'; readonly text: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'sign'; readonly operand: CalculationNode }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: CalculationNode;
      readonly right: CalculationNode;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly CalculationNode[] };

/** Names of all fields that a calculation refers to, each once, in the order in which they first stand. */
export function referencesOf(node: CalculationNode): readonly string[] {
  const names = new Set<string>();
  const collect = (part: CalculationNode): void => {
    if (part.kind === 'reference') names.add(part.text);
    for (const child of partsOf(part)) collect(child);
  };
  collect(node);
  return [...names];
}

function partsOf(node: CalculationNode): readonly CalculationNode[] {
  switch (node.kind) {
    case 'sign':
      return [node.operand];
    case 'operation':
      return [node.left, node.right];
    case 'call':
      return node.args;
    default:
      return [];
  }
}
