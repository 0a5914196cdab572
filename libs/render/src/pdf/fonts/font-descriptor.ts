import type { PdfFile } from '../file/pdf-file.js';
import type { FontFace } from './font-face.js';

/** Flag "symbolic": codes map to glyphs by the embedded program alone. */
const SYMBOLIC = 4;

/** Writes an embedded program with its descriptor; returns the descriptor's number. */
export function writeDescriptor(
  file: PdfFile,
  face: FontFace,
  name: string,
  deflated: Buffer,
  length: number,
): number {
  const [descriptor, program] = [file.allocate(), file.allocate()];
  const { ascent, descent, capHeight, box } = face.metrics;
  file.stream(program, `/Filter/FlateDecode/Length1 ${length}`, deflated);
  file.object(
    descriptor,
    `<</Type/FontDescriptor/FontName/${name}/Flags ${SYMBOLIC}/FontBBox[${box.join(' ')}]/ItalicAngle 0` +
      `/Ascent ${ascent}/Descent ${descent}/CapHeight ${capHeight}/StemV 80/FontFile2 ${program} 0 R>>`,
  );
  return descriptor;
}
