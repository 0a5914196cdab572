import type { Column, DatasetHeader } from '@galley/dataset';
import type { ColumnDesign, GroupDesign, TableDesign } from '@galley/layout';
import { LayoutError } from '@galley/layout';

/** A column of the sheet. `index` is its place in the reordered rows, which is its place on the sheet. */
export interface ShownColumn {
  readonly index: number;
  readonly column: Column;
  readonly design: ColumnDesign | null;
}

/** A table as a sheet shows it: the cells that are shown come first in its rows, the others behind them. */
export interface ShownTable {
  /** Of the rows in their new order. */
  readonly header: DatasetHeader;
  /** Per cell of the new order, its place in the dataset. */
  readonly order: readonly number[];
  readonly columns: readonly ShownColumn[];
  readonly groups: readonly {
    readonly index: number;
    readonly column: Column;
    readonly label: string;
    readonly design: GroupDesign | null;
  }[];
}

/** A column of the dataset by its place, and what the author says of it. */
interface Shown {
  readonly from: number;
  readonly design: ColumnDesign | null;
}

/**
 * The columns that the layout's author names, else all. Columns that rows are grouped by stand before them, so that every
 * row says where it belongs; so does the business unit where money is of several currencies. Throws `LayoutError`
 * `layout-data-missing` when none of the named columns is there.
 */
export function shownTable(
  header: DatasetHeader,
  design: TableDesign,
  groupBy: readonly string[],
): ShownTable {
  const { columns } = header;
  const named = design.columns.flatMap((one) => {
    const index = columns.findIndex(({ name }) => name === one.field);
    return index < 0 ? [] : [{ from: index, design: one }];
  });
  if (design.columns.length > 0 && named.length === 0 && design.show_rows) throw missing(design);
  const shown: readonly Shown[] =
    design.columns.length > 0 ? named : columns.map((_, from) => ({ from, design: null }));
  const lead = groupBy
    .map((name) => columns.findIndex((column) => column.name === name))
    .filter((index) => index >= 0 && !shown.some(({ from }) => from === index))
    .map((from): Shown => ({ from, design: null }));
  // Money of several currencies is told apart by its unit, the first column of the dataset.
  const unit = header.currencies ? [shown.find(({ from }) => from === 0) ?? { from: 0, design: null }] : [];
  const all = unique([...unit, ...lead, ...shown]);
  const rest = columns.map((_, index) => index).filter((index) => !all.some(({ from }) => from === index));
  const order = [...all.map(({ from }) => from), ...rest];
  const ordered = order.map((index) => columns[index]!);
  return {
    header: { ...header, columns: ordered },
    order,
    columns: all.map((one, index) => ({
      index,
      column: labelled(ordered[index]!, one.design),
      design: one.design,
    })),
    groups: groupBy.flatMap((name) => {
      const index = ordered.findIndex((column) => column.name === name);
      const column = ordered[index];
      const own = design.groups.find(({ field }) => field === name) ?? null;
      return column ? [{ index, column, label: column.label || name, design: own }] : [];
    }),
  };
}

function labelled(column: Column, design: ColumnDesign | null): Column {
  return design?.label ? { ...column, label: design.label } : column;
}

/** A column that is named twice is shown once: a filter or pivot could not tell them apart. */
function unique<One extends { readonly from: number }>(shown: readonly One[]): One[] {
  return shown.filter((one, at) => shown.findIndex(({ from }) => from === one.from) === at);
}

function missing({ columns }: TableDesign): LayoutError {
  const names = columns.map(({ field }) => field).join(', ');
  return new LayoutError(
    'layout-data-missing',
    `The dataset has none of the columns that the layout shows: ${names}.`,
  );
}
