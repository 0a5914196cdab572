import type { z } from 'zod';
import type { BorderLine, Color } from '../../model/appearance.js';
import type { CellStyle } from '../../model/table-design.js';
import type { style } from './content-parts.js';

const HAIRLINE: BorderLine = {
  color: { red: 0.42, green: 0.45, blue: 0.5, alpha: 1 },
  width: 0.5,
  style: 'solid',
};

export function styleOf(written: z.infer<typeof style>): CellStyle {
  const { bold = null, italic = null, color, fill, border } = written;
  const side = (name: 'top' | 'bottom' | 'left' | 'right'): BorderLine | null =>
    border?.includes(name) ? HAIRLINE : null;
  return {
    bold,
    italic,
    color: color === undefined ? null : colorOf(color),
    fill: fill === undefined ? null : { kind: 'solid', color: colorOf(fill) },
    border: border
      ? { left: side('left'), top: side('top'), right: side('right'), bottom: side('bottom'), shadow: null }
      : null,
  };
}

/** `#rgb` or `#rrggbb`. */
export function colorOf(hex: string): Color {
  const digits = hex.slice(1);
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const part = (at: number): number => parseInt(full.slice(at, at + 2), 16) / 255;
  return { red: part(0), green: part(2), blue: part(4), alpha: 1 };
}
