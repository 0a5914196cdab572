import { deflateSync } from 'node:zlib';
import type { FontFace } from './font-face.js';
import { type SubsetGlyph, subsetSfnt } from './sfnt-subset.js';
import { toUnicodeCmap } from './to-unicode.js';

/** What is embedded of a face: the compressed program, its length before, and what its codes stand for. */
export interface GlyphProgram {
  readonly file: Buffer;
  readonly length: number;
  readonly toUnicode: Buffer;
}

/** Bytes of programs kept by the process. */
const MAX_KEPT = 16 * 1024 * 1024;
/** Larger ones are those of long documents, which take longer than their fonts. */
const MAX_LENGTH = 128 * 1024;
/** What a program costs besides its bytes. */
const OVERHEAD = 1024;

const known = new Map<FontFace, Map<string, GlyphProgram>>();
let kept = 0;

/** The program of glyphs in this order. `key` stands for glyphs and texts: documents of one kind often use the same. */
export function glyphProgram(
  face: FontFace,
  key: string,
  glyphs: readonly SubsetGlyph[],
  texts: ReadonlyMap<number, string>,
): GlyphProgram {
  const found = known.get(face)?.get(key);
  if (found) return found;
  const program = subsetSfnt(face.sfnt, glyphs, null);
  const made = {
    file: deflateSync(program),
    length: program.length,
    toUnicode: deflateSync(toUnicodeCmap(texts, 2)),
  };
  if (program.length <= MAX_LENGTH) keep(face, key, made);
  return made;
}

function keep(face: FontFace, key: string, program: GlyphProgram): void {
  const cost = program.file.length + program.toUnicode.length + key.length * 2 + OVERHEAD;
  if (kept + cost > MAX_KEPT) {
    known.clear();
    kept = 0;
  }
  let ofFace = known.get(face);
  if (!ofFace) known.set(face, (ofFace = new Map()));
  ofFace.set(key, program);
  kept += cost;
}
