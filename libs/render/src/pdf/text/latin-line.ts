import { ByteBuilder } from '../file/byte-builder.js';
import { codeOf, NEEDS_ESCAPE } from '../fonts/code-page.js';
import { LatinFont } from '../fonts/latin-font.js';
import type { TextLine } from './text-line.js';

/** Lines kept per font. */
const MAX_KNOWN = 10_000;

const known = new Map<string, Map<string, TextLine | null>>();
const scratch = new ByteBuilder(1024);

/**
 * A line that the one-byte font alone can show, under the name by which pages know that font; null for any other.
 * Such a line is the same in every document, so it is made once.
 */
export function latinLine(text: string, name: string, isBold: boolean, isItalic: boolean): TextLine | null {
  let lines = known.get(name);
  if (!lines) known.set(name, (lines = new Map()));
  let line = lines.get(text);
  if (line === undefined) {
    if (lines.size >= MAX_KNOWN) lines.clear();
    lines.set(text, (line = set(text, name, isBold, isItalic)));
  }
  return line;
}

/** Width in thousandths of the font size of a text that has a code for each of its characters; null for any other. */
export function latinWidth(text: string, isBold: boolean, isItalic: boolean): number | null {
  const { widths } = LatinFont.of(isBold, isItalic);
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    const code = codeOf(text.charCodeAt(at));
    if (code === 0) return null;
    width += widths[code]!;
  }
  return width;
}

function set(text: string, font: string, isBold: boolean, isItalic: boolean): TextLine | null {
  const width = latinWidth(text, isBold, isItalic);
  if (width === null || text === '') return null;
  scratch.clear();
  scratch.text('[(');
  scratch.reserve(text.length * 2);
  for (let at = 0; at < text.length; at++) {
    const code = codeOf(text.charCodeAt(at));
    if (NEEDS_ESCAPE[code]) scratch.bytes[scratch.length++] = 0x5c;
    scratch.bytes[scratch.length++] = code;
  }
  const operator = scratch.text(')]TJ\n').toBuffer();
  return { width, pieces: [{ font, rise: 0, operator }] };
}
