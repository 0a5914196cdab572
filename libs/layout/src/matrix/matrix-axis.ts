import type { Value } from '../expressions/contract.js';
import { valueKey } from '../expressions/values.js';
import type { MatrixLevel } from '../model/matrix.js';
import { type CompareTexts, sortedBy } from '../pages/data/row-order.js';

/** A value of a level under the values of the levels around it. The root stands for everything. */
export interface AxisNode {
  readonly id: number;
  readonly value: Value;
  readonly children: Map<string, AxisNode>;
}

/** What a header shows: a value with what lies under it, or a total of everything under its node. */
export interface AxisHeader {
  readonly node: AxisNode;
  readonly level: number;
  readonly is_total: boolean;
  readonly children: readonly AxisHeader[];
  /** Innermost headers under it, itself if there are none. */
  readonly span: number;
}

/** The values of one axis as rows bring them. */
export class MatrixAxis {
  readonly root: AxisNode = { id: 0, value: null, children: new Map() };
  /** Values of the innermost level. */
  leaves = 0;
  private nodes = 1;

  constructor(
    private readonly levels: readonly MatrixLevel[],
    private readonly compareTexts: CompareTexts,
  ) {}

  /** The nodes of a row's values, from the root to the innermost level. */
  path(values: readonly Value[]): readonly AxisNode[] {
    const path = [this.root];
    let node = this.root;
    this.levels.forEach((_, level) => {
      const value = values[level] ?? null;
      const key = valueKey(value);
      let child = node.children.get(key);
      if (!child) {
        child = { id: this.nodes++, value, children: new Map() };
        node.children.set(key, child);
        if (level === this.levels.length - 1) this.leaves++;
      }
      path.push(child);
      node = child;
    });
    if (this.levels.length === 0) this.leaves = 1;
    return path;
  }

  /** Headers in the order in which they are printed; of no level, the one for everything. */
  headers(): readonly AxisHeader[] {
    if (this.levels.length > 0) return this.under(this.root, 0);
    const all = { node: this.root, level: 0, is_total: false, children: [], span: 1 };
    return this.leaves > 0 ? [all] : [];
  }

  private under(node: AxisNode, level: number): readonly AxisHeader[] {
    const design = this.levels[level];
    if (!design || node.children.size === 0) return [];
    const { sort } = design;
    const nodes = [...node.children.values()];
    const ordered =
      sort === 'none' ? nodes : sortedBy(nodes, (one) => [one.value], [sort === 'desc'], this.compareTexts);
    const headers = ordered.map((child): AxisHeader => {
      const children = this.under(child, level + 1);
      const span = children.reduce((sum, one) => sum + one.span, 0);
      return { node: child, level, is_total: false, children, span: Math.max(span, 1) };
    });
    if (!design.has_total) return headers;
    const total: AxisHeader = { node, level, is_total: true, children: [], span: 1 };
    return design.totals_first ? [total, ...headers] : [...headers, total];
  }
}

/** The innermost headers, in order: one line of values each. */
export function innermost(headers: readonly AxisHeader[]): readonly AxisHeader[] {
  return headers.flatMap((header) => (header.children.length > 0 ? innermost(header.children) : [header]));
}
