/** Tall and short bars of the digits. */
const BARS = ['FFDDD', 'DDDFF', 'DDFDF', 'DDFFD', 'DFDDF', 'DFDFD', 'DFFDD', 'FDDDF', 'FDDFD', 'FDFDD'];

/** Lengths that the post office knows; bwip-js draws them itself. */
const KNOWN_LENGTHS = new Set([5, 9, 11]);

/**
 * PostNet of any other length, as FastReport draws it: bar by bar. Null where the text is none of digits, or of a length
 * that needs no help.
 */
export function freePostnet(text: string): {
  readonly symbology: 'daft';
  readonly bars: string;
  readonly options: { readonly alttext: string };
} | null {
  if (!/^\d{1,40}$/.test(text) || KNOWN_LENGTHS.has(text.length)) return null;
  const digits = [...text].map(Number);
  const check = (10 - (digits.reduce((total, digit) => total + digit, 0) % 10)) % 10;
  const bars = [...digits, check].map((digit) => BARS[digit] ?? '').join('');
  return { symbology: 'daft', bars: `F${bars}F`, options: { alttext: text } };
}
