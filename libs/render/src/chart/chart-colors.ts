import type { ChartFigures, Color } from '@galley/layout';

/** Okabe and Ito's palette, told apart by every kind of colour vision; the darkest and the yellow come last. */
const PALETTE: readonly Color[] = [
  rgb(0x00, 0x72, 0xb2),
  rgb(0xe6, 0x9f, 0x00),
  rgb(0x00, 0x9e, 0x73),
  rgb(0xd5, 0x5e, 0x00),
  rgb(0x56, 0xb4, 0xe9),
  rgb(0xcc, 0x79, 0xa7),
  rgb(0x5b, 0x5f, 0x66),
  rgb(0xf0, 0xe4, 0x42),
];

export const INK = rgb(0x1f, 0x21, 0x29);
export const MUTED = rgb(0x6b, 0x73, 0x80);
export const RULE = rgb(0xbf, 0xc7, 0xd4);
export const GRID = rgb(0xe6, 0xe9, 0xee);
export const WHITE = rgb(0xff, 0xff, 0xff);

/** The colour of the series or slice at a position; beyond the palette its colours return lighter. */
export function colorAt(position: number, { palette }: ChartFigures['design']): Color {
  const colors = palette?.length ? palette : PALETTE;
  const base = colors[position % colors.length] ?? INK;
  const round = Math.floor(position / colors.length);
  return round === 0 ? base : lighter(base, 1 - 1 / (1 + round * 0.6));
}

/** Ink or white, whichever is read on a colour. */
export function inkOn({ red, green, blue, alpha }: Color): Color {
  const light = 0.299 * red + 0.587 * green + 0.114 * blue;
  return light * alpha + (1 - alpha) > 0.6 ? INK : WHITE;
}

/** Reads `#rrggbb`; null for anything else (`transparent`). */
export function colorOf(hex: string, alpha: number): Color | null {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return null;
  const part = (at: number): number => parseInt(hex.slice(at, at + 2), 16) / 255;
  return { red: part(1), green: part(3), blue: part(5), alpha };
}

function lighter(color: Color, by: number): Color {
  const mix = (value: number): number => value + (1 - value) * by;
  return { red: mix(color.red), green: mix(color.green), blue: mix(color.blue), alpha: color.alpha };
}

function rgb(red: number, green: number, blue: number): Color {
  return { red: red / 255, green: green / 255, blue: blue / 255, alpha: 1 };
}
