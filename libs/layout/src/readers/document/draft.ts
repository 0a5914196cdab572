import type { LayoutHints } from '../contract.js';
import type { DocumentContent, DocumentFormat } from './document-content.js';
import { DOCUMENT, Names } from './names.js';
import { paletteOf, type Palette } from './palette.js';
import type { Saying } from './present-texts.js';
import { sheetFor, type Sheet } from './sheet.js';
import { patternOf } from './value-formats.js';

/** What every part of a document is laid out with. */
export interface Draft {
  readonly content: DocumentContent;
  readonly hints: LayoutHints;
  readonly sheet: Sheet;
  readonly palette: Palette;
  readonly names: Names;
}

export function draftOf(content: DocumentContent, hints: LayoutHints): Draft {
  return {
    content,
    hints,
    sheet: sheetFor(hints),
    palette: paletteOf(hints.accent ?? content.accent),
    names: new Names(DOCUMENT),
  };
}

interface Wish {
  readonly label?: string;
  readonly field?: string;
  readonly text?: string;
  readonly format: DocumentFormat;
  readonly when?: string;
}

/** What the content wishes to be said, read; `at` is its JSON pointer. */
export function sayingOf(names: Names, wish: Wish, at: string): Saying {
  return {
    label: names.text(wish.label ?? '', `${at}/label`),
    text: names.shown(wish, at),
    pattern: patternOf(wish.format),
    when: wish.when === undefined ? null : names.condition(wish.when, `${at}/when`),
  };
}

/** Lines of text without format or condition. */
export function sayingsOfLines(names: Names, lines: readonly string[], at: string): Saying[] {
  return lines.map((words, index) => ({
    label: names.text('', at),
    text: names.text(words, `${at}/${index}`),
    pattern: patternOf('text'),
    when: null,
  }));
}
