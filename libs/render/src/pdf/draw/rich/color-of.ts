import type { Color } from '@galley/layout';

/** The names people write by hand. */
const NAMES: ReadonlyMap<string, number> = new Map([
  ['black', 0x000000],
  ['white', 0xffffff],
  ['red', 0xff0000],
  ['green', 0x008000],
  ['lime', 0x00ff00],
  ['blue', 0x0000ff],
  ['navy', 0x000080],
  ['yellow', 0xffff00],
  ['orange', 0xffa500],
  ['maroon', 0x800000],
  ['olive', 0x808000],
  ['purple', 0x800080],
  ['fuchsia', 0xff00ff],
  ['magenta', 0xff00ff],
  ['teal', 0x008080],
  ['aqua', 0x00ffff],
  ['cyan', 0x00ffff],
  ['silver', 0xc0c0c0],
  ['gray', 0x808080],
  ['grey', 0x808080],
  ['darkgray', 0xa9a9a9],
  ['lightgray', 0xd3d3d3],
  ['darkred', 0x8b0000],
  ['darkgreen', 0x006400],
  ['darkblue', 0x00008b],
  ['brown', 0xa52a2a],
  ['pink', 0xffc0cb],
  ['gold', 0xffd700],
  ['crimson', 0xdc143c],
  ['tomato', 0xff6347],
  ['steelblue', 0x4682b4],
  ['royalblue', 0x4169e1],
]);
const SHORT_HEX = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/;
const HEX = /^#([0-9a-f]{6})$/;
const RGB = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/;

/** A colour as HTML writes it (`#rgb`, `#rrggbb`, `rgb(…)`, a common name); null for anything else. */
export function colorOf(text: string): Color | null {
  const wanted = text.trim().toLowerCase();
  const named = NAMES.get(wanted);
  if (named !== undefined) return fromNumber(named);
  const short = SHORT_HEX.exec(wanted);
  if (short) {
    const digits = short.slice(1).map((digit) => digit + digit);
    return fromNumber(parseInt(digits.join(''), 16));
  }
  const long = HEX.exec(wanted);
  if (long?.[1]) return fromNumber(parseInt(long[1], 16));
  const parts = RGB.exec(wanted)?.slice(1).map(Number);
  if (!parts) return null;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Math.min(255, part) / 255);
  return { red, green, blue, alpha: 1 };
}

function fromNumber(rgb: number): Color {
  return {
    red: ((rgb >> 16) & 0xff) / 255,
    green: ((rgb >> 8) & 0xff) / 255,
    blue: (rgb & 0xff) / 255,
    alpha: 1,
  };
}
