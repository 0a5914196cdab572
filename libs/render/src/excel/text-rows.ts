import { columnLetters } from './cell-reference.js';
import { styleOf } from './sheet-column.js';
import { shorten, xmlText } from './sheet-text.js';
import type { CellLook, StyleBook } from './style-book.js';

/** A row of texts, from the first column; empty ones have no cell. */
export interface TextLine {
  readonly texts: readonly string[];
  readonly look: CellLook;
}

/** Rows of texts from row `first`; an empty line is an empty row. */
export function textRows(lines: readonly TextLine[], first: number, styles: StyleBook): string {
  return lines
    .map(({ texts, look }, at) => {
      const row = first + at;
      const style = styleOf(styles.indexOf(look));
      const cells = texts.map((text, column) =>
        text === '' ? '' : textCell(`${columnLetters(column)}${row}`, style, text),
      );
      return cells.every((cell) => cell === '') ? '' : `<row r="${row}">${cells.join('')}</row>`;
    })
    .join('');
}

/** Inline, so that it is never taken for a formula and keeps its white space. */
export function textCell(reference: string, style: string, text: string): string {
  return `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(shorten(text))}</t></is></c>`;
}
