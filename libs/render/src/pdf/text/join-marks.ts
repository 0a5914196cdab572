import type { GlyphPart, ShapedGlyph } from '../fonts/font-face.js';

/**
 * Marks become parts of the glyph before them, which then stands for all of their characters: readers that put text in
 * order by where its glyphs are cannot tear them apart. Glyphs from left to right.
 */
export function joinMarks(glyphs: readonly ShapedGlyph[]): ShapedGlyph[] {
  return glyphs.reduce<ShapedGlyph[]>((joined, glyph) => {
    const base = joined.at(-1);
    if (!base || !isMark(glyph, base)) return [...joined, glyph];
    const part = partOf(glyph, base, base.advance);
    return [...joined.slice(0, -1), { ...base, parts: [...base.parts, part], text: base.text + glyph.text }];
  }, []);
}

/**
 * The same for a word laid out from the right, in the order of reading. Readers that turn such a word around turn the
 * characters of each glyph too, so that each mark's character stands with a glyph of its own, without ink or width.
 */
export function joinRtlMarks(glyphs: readonly ShapedGlyph[], blank: number): ShapedGlyph[] {
  const joined: ShapedGlyph[] = [];
  let at = -1;
  for (const glyph of glyphs) {
    const base = joined[at];
    if (!base || !isMark(glyph, base)) {
      at = joined.push(glyph) - 1;
      continue;
    }
    // The mark was placed before the pen has passed its base.
    joined[at] = { ...base, parts: [...base.parts, partOf(glyph, base, 0)] };
    if (glyph.text !== '') joined.push({ ...glyph, glyph: blank, dx: 0, dy: 0 });
  }
  return joined;
}

function isMark(glyph: ShapedGlyph, base: ShapedGlyph): boolean {
  return glyph.advance === 0 && base.advance !== 0;
}

function partOf({ glyph, dx, dy }: ShapedGlyph, base: ShapedGlyph, passed: number): GlyphPart {
  return { glyph, dx: passed + dx - base.dx, dy: dy - base.dy };
}
