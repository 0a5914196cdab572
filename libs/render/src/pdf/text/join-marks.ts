import type { ShapedGlyph } from '../fonts/font-face.js';

/**
 * Marks become parts of the glyph before them, so that readers which put text in order by where its glyphs are cannot tear
 * them apart. Each mark's character stands with a glyph of its own that has neither ink nor width: a reader that turns a
 * word around turns the characters of each glyph too. Glyphs in the order of reading; `isRtl`: laid out from the right.
 */
export function joinMarks(glyphs: readonly ShapedGlyph[], isRtl: boolean = false): ShapedGlyph[] {
  const joined: ShapedGlyph[] = [];
  let at = -1;
  for (const glyph of glyphs) {
    const base = joined[at];
    if (!base || glyph.advance !== 0 || base.advance === 0) {
      at = joined.push(glyph) - 1;
      continue;
    }
    // From the right a mark is placed before the pen has passed its base.
    const passed = isRtl ? 0 : base.advance;
    const part = { glyph: glyph.glyph, dx: passed + glyph.dx - base.dx, dy: glyph.dy - base.dy };
    joined[at] = { ...base, parts: [...base.parts, part] };
    if (glyph.text !== '') joined.push({ ...glyph, isBlank: true, dx: 0, dy: 0 });
  }
  return joined;
}
