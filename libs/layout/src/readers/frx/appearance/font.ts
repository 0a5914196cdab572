import type { Font } from '../../../model/appearance.js';
import { attribute, type Attribute } from '../attributes/attribute.js';
import { decimal, POINTS_PER_MM, POINTS_PER_PIXEL } from '../attributes/kinds.js';

const UNITS: Readonly<Record<string, number>> = {
  pt: 1,
  px: POINTS_PER_PIXEL,
  mm: POINTS_PER_MM,
  in: 72,
  doc: 72 / 300,
  world: POINTS_PER_PIXEL,
};

export const font = (fallback: string): Attribute<Font> =>
  attribute(`family, size, style= (${fallback})`, readFont(fallback) ?? PLAIN, readFont);

const PLAIN: Font = {
  family: 'Arial',
  size: 10,
  bold: false,
  italic: false,
  underline: false,
  strikeout: false,
};

/** `Tahoma, 8pt, style=Bold, Underline`. */
export function readFont(written: string): Font | undefined {
  const [family = '', ...rest] = written.split(/[,;](?!\d)/).map((part) => part.trim());
  const size = rest[0] === undefined ? PLAIN.size : sizeOf(rest[0]);
  if (family === '' || size === undefined || size <= 0 || size > 1000) return undefined;
  const styles = new Set(rest.slice(1).map((part) => part.replace(/^style=/i, '').toLowerCase()));
  return {
    family,
    size,
    bold: styles.has('bold'),
    italic: styles.has('italic'),
    underline: styles.has('underline'),
    strikeout: styles.has('strikeout'),
  };
}

function sizeOf(written: string): number | undefined {
  const unit = Object.keys(UNITS).find((one) => written.toLowerCase().endsWith(one)) ?? '';
  const value = decimal(written.slice(0, written.length - unit.length));
  return value === undefined ? undefined : value * (UNITS[unit] ?? 1);
}
