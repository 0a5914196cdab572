export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** What an expression is made of; `at` is a character of its text. Plain data: it may be kept as JSON. */
export type ExpressionNode = { readonly at: number } & (
  | { readonly kind: 'number' | 'text' | 'reference'; readonly text: string }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'sign'; readonly operand: ExpressionNode }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly ExpressionNode[] }
);

/** Names of everything that an expression refers to, each once, in the order in which they first stand. */
export function referencesOf(node: ExpressionNode): readonly string[] {
  const names = new Set<string>();
  const collect = (part: ExpressionNode): void => {
    if (part.kind === 'reference') names.add(part.text);
    for (const child of partsOf(part)) collect(child);
  };
  collect(node);
  return [...names];
}

export function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
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
