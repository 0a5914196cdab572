import { isSafeLink } from '../safe-link.js';
import { type Letters, letterSize } from '../text/styled-text.js';
import { colorOf } from './color-of.js';

export type Attributes = Readonly<Record<string, string>>;

const SMALL = 0.65;
const LINK_COLOR = { red: 5 / 255, green: 69 / 255, blue: 173 / 255, alpha: 1 };
/** Sizes 1 to 7 of `<font>`, in sizes of the text around. */
const FONT_SIZES = [0.63, 0.82, 1, 1.13, 1.5, 2, 3];
const HEADINGS: ReadonlyMap<string, number> = new Map([
  ['h1', 1.6],
  ['h2', 1.35],
  ['h3', 1.15],
  ['h4', 1],
  ['h5', 1],
  ['h6', 1],
]);
const LENGTH = /^(\d{1,5}(?:\.\d{1,4})?)(pt|px|em|rem|%)$/;

/** How letters look inside a tag; tags that mean nothing to us change nothing. */
export function lettersOfTag(around: Letters, base: Letters, tag: string, attributes: Attributes): Letters {
  return styled(tagged(around, base, tag, attributes), base, attributes);
}

function tagged(around: Letters, base: Letters, tag: string, attributes: Attributes): Letters {
  const heading = HEADINGS.get(tag);
  if (heading !== undefined) return { ...around, bold: true, size: letterSize(base.size * heading) };
  switch (tag) {
    case 'b':
    case 'strong':
      return { ...around, bold: true };
    case 'i':
    case 'em':
      return { ...around, italic: true };
    case 'u':
    case 'ins':
      return { ...around, underline: true };
    case 's':
    case 'strike':
    case 'del':
      return { ...around, strikeout: true };
    case 'sub':
      return {
        ...around,
        size: letterSize(around.size * SMALL),
        rise: rounded(around.rise - around.size * 0.12),
      };
    case 'sup':
      return {
        ...around,
        size: letterSize(around.size * SMALL),
        rise: rounded(around.rise + around.size * 0.33),
      };
    case 'font':
      return fontTag(around, base, attributes);
    case 'a':
      return linkTag(around, attributes);
    default:
      return around;
  }
}

function fontTag(around: Letters, base: Letters, attributes: Attributes): Letters {
  const color = colorOf(own(attributes, 'color')) ?? around.color;
  const size = Number(own(attributes, 'size') || NaN);
  if (!(size > 0)) return { ...around, color };
  const points = size <= 7 ? base.size * (FONT_SIZES[Math.round(size) - 1] ?? 1) : size;
  return { ...around, color, size: letterSize(points) };
}

function linkTag(around: Letters, attributes: Attributes): Letters {
  const link = own(attributes, 'href');
  if (!isSafeLink(link)) return around;
  return { ...around, link, underline: true, color: around.color ?? LINK_COLOR };
}

function styled(letters: Letters, base: Letters, attributes: Attributes): Letters {
  let result = letters;
  for (const declaration of own(attributes, 'style').slice(0, 1000).split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const value = declaration
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    result = { ...result, ...change(declaration.slice(0, colon).trim().toLowerCase(), value, result, base) };
  }
  return result;
}

function change(property: string, value: string, around: Letters, base: Letters): Partial<Letters> {
  switch (property) {
    case 'color':
      return { color: colorOf(value) ?? around.color };
    case 'font-size':
      return { size: letterSize(lengthOf(value, base.size) ?? around.size) };
    case 'font-weight':
      return { bold: value === 'bold' || Number(value) >= 600 };
    case 'font-style':
      return { italic: value === 'italic' || value === 'oblique' };
    case 'text-decoration':
      return { underline: value.includes('underline'), strikeout: value.includes('line-through') };
    case 'rise':
      return { rise: lengthOf(value, base.size) ?? around.rise };
    default:
      return {};
  }
}

/** Points of a length as style sheets write it; null when it is none. */
export function lengthOf(text: string, base: number): number | null {
  const match = LENGTH.exec(text.replace(/^-/, ''));
  if (!match) return null;
  const value = Number(match[1]) * (text.startsWith('-') ? -1 : 1);
  switch (match[2]) {
    case 'pt':
      return value;
    case 'px':
      return value * 0.75;
    case '%':
      return (value * base) / 100;
    default:
      return value * base;
  }
}

/** Thousandths of a point, as the source of a split text says them. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** An attribute's value, '' when it is absent. */
export function own(attributes: Attributes, name: string): string {
  return Object.hasOwn(attributes, name) ? (attributes[name] ?? '') : '';
}
