import { wellFormed } from '../file/pdf-values.js';

/** Printable Latin: nothing to clean. */
const PLAIN = /^[\x20-\x7e\xa0-\xac\xae-\u02ff]*$/;
/** C0 and C1 controls (tab and line feed are handled before) and code points that are no characters. */
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g;
/** Invisible formatting, direction overrides above all; joiners stay, Arabic and Persian are shaped by them. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;

/**
 * Text as it may be drawn: well-formed, without controls, its accents composed or not as they were written. Line breaks stay as `\n`, tabs become spaces, other
 * controls show as U+FFFD so that nobody is misled by what is not seen.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return wellFormed(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(CONTROLS, '\ufffd')
    .replace(INVISIBLE, '');
}
