/** A row that hangs below another one of its kind. */
export interface TreeRow {
  readonly id: string;
  readonly parent_id: string | null;
}

export type TreeNode<Row extends TreeRow> = Row & { children: TreeNode<Row>[] };

/** Rows with those below them, in the order given. A row whose parent is not among them stands at the top. */
export function treeOf<Row extends TreeRow>(rows: readonly Row[]): TreeNode<Row>[] {
  const nodes = new Map<string, TreeNode<Row>>(rows.map((row) => [row.id, { ...row, children: [] }]));
  const roots: TreeNode<Row>[] = [];
  for (const node of nodes.values()) {
    const siblings = node.parent_id === null ? roots : (nodes.get(node.parent_id)?.children ?? roots);
    siblings.push(node);
  }
  return roots;
}
