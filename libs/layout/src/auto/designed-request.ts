import type { OrderBy, TotalRequest } from '@galley/dataset';
import type { Expression } from '../expressions/contract.js';
import type { ChartSeries } from '../model/chart.js';
import type { Layout } from '../model/layout.js';
import type { MatrixDesign } from '../model/objects.js';
import type { TableDesign } from '../model/table-design.js';
import { sourceKey } from '../pages/source-key.js';

/** What the table sections of a layout ask of one dataset; a run's own options win. */
export interface DesignedRequest {
  /** Null: every column. */
  readonly columns: readonly string[] | null;
  readonly group_by: readonly string[];
  readonly totals: readonly TotalRequest[];
  readonly order_by: readonly OrderBy[];
}

/**
 * Columns, groups, totals and order that the table sections want of a dataset: of a named one, or (null) of the one the
 * template is bound to. Null when no table section shows it, or the layout is laid out as pages.
 */
export function designedRequest(layout: Layout, source: string | null = null): DesignedRequest | null {
  const key = keyOf(source);
  const uses = layout.sections.flatMap((section) =>
    section.kind === 'table' ? usesOf(section.design, key) : [],
  );
  if (uses.length === 0) return null;
  const table = uses.find((use): use is TableUse => use.kind === 'table');
  const wanted = uses.map((use) => (use.kind === 'table' ? columnsOf(use.design) : use.columns));
  return {
    columns: wanted.some((columns) => columns === null)
      ? null
      : [...new Set(wanted.flatMap((all) => all ?? []))],
    group_by: table?.design.groups.map(({ field }) => field) ?? [],
    totals: table ? designedTotals(table.design) : [],
    order_by: table?.design.groups.map(({ field }) => ({ column: field, direction: 'asc' as const })) ?? [],
  };
}

interface TableUse {
  readonly kind: 'table';
  readonly design: TableDesign;
}

interface FiguresUse {
  readonly kind: 'figures';
  readonly columns: readonly string[];
}

function usesOf(design: TableDesign, key: string): (TableUse | FiguresUse)[] {
  const isOf = (source: string | null): boolean => keyOf(source ?? design.source) === key;
  const series = design.charts
    .flatMap((chart) => chart.design.series)
    .filter((one) => one.x && isOf(one.source));
  const matrices = design.matrices.filter((matrix) => isOf(matrix.source));
  return [
    ...(design.show_rows && isOf(null) ? [{ kind: 'table', design } as const] : []),
    ...series.map((one) => ({ kind: 'figures', columns: namesIn(seriesExpressions(one)) }) as const),
    ...matrices.map((one) => ({ kind: 'figures', columns: namesIn(matrixExpressions(one)) }) as const),
  ];
}

/** Columns, and what conditions and groups look at; null = all. */
function columnsOf(design: TableDesign): readonly string[] | null {
  if (design.columns.length === 0) return null;
  return [
    ...design.groups.map(({ field }) => field),
    ...design.columns.map(({ field }) => field),
    ...designedTotals(design).map(({ column }) => column),
    ...namesIn(design.columns.flatMap(({ when }) => when.map(({ condition }) => condition))),
  ];
}

/** The table's own totals, then those that only its groups show. */
export function designedTotals({ totals, groups }: TableDesign): TotalRequest[] {
  const known = new Set(totals.map(totalKey));
  const more = groups
    .flatMap((group) => group.totals)
    .filter((total) => !known.has(totalKey(total)) && known.add(totalKey(total)));
  return [...totals, ...more.map((total) => ({ ...total, as: `${total.column}_${total.aggregate}` }))];
}

function totalKey({ column, aggregate }: TotalRequest): string {
  return `${column} ${aggregate}`;
}

function seriesExpressions({ x, y, split_by, filter }: ChartSeries): (Expression | null)[] {
  return [x, y, split_by, filter];
}

function matrixExpressions({ rows, columns, measures, filter }: MatrixDesign): (Expression | null)[] {
  return [...[...rows, ...columns, ...measures].map(({ value }) => value), filter];
}

function namesIn(expressions: readonly (Expression | null)[]): string[] {
  return expressions.flatMap((one) => one?.references.flatMap(({ path }) => path.at(-1) ?? []) ?? []);
}

function keyOf(source: string | null): string {
  return source === null ? '' : sourceKey(source);
}
