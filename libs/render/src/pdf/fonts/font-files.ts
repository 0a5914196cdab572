import { FontFace } from './font-face.js';
import type { HanStyle } from './han-style.js';

const PACKAGES = '@expo-google-fonts';

/** One script's font in both weights. */
interface FontFiles {
  readonly regular: string;
  readonly bold: string;
}

const LATIN = files('noto-sans', 'NotoSans');
const LATIN_ITALIC = files('noto-sans', 'NotoSans', '_Italic');
const THAI = files('noto-sans-thai', 'NotoSansThai');
const ARABIC = files('noto-sans-arabic', 'NotoSansArabic');
const HEBREW = files('noto-sans-hebrew', 'NotoSansHebrew');
/** 5 to 10 MB a weight: opened only for characters that no other font has. */
const CHINESE = files('noto-sans-sc', 'NotoSansSC');
const JAPANESE = files('noto-sans-jp', 'NotoSansJP');
const KOREAN = files('noto-sans-kr', 'NotoSansKR');

/** A style's own font first, then those that know characters it lacks; all give a character the same width. */
const HAN: Readonly<Record<HanStyle, readonly FontFiles[]>> = {
  sc: [CHINESE, JAPANESE, KOREAN],
  jp: [JAPANESE, CHINESE, KOREAN],
  kr: [KOREAN, JAPANESE, CHINESE],
};

function files(folder: string, name: string, slope: '' | '_Italic' = ''): FontFiles {
  return {
    regular: `${PACKAGES}/${folder}/400Regular${slope}/${name}_400Regular${slope}.ttf`,
    bold: `${PACKAGES}/${folder}/700Bold${slope}/${name}_700Bold${slope}.ttf`,
  };
}

export function latinFace(isBold: boolean, isItalic: boolean = false): FontFace {
  return open(isItalic ? LATIN_ITALIC : LATIN, isBold);
}

/** The first font that has a character; null when none has, and the Latin font's box stands for it. */
export function faceFor(
  codePoint: number,
  isBold: boolean,
  isItalic: boolean = false,
  han: HanStyle = 'sc',
): FontFace | null {
  for (const candidate of candidates(codePoint, HAN[han])) {
    const face = candidate === LATIN ? latinFace(isBold, isItalic) : open(candidate, isBold);
    if (face.glyphOf(codePoint) !== 0) return face;
  }
  return null;
}

function candidates(codePoint: number, han: readonly FontFiles[]): readonly FontFiles[] {
  if (codePoint >= 0x0e00 && codePoint < 0x0e80) return [THAI];
  if (isHebrew(codePoint)) return [HEBREW];
  if (isArabic(codePoint)) return [ARABIC];
  if (isHangul(codePoint)) return [KOREAN];
  if (codePoint >= 0x2e80 && codePoint < 0xfb00) return han;
  if (codePoint < 0x2000) return [LATIN];
  return codePoint < 0x1f000 || codePoint >= 0x20000 ? [LATIN, ARABIC, ...han] : [LATIN];
}

/** Syllables and the letters they are made of. */
export function isHangul(codePoint: number): boolean {
  return (
    (codePoint >= 0xac00 && codePoint < 0xd800) ||
    (codePoint >= 0x1100 && codePoint < 0x1200) ||
    (codePoint >= 0x3130 && codePoint < 0x3190) ||
    (codePoint >= 0xa960 && codePoint < 0xa980)
  );
}

/** Hebrew letters and points, presentation forms included. */
export function isHebrew(codePoint: number): boolean {
  return (codePoint >= 0x0590 && codePoint < 0x0600) || (codePoint >= 0xfb1d && codePoint < 0xfb50);
}

/** Arabic letters and marks, presentation forms included. */
export function isArabic(codePoint: number): boolean {
  return (
    (codePoint >= 0x0600 && codePoint < 0x0780) ||
    (codePoint >= 0x08a0 && codePoint < 0x0900) ||
    (codePoint >= 0xfb50 && codePoint < 0xfe00) ||
    (codePoint >= 0xfe70 && codePoint < 0xff00)
  );
}

function open(font: FontFiles, isBold: boolean): FontFace {
  return FontFace.open(isBold ? font.bold : font.regular);
}
