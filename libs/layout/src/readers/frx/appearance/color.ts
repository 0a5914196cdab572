import type { Color } from '../../../model/appearance.js';
import { attribute, type Attribute } from '../attributes/attribute.js';
import { COLOR_NAMES } from './color-names.js';

export const BLACK: Color = { red: 0, green: 0, blue: 0, alpha: 1 };

/** A colour; nothing at all where it is transparent. */
export const color = (fallback: string): Attribute<Color> =>
  attribute(`a colour (${fallback})`, readColor(fallback) ?? BLACK, readColor);

/** A colour that may be left open. */
export const optionalColor: Attribute<Color | null> = attribute<Color | null>('a colour', null, readColor);

/** `Red`, `255, 0, 0`, `128, 255, 0, 0` (opacity first), `#FF0000`, `#80FF0000`, or .NET's number. */
export function readColor(written: string): Color | undefined {
  const word = written.trim().toLowerCase();
  if (word === 'transparent' || word === 'empty' || word === '') return { ...BLACK, alpha: 0 };
  const named = Object.hasOwn(COLOR_NAMES, word) ? COLOR_NAMES[word] : undefined;
  if (named !== undefined) return fromHex(named);
  if (/^#([0-9a-f]{6}|[0-9a-f]{8})$/.test(word)) return fromHex(word.slice(1));
  if (/^-?\d{5,10}$/.test(word)) return fromHex((Number(word) >>> 0).toString(16).padStart(8, '0'));
  return fromParts(word.split(',').map((part) => part.trim()));
}

function fromHex(hex: string): Color {
  const bytes = (hex.length === 6 ? `ff${hex}` : hex).match(/../g)?.map((two) => Number.parseInt(two, 16));
  return fromBytes(bytes ?? []);
}

function fromParts(parts: readonly string[]): Color | undefined {
  if (!parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  const bytes = parts.map(Number);
  if (bytes.length === 3) return fromBytes([255, ...bytes]);
  return bytes.length === 4 ? fromBytes(bytes) : undefined;
}

function fromBytes([alpha = 255, red = 0, green = 0, blue = 0]: readonly number[]): Color {
  return { red: red / 255, green: green / 255, blue: blue / 255, alpha: alpha / 255 };
}
