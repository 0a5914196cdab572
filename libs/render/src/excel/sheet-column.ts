import type { Column, ColumnType } from '@galley/dataset';
import type { FileDate } from '@galley/layout';
import { columnLetters } from './cell-reference.js';
import { numberFormatOf } from './number-format.js';
import type { CellLook, StyleBook } from './style-book.js';

/** How the cells of a column are written. */
export const KIND = { text: 0, number: 1, date: 2, timestamp: 3, boolean: 4 } as const;

export const KIND_OF: Readonly<Record<ColumnType, number>> = {
  string: KIND.text,
  uuid: KIND.text,
  json: KIND.text,
  integer: KIND.number,
  decimal: KIND.number,
  date: KIND.date,
  timestamp: KIND.timestamp,
  boolean: KIND.boolean,
};

/** One column of the sheet, with the bytes around its values prepared: only the row number is missing. */
export interface SheetColumn {
  readonly column: Column;
  readonly letters: string;
  readonly kind: number;
  readonly format: string;
  /** Numbers of any scale, whose far digits may be the tail of a quotient. */
  readonly isFreeScale: boolean;
  /** `<c r="A`, before the row number. */
  readonly open: Buffer;
  /** After the row number: a typed value. */
  readonly value: Buffer;
  /** A text as a string value. */
  readonly text: Buffer;
  /** A text whose white space counts. */
  readonly inline: Buffer;
  /** A text that would be a formula if someone typed it. */
  readonly formulaLike: Buffer;
}

const VALUE = '><v>';
const TEXT = ' t="str"><v>';
const INLINE = ' t="inlineStr"><is><t xml:space="preserve">';

export const CLOSE_VALUE = Buffer.from('</v></c>');
export const CLOSE_INLINE = Buffer.from('</t></is></c>');

/** How a layout's author wants a column; what is absent follows from the column. */
export interface ColumnWish {
  /** Excel's format code. */
  readonly format?: string | null;
  readonly look?: CellLook;
}

/** The column at a place of the sheet, counted from 0. */
export function sheetColumnOf(
  column: Column,
  index: number,
  date: FileDate,
  styles: StyleBook,
  { format: wished = null, look = {} }: ColumnWish = {},
): SheetColumn {
  const letters = columnLetters(index);
  const kind = KIND_OF[column.type];
  const format = wished ?? numberFormatOf(column, date);
  const style = styleOf(styles.indexOf(format === 'General' ? look : { ...look, format }));
  // A number too long for Excel, or a date before its calendar, stays aligned with its neighbours.
  const asText = styleOf(styles.indexOf(kind === KIND.text ? look : { align: 'right', ...look }));
  return {
    column,
    letters,
    kind,
    format,
    isFreeScale: column.type === 'decimal' && typeof column.scale !== 'number',
    open: Buffer.from(`<c r="${letters}`),
    value: Buffer.from(`"${style}${kind === KIND.boolean ? ' t="b"' : ''}${VALUE}`),
    text: Buffer.from(`"${asText}${TEXT}`),
    inline: Buffer.from(`"${asText}${INLINE}`),
    formulaLike: Buffer.from(`"${styleOf(styles.indexOf({ ...look, isText: true }))}${TEXT}`),
  };
}

/** The style attribute; none for the default. */
export function styleOf(index: number): string {
  return index > 0 ? ` s="${index}"` : '';
}
