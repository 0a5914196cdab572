import type { PdfFile } from '../file/pdf-file.js';
import type { FontFace } from './font-face.js';
import { GlyphFont } from './glyph-font.js';
import { LatinFont } from './latin-font.js';

/** The fonts one document uses, by the names its pages know them under. */
export class DocumentFonts {
  private readonly used = new Map<string, { write(file: PdfFile): number }>();
  private readonly byFace = new Map<FontFace, GlyphFont>();
  private readonly slanted = new Map<FontFace, GlyphFont>();

  /** Name of the one-byte Latin font. */
  latin(isBold: boolean, isItalic: boolean = false): string {
    const name = isItalic ? (isBold ? 'BI' : 'I') : isBold ? 'B' : 'R';
    if (!this.used.has(name)) this.used.set(name, LatinFont.of(isBold, isItalic));
    return name;
  }

  /** The two-byte font of a face; in italics leaned over when the face itself does not lean. */
  glyphs(face: FontFace, isItalic: boolean = false): GlyphFont {
    const isSlanted = isItalic && !face.isItalic;
    const fonts = isSlanted ? this.slanted : this.byFace;
    let font = fonts.get(face);
    if (!font) {
      font = new GlyphFont(`G${this.byFace.size + this.slanted.size}`, face, isSlanted);
      fonts.set(face, font);
      this.used.set(font.name, font);
    }
    return font;
  }

  /** Writes all used fonts; returns the resource dictionary. */
  write(file: PdfFile): string {
    const entries = [...this.used].map(([name, font]) => `/${name} ${font.write(file)} 0 R`);
    return `<<${entries.join('')}>>`;
  }
}
