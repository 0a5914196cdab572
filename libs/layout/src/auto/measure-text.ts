/** Width of a text in thousandths of the font size. */
export type MeasureText = (text: string, isBold: boolean) => number;

const NARROW = /[ .,:;'|!ijlftI()[\]]/;
const WIDE = /[mwMW@%\u1100-\u11ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uff60]/;

/** A guess from character classes, for formats that draw no glyphs themselves. */
export const estimateText: MeasureText = (text, isBold) => {
  let width = 0;
  for (const character of text) width += NARROW.test(character) ? 290 : WIDE.test(character) ? 950 : 575;
  return isBold ? width * 1.06 : width;
};
