/**
 * Text in worksheet XML. Excel reads `_xHHHH_` as a character (ECMA-376 part 1, 22.9.2.19), so characters
 * that XML 1.0 forbids are written that way, and text that looks like it has its underscore written so.
 */

/** Characters (UTF-16 units) a cell holds. */
export const MAX_CELL_CHARS = 32_767;

const AMPERSAND = 0x26;
const LESS = 0x3c;
const UNDERSCORE = 0x5f;
const LETTER_X = 0x78;
const CR = 0x0d;
const LF = 0x0a;
/** First byte of U+F000 to U+FFFF, among them the forbidden U+FFFE (EF BF BE) and U+FFFF (EF BF BF). */
const HIGH = 0xef;

const AMP = Buffer.from('&amp;');
const LT = Buffer.from('&lt;');
const GT = Buffer.from('&gt;');
const ESCAPED_UNDERSCORE = Buffer.from('_x005F_');

/** Bytes to look at twice. */
const SPECIAL = new Uint8Array(256).fill(1, 0, 0x20);
for (const byte of [AMPERSAND, LESS, 0x3e, UNDERSCORE, HIGH]) SPECIAL[byte] = 1;
SPECIAL[0x09] = 0;
SPECIAL[LF] = 0;

/** Writes UTF-8 text as XML text; needs seven times its bytes. Line ends become the line feed Excel uses. */
export function writeXmlText(out: Buffer, at: number, bytes: Buffer, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (SPECIAL[byte] === 0) {
      out[at++] = byte;
      continue;
    }
    if (byte === UNDERSCORE) {
      if (looksEscaped(bytes, i, to)) at += ESCAPED_UNDERSCORE.copy(out, at);
      else out[at++] = byte;
    } else if (byte === AMPERSAND) at += AMP.copy(out, at);
    else if (byte === LESS) at += LT.copy(out, at);
    else if (byte === HIGH) {
      const isForbidden = bytes[i + 1] === 0xbf && bytes[i + 2]! >= 0xbe;
      if (isForbidden && i + 2 < to) {
        at += out.write(bytes[i + 2] === 0xbe ? '_xFFFE_' : '_xFFFF_', at, 'latin1');
        i += 2;
      } else out[at++] = byte;
    } else if (byte === CR) {
      if (i + 1 >= to || bytes[i + 1] !== LF) out[at++] = LF;
    } else if (byte < 0x20) {
      at += out.write(`_x00${byte.toString(16).toUpperCase().padStart(2, '0')}_`, at, 'latin1');
    } else at += GT.copy(out, at);
  }
  return at;
}

/** `_xHHHH_` standing in the text itself. */
function looksEscaped(bytes: Buffer, at: number, to: number): boolean {
  if (at + 6 >= to || bytes[at + 1] !== LETTER_X || bytes[at + 6] !== UNDERSCORE) return false;
  return /^[0-9a-f]{4}$/i.test(bytes.toString('latin1', at + 2, at + 6));
}

/** `writeXmlText` for the few texts that are not cells of rows. Good for attributes too. */
export function xmlText(text: string): string {
  const bytes = Buffer.from(text);
  const out = Buffer.allocUnsafe(bytes.length * 7);
  return out.toString('utf8', 0, writeXmlText(out, 0, bytes, 0, bytes.length)).replaceAll('"', '&quot;');
}

/** Text that a cell can hold: the whole, or its beginning and an ellipsis. */
export function shorten(text: string): string {
  if (text.length <= MAX_CELL_CHARS) return text;
  const end = MAX_CELL_CHARS - 1;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}
