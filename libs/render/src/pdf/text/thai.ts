import { type FontFace, type ShapedText, shapedText } from '../fonts/font-face.js';
import { joinMarks } from './join-marks.js';

const SARA_AM = '\u0e33';
const NIKHAHIT = '\u0e4d';

export function isThai(codePoint: number): boolean {
  return codePoint >= 0x0e00 && codePoint < 0x0e80;
}

/** Vowels and tone marks that stand above or below a consonant, and SARA AM, which does so in part. */
export function isThaiMark(codePoint: number): boolean {
  return (
    codePoint === 0x0e31 ||
    (codePoint >= 0x0e33 && codePoint <= 0x0e3a) ||
    (codePoint >= 0x0e47 && codePoint <= 0x0e4e)
  );
}

/**
 * Shapes one consonant with its marks. SARA AM keeps its own glyph instead of being split into a ring and a stroke,
 * so that it stands for one character in the order typed; a tone mark before it is raised above its ring.
 */
export function shapeThai(face: FontFace, cluster: string): ShapedText {
  if (!cluster.endsWith(SARA_AM)) return shapedText(joinMarks(face.layout(cluster)));
  const glyph = face.glyphOf(SARA_AM.charCodeAt(0));
  const sign = { glyph, parts: [], text: SARA_AM, advance: face.advanceOf(glyph), dx: 0, dy: 0 };
  const [base = '', ...marks] = cluster.slice(0, -1);
  if (marks.length === 0) return shapedText([...(base ? face.layout(base) : []), sign]);
  const raised = face.layout(base + NIKHAHIT + marks.join(''));
  return shapedText([...joinMarks(raised.filter((_, index) => index !== 1)), sign]);
}
