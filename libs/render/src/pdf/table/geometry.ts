import { CELL_PADDING, type TableColumn, type TableLayout } from '@galley/layout';

/** Where one column stands on the pages of its panel; points from the left edge. */
export interface PlacedColumn {
  readonly column: TableColumn;
  readonly left: number;
  readonly right: number;
  /** Room for text, in thousandths of the font size. */
  readonly room: number;
}

export interface Geometry {
  readonly layout: TableLayout;
  readonly fontSize: number;
  /** Distance of two lines of one cell. */
  readonly lineHeight: number;
  /** From the top of a row to its first baseline. */
  readonly baseline: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly panels: readonly (readonly PlacedColumn[])[];
}

/** A text measured for a column fits it, whatever floats make of its width. */
const ROUNDING = 1;

/** Room under the last row for the footer. */
const FOOTER = 20;

/** Places a layout's columns; from the right edge when the table runs right to left. */
export function geometryOf(layout: TableLayout): Geometry {
  const { page, font_size: fontSize } = layout;
  const left = page.margin;
  const right = page.width - page.margin;
  const panels = layout.panels.map((positions) => {
    let used = 0;
    return positions.flatMap((position) => {
      const column = layout.columns[position];
      if (!column) return [];
      const start = layout.direction === 'rtl' ? right - used - column.width : left + used;
      used += column.width;
      const room = ((column.width - 2 * CELL_PADDING) * 1000) / fontSize + ROUNDING;
      return [{ column, left: start, right: start + column.width, room }];
    });
  });
  return {
    layout,
    fontSize,
    lineHeight: fontSize * 1.3,
    baseline: fontSize * 1.18,
    left,
    right,
    top: page.height - page.margin,
    bottom: page.margin + FOOTER,
    panels,
  };
}

/** Height of a row whose tallest cell has `lines` lines. */
export function rowHeight(geometry: Geometry, lines: number): number {
  return geometry.fontSize * 1.7 + (lines - 1) * geometry.lineHeight;
}

/** Left and right edge of a panel's columns. */
export function panelEdges(
  columns: readonly PlacedColumn[],
  geometry: Geometry,
): [left: number, right: number] {
  if (columns.length === 0) return [geometry.left, geometry.right];
  return [
    Math.min(...columns.map((column) => column.left)),
    Math.max(...columns.map((column) => column.right)),
  ];
}

/** Where text of a width begins in a column, points from the left edge of the page. */
export function startOf({ column, left, right }: PlacedColumn, width: number): number {
  if (column.align === 'right') return right - CELL_PADDING - width;
  return column.align === 'center' ? (left + right - width) / 2 : left + CELL_PADDING;
}
