import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { ChartFigures } from '@galley/layout';
import { chartVectors } from './chart-vectors.js';
import { prepareCharts } from './vega-paths.js';
import { vectorsSvg } from './vectors-svg.js';

/** Pixels per point: sharp on a screen that is zoomed in, and on paper. */
const SCALE = 2.5;
const PACKAGES = '@expo-google-fonts';
const LATIN = ['noto-sans/400Regular/NotoSans_400Regular.ttf', 'noto-sans/700Bold/NotoSans_700Bold.ttf'];
/** Fonts that are read when a chart holds characters of their scripts. */
const SCRIPTS: readonly (readonly [characters: RegExp, file: string])[] = [
  [/\p{Script=Thai}/u, 'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf'],
  [/\p{Script=Arabic}/u, 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'],
  [/\p{Script=Hebrew}/u, 'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'],
  [/\p{Script=Hangul}/u, 'noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'],
  [/\p{Script=Han}/u, 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'],
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
  const wanted = SCRIPTS.flatMap(([characters, file]) => (characters.test(svg) ? [file] : []));
  return Promise.all([...LATIN, ...wanted].map(fontBytes));
}

function fontBytes(file: string): Promise<Uint8Array> {
  let bytes = fonts.get(file);
  if (!bytes) fonts.set(file, (bytes = readFile(require.resolve(`${PACKAGES}/${file}`))));
  return bytes;
}
