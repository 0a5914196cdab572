/** A row in a tree: how deep it stands (1 = root) and its number among its siblings, `1.2.3`. */
export interface TreeRow<T> {
  readonly row: T;
  readonly level: number;
  readonly number: string;
}

/** Numbers of deeper rows stay their ancestor's: a chain of 100,000 rows would have 100,000 figures in each. */
const MAX_NUMBERED_LEVEL = 64;

/**
 * Rows of a tree in the order in which they are read, parents before children, siblings in their order. Rows whose
 * parent is missing are roots, and so is one row of every circle: no row is lost, none comes twice.
 */
export function treeOrder<T>(
  rows: readonly T[],
  idOf: (row: T) => string | null,
  parentOf: (row: T) => string | null,
): TreeRow<T>[] {
  const ids = new Set(rows.map(idOf));
  const children = new Map<string, T[]>();
  const roots: T[] = [];
  for (const row of rows) {
    const parent = parentOf(row);
    if (parent === null || !ids.has(parent) || parent === idOf(row)) roots.push(row);
    else {
      const siblings = children.get(parent);
      if (siblings) siblings.push(row);
      else children.set(parent, [row]);
    }
  }
  const ordered: TreeRow<T>[] = [];
  const seen = new Set<T>();
  let count = 0;
  const visit = (root: T): void => {
    const waiting: TreeRow<T>[] = [{ row: root, level: 1, number: String((count += 1)) }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (seen.has(next.row)) continue;
      seen.add(next.row);
      ordered.push(next);
      const { level, number, row } = next;
      const id = idOf(row);
      const below = (id === null ? undefined : children.get(id)) ?? [];
      const placed = below.map((row, at) => ({
        row,
        level: level + 1,
        number: level < MAX_NUMBERED_LEVEL ? `${number}.${at + 1}` : number,
      }));
      waiting.push(...placed.reverse());
    }
  };
  for (const root of roots) visit(root);
  for (const row of rows) if (!seen.has(row)) visit(row);
  return ordered;
}
