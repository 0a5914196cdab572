import type { XmlElement } from '@galley/template';
import type { MatrixLevel, MatrixMeasure } from '../../../model/matrix.js';
import type { MatrixDesign, MatrixObject } from '../../../model/objects.js';
import { ignored, unsupported, type AttributeTable } from '../attributes/attribute.js';
import { choice, flag, formula, name } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from './component.js';
import { GRID, gridOf, type ObjectReader } from './table.js';

export const MATRIX = {
  ...COMPONENT,
  ...GRID,
  DataSource: name,
  Filter: formula,
  AutoSize: flag(true),
  CellsSideBySide: flag(false),
  KeepCellsSideBySide: ignored,
  ShowTitle: flag(false),
  Layout: choice({ AcrossThenDown: 'across', DownThenAcross: 'down', Wrapped: 'down' }, 'AcrossThenDown'),
  MatrixEvenStylePriority: choice({ Rows: 'rows', Columns: 'columns' }, 'Rows'),
  WrappedGap: ignored,
  PrintIfEmpty: ignored,
  SplitRows: ignored,
  PrintOnParent: ignored,
  ColumnsIndex: ignored,
} satisfies AttributeTable;

/** `<Header>` of `<MatrixColumns>` and `<MatrixRows>`, outermost first. */
export const MATRIX_HEADER = {
  Expression: formula,
  Sort: choice({ Ascending: 'asc', Descending: 'desc', None: 'none' }, 'Ascending'),
  Totals: flag(true),
  TotalsFirst: flag(false),
  PageBreak: flag(false),
  SuppressTotals: unsupported('totals of a single value are shown'),
} satisfies AttributeTable;

/** `<Cell>` of `<MatrixCells>`. */
export const MATRIX_CELL = {
  Expression: formula,
  Function: choice(
    {
      Sum: 'sum',
      Avg: 'avg',
      Min: 'min',
      Max: 'max',
      Count: 'count',
      CountDistinct: 'count_distinct',
      None: 'none',
      Custom: 'none',
    },
    'Sum',
  ),
  Percent: choice(
    { None: 'none', RowTotal: 'row_total', ColumnTotal: 'column_total', GrandTotal: 'grand_total' },
    'None',
  ),
} satisfies AttributeTable;

export function readMatrix(element: XmlElement, context: FrxContext, readObject: ObjectReader): MatrixObject {
  const read = context.read(element, MATRIX);
  const design: MatrixDesign = {
    source: context.sources.alias(read.DataSource),
    filter: context.formulas.expression(read.Filter, 'MatrixObject.Filter'),
    columns: levels(element, 'MatrixColumns', context),
    rows: levels(element, 'MatrixRows', context),
    measures: measures(element, context),
    measures_side_by_side: read.CellsSideBySide,
    show_title: read.ShowTitle,
    grid: gridOf(element, context, readObject),
    auto_size: read.AutoSize,
    repeat_headers: read.RepeatHeaders,
    flow: read.Layout,
    even_style_priority: read.MatrixEvenStylePriority,
  };
  return { kind: 'matrix', ...componentOf(element, read, context), design };
}

function listed(element: XmlElement, axis: string): readonly XmlElement[] {
  return element.children.filter(({ name }) => name === axis).flatMap(({ children }) => children);
}

function levels(element: XmlElement, axis: string, context: FrxContext): readonly MatrixLevel[] {
  return listed(element, axis).flatMap((one) => {
    const read = context.read(one, MATRIX_HEADER);
    const value = context.formulas.expression(read.Expression, `${axis}.Expression`);
    if (!value) return [];
    return {
      value,
      sort: read.Sort,
      has_total: read.Totals,
      totals_first: read.TotalsFirst,
      page_break: read.PageBreak,
    };
  });
}

function measures(element: XmlElement, context: FrxContext): readonly MatrixMeasure[] {
  return listed(element, 'MatrixCells').flatMap((one) => {
    const read = context.read(one, MATRIX_CELL);
    const value = context.formulas.expression(read.Expression, 'MatrixCells.Expression');
    return value ? { value, aggregate: read.Function, percent_of: read.Percent } : [];
  });
}
