import * as fontkit from 'fontkit';
import { faceFor, latinFace } from './font-files.js';
import { subsetSfnt } from './sfnt-subset.js';

const plain = (glyph: number) => ({ glyph, parts: [] });

describe('a font subset', () => {
  it('holds the glyphs in the order given, composites with their components', () => {
    const face = latinFace(false);
    const glyphs = [0, face.glyphOf(0x41), face.glyphOf(0xe5)];
    const subset = fontkit.create(subsetSfnt(face.sfnt, glyphs.map(plain), null)) as fontkit.Font;
    const original = fontkit.create(
      subsetSfnt(face.sfnt, [plain(0), plain(glyphs[2]!)], null),
    ) as fontkit.Font;
    expect(subset.getGlyph(1).advanceWidth).toBe(face.advanceOf(glyphs[1]!));
    expect(subset.getGlyph(2).path.toSVG()).toBe(original.getGlyph(1).path.toSVG());
    expect(subset.getGlyph(2).path.commands.length).toBeGreaterThan(10);
  });

  it('maps consecutive codes to its glyphs', () => {
    const face = latinFace(false);
    const glyphs = [0, face.glyphOf(0x41), face.glyphOf(0x42)].map(plain);
    const subset = fontkit.create(subsetSfnt(face.sfnt, glyphs, 0x20)) as fontkit.Font;
    expect(subset.glyphForCodePoint(0x20).id).toBe(1);
    expect(subset.glyphForCodePoint(0x21).id).toBe(2);
  });

  it('draws parts as one glyph', () => {
    const face = faceFor(0x0628, false)!;
    const [base, dot] = [face.glyphOf(0x0627), face.glyphOf(0x064e)];
    const combined = { glyph: base, parts: [{ glyph: dot, dx: 10, dy: 20 }] };
    const subset = fontkit.create(
      subsetSfnt(face.sfnt, [plain(0), plain(base), combined], null),
    ) as fontkit.Font;
    const commands = (glyph: number) => subset.getGlyph(glyph).path.commands.length;
    expect(commands(2)).toBeGreaterThan(commands(1));
    expect(subset.getGlyph(2).advanceWidth).toBe(subset.getGlyph(1).advanceWidth);
  });
});
