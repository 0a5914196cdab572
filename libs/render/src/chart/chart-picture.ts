import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ChartFigures } from '@galley/layout';
import { chartVectors } from './chart-vectors.js';
import { prepareCharts } from './vega-paths.js';
import { vectorsSvg } from './vectors-svg.js';

/** Pixels per point: sharp on a screen that is zoomed in, and on paper. */
const SCALE = 2.5;
const PACKAGES = '@expo-google-fonts';
const LATIN = weights('noto-sans', 'NotoSans');
/** Fonts that are read when a chart holds characters of their scripts; the large ones in one weight. */
const SCRIPTS: readonly (readonly [characters: RegExp, files: readonly string[]])[] = [
  [/\p{Script=Thai}/u, weights('noto-sans-thai', 'NotoSansThai')],
  [/\p{Script=Arabic}/u, weights('noto-sans-arabic', 'NotoSansArabic')],
  [/\p{Script=Hebrew}/u, weights('noto-sans-hebrew', 'NotoSansHebrew')],
  [/\p{Script=Hangul}/u, weights('noto-sans-kr', 'NotoSansKR').slice(0, 1)],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, weights('noto-sans-jp', 'NotoSansJP').slice(0, 1)],
  [/\p{Script=Han}/u, weights('noto-sans-sc', 'NotoSansSC').slice(0, 1)],
];

const require = createRequire(import.meta.url);
const fonts = new Map<string, Promise<Uint8Array>>();
let drawing: Promise<typeof import('@resvg/resvg-wasm')> | null = null;

/** A chart of `width` × `height` points as PNG, for formats that know no vectors. Errors as `chartVectors`. */
export async function chartPicture(figures: ChartFigures, width: number, height: number): Promise<Buffer> {
  await prepareCharts();
  const svg = vectorsSvg(chartVectors(figures, width, height));
  const { Resvg } = await (drawing ??= openResvg());
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontBuffers: await fontsFor(svg), defaultFontFamily: 'Noto Sans', loadSystemFonts: false },
  });
  try {
    const image = picture.render();
    const png = Buffer.from(image.asPng());
    image.free();
    return png;
  } finally {
    picture.free();
  }
}

async function openResvg(): Promise<typeof import('@resvg/resvg-wasm')> {
  const resvg = await import('@resvg/resvg-wasm');
  await resvg.initWasm(readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return resvg;
}

function fontsFor(svg: string): Promise<Uint8Array[]> {
  const wanted = SCRIPTS.flatMap(([characters, files]) => (characters.test(svg) ? files : []));
  return Promise.all([...LATIN, ...wanted].map(fontBytes));
}

function fontBytes(file: string): Promise<Uint8Array> {
  let bytes = fonts.get(file);
  if (!bytes) fonts.set(file, (bytes = readFile(require.resolve(`${PACKAGES}/${file}`))));
  return bytes;
}

function weights(folder: string, name: string): string[] {
  return ['400Regular', '700Bold'].map((weight) => `${folder}/${weight}/${name}_${weight}.ttf`);
}
