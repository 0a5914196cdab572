import { FontFace } from './font-face.js';

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
/** 10 MB a weight: opened only for characters that no other font has. */
const CHINESE = files('noto-sans-sc', 'NotoSansSC');

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
export function faceFor(codePoint: number, isBold: boolean, isItalic: boolean = false): FontFace | null {
  for (const candidate of candidates(codePoint)) {
    const face = candidate === LATIN ? latinFace(isBold, isItalic) : open(candidate, isBold);
    if (face.glyphOf(codePoint) !== 0) return face;
  }
  return null;
}

function candidates(codePoint: number): readonly FontFiles[] {
  if (codePoint >= 0x0e00 && codePoint < 0x0e80) return [THAI];
  if (isArabic(codePoint)) return [ARABIC];
  if (codePoint >= 0x2e80 && codePoint < 0xfb00) return [CHINESE];
  if (codePoint < 0x2000) return [LATIN];
  return codePoint < 0x1f000 || codePoint >= 0x20000 ? [LATIN, ARABIC, CHINESE] : [LATIN];
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
