import { fileDateOf, phrasesFor, type DocumentInfo } from '@galley/layout';
import type { TextRow } from '@galley/dataset';
import type { RenderOptions } from '../../contract.js';
import { CellLooks } from '../../groups/cell-looks.js';
import { RowScope } from '../../groups/row-scope.js';
import { columnWidths } from '../column-widths.js';
import { sheetColumnOf } from '../sheet-column.js';
import type { SheetDesign } from '../sheet-design.js';
import type { SheetFrame } from '../sheet-frame.js';
import type { StyleBook } from '../style-book.js';
import { MAX_OUTLINE } from '../total-rows.js';
import { columnWish } from './column-wish.js';
import { RowLooks } from './row-looks.js';
import type { ShownTable } from './shown-table.js';

/** Points of a character of the default font and of the space beside a text; Excel's widest column. */
const CHAR = 5.25;
const BESIDE = 3.75;
const WIDEST = 255;

/** What the frame of a designed table is made of. */
export interface FrameInput {
  readonly table: ShownTable;
  readonly sample: readonly TextRow[];
  readonly document: DocumentInfo;
  readonly options: RenderOptions;
  readonly styles: StyleBook;
  /** Characters that the first column has at least. */
  readonly least: number;
  /** Sheets of the workbook before this one. */
  readonly before: number;
}

/** The frame of the sheets of a designed table; `make` says what stands around its rows, told how wide they are in points. */
export function designedFrame(
  { table, sample, document, options, styles, least, before }: FrameInput,
  make: (width: number) => Omit<SheetDesign, 'looks'>,
): SheetFrame {
  const date = fileDateOf(document.locale);
  const culture = { locale: document.locale, currency: document.currency ?? null };
  const columns = table.columns.map((one) =>
    sheetColumnOf(
      one.column,
      one.index,
      date,
      styles,
      columnWish(one, one.design?.style ?? null, date, culture),
    ),
  );
  const named = `${phrasesFor(document.locale).subtotal}:  `;
  const fitting = columnWidths(columns, sample, options.group_by, named);
  const widths = fitting.map((width, at) =>
    Math.max(charsOf(table.columns[at]?.design?.width ?? null) ?? width, at === 0 ? least : 0),
  );
  const scope = new RowScope(table.header.columns, document);
  const looks = CellLooks.of({ columns: table.columns }, scope);
  const rowLooks =
    looks &&
    new RowLooks(looks, table.header.columns, columns, (position, style) => {
      const one = table.columns[position]!;
      return sheetColumnOf(one.column, position, date, styles, columnWish(one, style, date, culture));
    });
  return {
    columns,
    widths,
    document,
    options,
    styles,
    outline: Math.min(options.group_by.length, MAX_OUTLINE),
    fields: table.order.length,
    before,
    design: { ...make(widths.reduce((sum, width) => sum + pointsOf(width), 0)), looks: rowLooks },
  };
}

function charsOf(points: number | null): number | null {
  if (points === null) return null;
  const chars = Math.round(((points - BESIDE) / CHAR) * 100) / 100;
  return Math.min(WIDEST, Math.max(1, chars));
}

function pointsOf(chars: number): number {
  return chars * CHAR + BESIDE;
}
