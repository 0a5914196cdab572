import { deflateSync } from 'node:zlib';
import type { PdfFile } from '../file/pdf-file.js';
import { CODE_POINTS, FIRST_CODE } from './code-page.js';
import { latinFace } from './font-files.js';
import type { FontFace } from './font-face.js';
import { writeDescriptor } from './font-descriptor.js';
import { subsetSfnt } from './sfnt-subset.js';
import { toUnicodeCmap } from './to-unicode.js';

const LAST_CODE = 0xff;

/**
 * Noto Sans as a one-byte font: a cell's ASCII bytes are its PDF string. The code page is fixed, so the font
 * program is made once per process and is the same in every document.
 */
export class LatinFont {
  private static readonly styles = new Map<FontFace, LatinFont>();

  static of(isBold: boolean, isItalic: boolean = false): LatinFont {
    const face = latinFace(isBold, isItalic);
    let font = this.styles.get(face);
    if (!font) this.styles.set(face, (font = new LatinFont(face)));
    return font;
  }

  /** Width of each code in thousandths of the font size. */
  readonly widths = new Float64Array(256);
  private program: { file: Buffer; length: number; toUnicode: Buffer } | null = null;

  private constructor(readonly face: FontFace) {
    CODE_POINTS.forEach((point, code) => {
      if (point !== null) this.widths[code] = Math.round(face.advanceOf(face.glyphOf(point)));
    });
  }

  /** Writes the font's objects; returns the number of the font dictionary. */
  write(file: PdfFile): number {
    const program = (this.program ??= this.makeProgram());
    const [font, toUnicode] = [file.allocate(), file.allocate()];
    const name = `GALLEY+${this.face.name}`;
    const descriptor = writeDescriptor(file, this.face, name, program.file, program.length);
    file.stream(toUnicode, '/Filter/FlateDecode', program.toUnicode);
    const widths = Array.from(this.widths.subarray(FIRST_CODE), (width) => Math.round(width)).join(' ');
    file.object(
      font,
      `<</Type/Font/Subtype/TrueType/BaseFont/${name}/FirstChar ${FIRST_CODE}/LastChar ${LAST_CODE}` +
        `/Widths[${widths}]/FontDescriptor ${descriptor} 0 R/ToUnicode ${toUnicode} 0 R>>`,
    );
    return font;
  }

  private makeProgram(): { file: Buffer; length: number; toUnicode: Buffer } {
    const points = CODE_POINTS.slice(FIRST_CODE);
    const glyphs = [0, ...points.map((point) => (point === null ? 0 : this.face.glyphOf(point)))];
    const program = subsetSfnt(
      this.face.sfnt,
      glyphs.map((glyph) => ({ glyph, parts: [] })),
      FIRST_CODE,
    );
    const texts = new Map<number, string>();
    CODE_POINTS.forEach((point, code) => point !== null && texts.set(code, String.fromCodePoint(point)));
    return {
      file: deflateSync(program),
      length: program.length,
      toUnicode: deflateSync(toUnicodeCmap(texts, 1)),
    };
  }
}
