import type { PdfFile } from '../file/pdf-file.js';
import type { FontFace, ShapedGlyph } from './font-face.js';
import { writeDescriptor } from './font-descriptor.js';
import { glyphProgram } from './glyph-program.js';
import type { SubsetGlyph } from './sfnt-subset.js';

const MAX_GLYPHS = 0xffff;

/**
 * The glyphs that one document uses of one face beyond the code page, as a two-byte font. A glyph gets its number at
 * first use, once per text it stands for, so that text copied out is what was written.
 */
export class GlyphFont {
  private readonly numbers = new Map<string, number>();
  private readonly glyphs: SubsetGlyph[] = [{ glyph: 0, parts: [] }];
  private readonly widths: number[] = [0];
  private readonly texts = new Map<number, string>();

  constructor(
    /** Name in the pages' resources. */
    readonly name: string,
    private readonly face: FontFace,
    private readonly isSlanted: boolean = false,
  ) {
    this.widths[0] = Math.round(face.advanceOf(0));
  }

  /** Number of a glyph in this document. A document with more different glyphs than a font holds repeats .notdef. */
  numberOf({ glyph, parts, text, isBlank = false }: ShapedGlyph): number {
    const drawn = parts.length === 0 ? String(glyph) : JSON.stringify([glyph, parts]);
    const key = isBlank ? `blank ${text}` : `${drawn} ${text}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      if (this.glyphs.length > MAX_GLYPHS) return 0;
      number = this.glyphs.push({ glyph, parts, isSlanted: this.isSlanted, isBlank }) - 1;
      this.numbers.set(key, number);
      this.widths[number] = isBlank ? 0 : Math.round(this.face.advanceOf(glyph));
      this.texts.set(number, text);
    }
    return number;
  }

  widthOf(number: number): number {
    return this.widths[number] ?? 0;
  }

  /** Writes the subset and its objects; returns the number of the font dictionary. */
  write(file: PdfFile): number {
    const [font, descendant, toUnicode] = [file.allocate(), file.allocate(), file.allocate()];
    const key = `${this.isSlanted} ${[...this.numbers.keys()].join('\n')}`;
    const program = glyphProgram(this.face, key, this.glyphs, this.texts);
    const name = `GLYPHS+${this.face.name}${this.isSlanted ? '-Oblique' : ''}`;
    const descriptor = writeDescriptor(file, this.face, name, program.file, program.length);
    file.stream(toUnicode, '/Filter/FlateDecode', program.toUnicode);
    file.object(
      descendant,
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)` +
        `/Supplement 0>>/FontDescriptor ${descriptor} 0 R/CIDToGIDMap/Identity/W[0[${this.widths.join(' ')}]]>>`,
    );
    file.object(
      font,
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${descendant} 0 R]` +
        `/ToUnicode ${toUnicode} 0 R>>`,
    );
    return font;
  }
}
