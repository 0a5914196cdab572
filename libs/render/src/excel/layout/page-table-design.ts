import type { Column, TotalRequest } from '@galley/dataset';
import {
  type Band,
  type Expression,
  type GroupDesign,
  type Layout,
  plainColumn,
  type Reference,
  sourceKey,
  type TableDesign,
} from '@galley/layout';
import { textsOf, type PageTable } from './page-table.js';

/** The table of a page as a designed one, over the dataset with these columns. `leaveOut` is told what it cannot show. */
export function pageTableDesign(
  layout: Layout,
  table: PageTable,
  columns: readonly Column[],
  isOrdered: boolean,
  leaveOut: (name: string) => void,
): TableDesign {
  const names = new Map(columns.map(({ name }) => [sourceKey(name), name]));
  const nameOf = (field: string | null): string | null => names.get(sourceKey(field ?? '')) ?? null;
  const totalsOf = (band: Band | null): TotalRequest[] => bandTotals(layout, table, band, nameOf);
  const grouping = isOrdered ? groupsOf(table, nameOf, totalsOf) : null;
  if (!grouping) for (const { band } of table.groups) leaveOut(band.name);
  const groups = grouping && isClosed(table, grouping) ? grouping : [];
  const shown = table.columns.flatMap((one) => {
    const field = nameOf(one.field);
    return field ? [{ ...one, field }] : [];
  });
  const named = new Set(shown.map(({ field }) => field));
  const leading = groups.length > 0 ? [] : (grouping ?? []).filter(({ field }) => !named.has(field));
  return {
    name: table.name,
    source: table.source,
    title: null,
    subtitle: null,
    columns: [...leading.map(({ field }) => ({ ...PLAIN, field })), ...shown],
    groups,
    totals: unique([
      ...totalsOf(table.data?.footer ?? null),
      ...totalsOf(table.page.bands.report_summary),
      ...totalsOf(table.page.bands.column_footer),
    ]),
    ...figuresOf(table, nameOf, leaveOut),
    header: null,
    footer: null,
    watermark: null,
    direction: null,
    part: null,
    notes: [],
    show_rows: table.hasRows,
    max_lines: null,
    closing: 'full',
  };
}

const PLAIN = { label: null, width: null, align: null, format: null, style: null, when: [] } as const;

/**
 * Whether groups have something to say besides their value: else that is a column before the others, and no row of the sheet
 * stands where the page has none.
 */
function isClosed({ groups }: PageTable, grouping: readonly GroupDesign[]): boolean {
  return (
    groups.some(({ band }) => band.footer !== null || band.header.start_new_page) ||
    grouping.some(({ totals }) => totals.length > 0)
  );
}

/** Charts and crosstabs whose expressions name columns of the dataset alone. */
function figuresOf(
  table: PageTable,
  nameOf: (field: string | null) => string | null,
  leaveOut: (name: string) => void,
): Pick<TableDesign, 'charts' | 'matrices'> {
  const knows = (references: readonly Reference[]): boolean =>
    references.every(({ path }) => {
      const isOwn = path.length === 1 || sourceKey(path[0] ?? '') === sourceKey(table.source);
      return path.length <= 2 && isOwn && nameOf(path.at(-1) ?? '') !== null;
    });
  const kept = <One extends { readonly name: string }>(
    object: One,
    expressions: readonly (Expression | null)[],
  ): One[] => {
    if (knows(expressions.flatMap((one) => one?.references ?? []))) return [object];
    leaveOut(object.name);
    return [];
  };
  const charts = table.charts.flatMap((chart) => {
    const { series } = chart.design;
    return kept(
      chart,
      series.flatMap(({ x, y, split_by, filter }) => [x, y, split_by, filter]),
    );
  });
  const matrices = table.matrices.flatMap((matrix) => {
    const { rows, columns, measures, filter } = matrix.design;
    return kept(matrix, [...[...rows, ...columns, ...measures].map(({ value }) => value), filter]);
  });
  return {
    charts: charts.map(({ height, design }) => ({ at: 'after' as const, height, design })),
    matrices: matrices.map(({ design }) => design),
  };
}

/** Null when a level is no column of the dataset: its rows are then no runs of equal values. */
function groupsOf(
  { groups }: PageTable,
  nameOf: (field: string | null) => string | null,
  totalsOf: (band: Band | null) => TotalRequest[],
): GroupDesign[] | null {
  const found = groups.map(({ field, band }): GroupDesign | null => {
    const name = nameOf(field);
    if (name === null) return null;
    const totals = unique([...totalsOf(band.footer), ...totalsOf(band.header)]);
    return {
      field: name,
      header: null,
      footer: null,
      page_break: band.header.start_new_page,
      sheet: false,
      totals,
    };
  });
  return found.every((group) => group !== null) ? found : null;
}

/** Totals of plain columns that a band shows, declared ones and those written in its texts. */
function bandTotals(
  layout: Layout,
  { source, data }: PageTable,
  band: Band | null,
  nameOf: (field: string | null) => string | null,
): TotalRequest[] {
  const requestOf = (value: Expression | null, aggregate: TotalRequest['aggregate']): TotalRequest[] => {
    const column = value && nameOf(plainColumn(layout, source, value));
    return column ? [{ column, aggregate, as: `${column}_${aggregate}` }] : [];
  };
  return textsOf(band).flatMap(({ text }) => {
    const declared = layout.totals.filter(
      ({ name, when, evaluator }) =>
        when === null &&
        evaluator === data?.name &&
        text.references.some((reference) => sourceKey(reference.text) === sourceKey(name)),
    );
    const written = text.aggregates.filter(({ condition }) => condition === null);
    return [...declared, ...written].flatMap(({ value, aggregate }) => requestOf(value, aggregate));
  });
}

function unique(totals: readonly TotalRequest[]): TotalRequest[] {
  return [...new Map(totals.map((total) => [total.as, total])).values()];
}
