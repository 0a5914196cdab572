import type { OrganizationTreeNode } from './organization-tree-resources.js';

export type OrganizationUnitRow = Omit<OrganizationTreeNode, 'children'>;

/** Units with those below them, in the order given. A unit whose parent is not among them stands at the top. */
export function treeOf(units: readonly OrganizationUnitRow[]): OrganizationTreeNode[] {
  const nodes = new Map<string, OrganizationTreeNode>(
    units.map((unit) => [unit.id, { ...unit, children: [] }]),
  );
  const roots: OrganizationTreeNode[] = [];
  for (const node of nodes.values()) {
    const siblings = node.parent_id === null ? roots : (nodes.get(node.parent_id)?.children ?? roots);
    siblings.push(node);
  }
  return roots;
}
