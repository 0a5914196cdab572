import type { SqlTx } from '@galley/platform';
import { treeOf } from '../../tree-of.js';
import type { IndicatorFigure } from './figure-resources.js';
import type { FigureScope } from './figure-scope.js';
import { indicatorFigures, type FigureOfResult } from './indicator-figures.js';
import type { Logframe, LogframeNode } from './logframe-resources.js';

/** The results of the project's program as a tree, each with the indicators that the project works with. */
export async function logframeOf(
  tx: SqlTx,
  scope: FigureScope,
): Promise<Pick<Logframe, 'results' | 'indicators'>> {
  const figures = await indicatorFigures(tx, scope);
  const nodes = await tx.$queryRaw<Omit<LogframeNode, 'indicators' | 'children'>[]>`
    select n.id, n.parent_id, n.level, n.code, n.title, n.assumptions
    from monitoring.result_tree(${scope.projects}::uuid[]) t
    join monitoring.result_node n on n.id = t.node_id
    order by t.path`;
  const of = (node_id: string | null) =>
    figures.filter((figure) => figure.node_id === node_id).map(withoutNode);
  return {
    results: treeOf(nodes.map((node) => ({ ...node, indicators: of(node.id) }))),
    indicators: of(null),
  };
}

function withoutNode({ node_id: _, ...figure }: FigureOfResult): IndicatorFigure {
  return figure;
}
