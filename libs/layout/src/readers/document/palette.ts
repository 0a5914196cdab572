import type { Color, Font } from '../../model/appearance.js';

/** `#RRGGBB` as a colour. */
export function colorOf(hex: string): Color {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return { red: part(1), green: part(3), blue: part(5), alpha: 1 };
}

const INK = colorOf('#1E2429');
/** Labels and side remarks. */
const QUIET = colorOf('#6B747C');
const HAIRLINE = colorOf('#D5DADE');
const TINT = colorOf('#F3F5F6');
const ALERT = colorOf('#C0271B');
const ACCENT = '#1F4E5F';

/** Quiet greys and one accent colour. */
export interface Palette {
  readonly ink: Color;
  readonly quiet: Color;
  readonly hairline: Color;
  readonly tint: Color;
  readonly alert: Color;
  readonly accent: Color;
}

export function paletteOf(accent: string | null | undefined): Palette {
  return {
    ink: INK,
    quiet: QUIET,
    hairline: HAIRLINE,
    tint: TINT,
    alert: ALERT,
    accent: colorOf(accent ?? ACCENT),
  };
}

/** The house letters in a size of points. */
export function letters(size: number, bold = false): Font {
  return { family: 'Noto Sans', size, bold, italic: false, underline: false, strikeout: false };
}
