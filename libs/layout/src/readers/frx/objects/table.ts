import type { XmlElement } from '@galley/template';
import type { LayoutObject, TableCell, TableObject } from '../../../model/objects.js';
import { ignored, unsupported, type AttributeTable } from '../attributes/attribute.js';
import { flag, number, pixels } from '../attributes/kinds.js';
import type { FrxContext } from '../frx-context.js';
import { COMPONENT, componentOf } from './component.js';
import { TEXT, textOf } from './text.js';

export type ObjectReader = (element: XmlElement, context: FrxContext) => LayoutObject | null;

export const TABLE_COLUMN = {
  Name: ignored,
  Width: pixels(66.15),
  MinWidth: pixels(0),
  MaxWidth: pixels(5000),
  AutoSize: flag(false),
  Visible: flag(true),
  PageBreak: unsupported('columns that do not fit go on as the table says'),
  KeepColumns: ignored,
  Tag: ignored,
  Restrictions: ignored,
} satisfies AttributeTable;

export const TABLE_ROW = {
  Name: ignored,
  Height: pixels(18.9),
  MinHeight: ignored,
  MaxHeight: ignored,
  AutoSize: flag(false),
  Visible: flag(true),
  PageBreak: unsupported('rows that do not fit go on with the next page'),
  CanBreak: ignored,
  KeepRows: ignored,
  Tag: ignored,
  Restrictions: ignored,
} satisfies AttributeTable;

export const TABLE_CELL = {
  ...TEXT,
  ColSpan: number(1),
  RowSpan: number(1),
} satisfies AttributeTable;

/** What a table, and the grid of a matrix, are made of. */
export const GRID = {
  FixedRows: ignored,
  FixedColumns: ignored,
  RepeatHeaders: flag(true),
  RepeatRowHeaders: flag(false),
  RepeatColumnHeaders: flag(false),
  AdjustSpannedCellsWidth: ignored,
} satisfies AttributeTable;

export const TABLE = {
  ...COMPONENT,
  ...GRID,
  Layout: unsupported('wider tables are cut at the page'),
  PrintOnParent: ignored,
  WrappedGap: ignored,
  ManualBuildAutoSpans: ignored,
} satisfies AttributeTable;

/** Columns, rows and cells of a `TableColumn`/`TableRow`/`TableCell` structure. */
export function gridOf(
  element: XmlElement,
  context: FrxContext,
  readObject: ObjectReader,
): Pick<TableObject, 'columns' | 'rows'> {
  const named = (name: string): readonly XmlElement[] => element.children.filter((one) => one.name === name);
  const columns = named('TableColumn').map((one) => {
    const read = context.read(one, TABLE_COLUMN);
    const width = read.Visible ? read.Width : 0;
    return { width, auto_size: read.AutoSize, min: read.MinWidth, max: read.MaxWidth };
  });
  const rows = named('TableRow').map((one) => {
    const read = context.read(one, TABLE_ROW);
    const cells = one.children.filter(({ name }) => name === 'TableCell');
    return {
      height: read.Visible ? read.Height : 0,
      auto_size: read.AutoSize,
      cells: cells.map((cell) => cellOf(cell, context, readObject)),
    };
  });
  return { columns, rows };
}

/** Children of a cell that describe it and are no objects. */
const PARTS = new Set(['Highlight', 'Formats']);

function cellOf(element: XmlElement, context: FrxContext, readObject: ObjectReader): TableCell {
  const styled = context.styles.applied(element);
  const read = context.read(styled, TABLE_CELL);
  const inside = element.children.filter(({ name }) => !PARTS.has(name));
  return {
    text: textOf(styled, read, context),
    column_span: spanOf(read.ColSpan),
    row_span: spanOf(read.RowSpan),
    objects: inside.flatMap((one) => readObject(one, context) ?? []),
  };
}

function spanOf(value: number): number {
  return Math.min(1000, Math.max(1, Math.trunc(value)));
}

export function readTable(element: XmlElement, context: FrxContext, readObject: ObjectReader): TableObject {
  const read = context.read(element, TABLE);
  return {
    kind: 'table',
    ...componentOf(element, read, context),
    ...gridOf(element, context, readObject),
  };
}
