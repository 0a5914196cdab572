import { Decimal } from 'decimal.js';
import { ExactDecimal } from '../expressions/exact-decimal.js';
import { localDigits } from './format-decimal.js';
import { type NumberPattern, numberPattern } from './number-pattern.js';

type Token =
  | { readonly kind: 'digit'; readonly isNeeded: boolean }
  | { readonly kind: 'point' }
  | { readonly kind: 'text'; readonly text: string };

/** A section of a custom pattern, such as `#,##0.00`. */
interface Section {
  readonly tokens: readonly Token[];
  /** Places before and after the point. */
  readonly whole: number;
  readonly fraction: number;
  /** Digits that are shown even when they are zeros. */
  readonly min_whole: number;
  readonly min_fraction: number;
  readonly isGrouped: boolean;
  /** Power of ten that the value is multiplied by: per cent 2, per mille 3, a comma before the point −3. */
  readonly power: number;
}

const TOKEN = /'[^']*'?|"[^"]*"?|\\[\s\S]?|[\s\S]/g;
const MAX_PLACES = 100;

const sections = new Map<string, readonly Section[]>();
const MAX_KNOWN = 1_000;
const MAX_KNOWN_LENGTH = 100;

/** A number by a .NET custom pattern: up to three sections for positive, negative and zero. Rounds half away from zero. */
export function customNumber(value: Decimal, pattern: string, locale: string): string {
  const [positive, negative, zero] = sectionsOf(pattern);
  if (!positive) return '';
  const own = value.isNegative() && negative && negative.tokens.length > 0 ? negative : positive;
  const digits = rounded(value, own);
  const isZero = !/[1-9]/.test(digits);
  const local = numberPattern(locale);
  if (isZero) {
    const section = zero && zero.tokens.length > 0 ? zero : positive;
    return written(rounded(value, section), section, local);
  }
  const minus = value.isNegative() && own === positive ? local.minus : '';
  return minus + written(digits, own, local);
}

function sectionsOf(pattern: string): readonly Section[] {
  const known = sections.get(pattern);
  if (known) return known;
  const read = splitSections(pattern).slice(0, 3).map(sectionOf);
  if (pattern.length > MAX_KNOWN_LENGTH) return read;
  if (sections.size >= MAX_KNOWN) sections.clear();
  sections.set(pattern, read);
  return read;
}

function splitSections(pattern: string): string[][] {
  const split: string[][] = [[]];
  for (const token of pattern.match(TOKEN) ?? []) {
    if (token === ';') split.push([]);
    else split.at(-1)?.push(token);
  }
  return split;
}

function sectionOf(parts: readonly string[]): Section {
  const tokens: Token[] = [];
  const places: boolean[][] = [[], []];
  let side = 0;
  let power = 0;
  let commas = 0;
  let isGrouped = false;
  for (const part of parts) {
    if (part === '0' || part === '#') {
      if (places[0]!.length + places[1]!.length >= MAX_PLACES) continue;
      if (side === 0 && commas > 0 && places[0]!.length > 0) isGrouped = true;
      if (side === 0) commas = 0;
      places[side]!.push(part === '0');
      tokens.push({ kind: 'digit', isNeeded: part === '0' });
    } else if (part === ',') commas += side === 0 ? 1 : 0;
    else if (part === '.') {
      if (side === 0) tokens.push({ kind: 'point' });
      side = 1;
    } else {
      if (part === '%') power += 2;
      if (part === '‰') power += 3;
      tokens.push({ kind: 'text', text: literal(part) });
    }
  }
  const [whole = [], fraction = []] = places;
  const firstNeeded = whole.indexOf(true);
  return {
    tokens,
    whole: whole.length,
    fraction: fraction.length,
    min_whole: firstNeeded < 0 ? 0 : whole.length - firstNeeded,
    min_fraction: fraction.lastIndexOf(true) + 1,
    isGrouped,
    power: power - 3 * Math.min(commas, 10),
  };
}

function literal(part: string): string {
  if (part.startsWith('\\')) return part.slice(1);
  const quote = part.charAt(0);
  if (quote !== "'" && quote !== '"') return part;
  return part.slice(1, part.length > 1 && part.endsWith(quote) ? -1 : undefined);
}

function rounded(value: Decimal, section: Section): string {
  const scaled = section.power === 0 ? value : ExactDecimal.mul(value, `1e${section.power}`);
  return scaled.abs().toFixed(section.fraction, Decimal.ROUND_HALF_UP);
}

function written(digits: string, section: Section, local: NumberPattern): string {
  const [wholeText = '', fractionText = ''] = digits.split('.');
  const whole = wholeText.replace(/^0+/, '').padStart(section.min_whole, '0');
  const fraction = fractionText.slice(
    0,
    Math.max(section.min_fraction, fractionText.replace(/0+$/, '').length),
  );
  let text = '';
  let place = 0;
  let isBehindPoint = false;
  for (const token of section.tokens) {
    if (token.kind === 'text') text += token.text;
    else if (token.kind === 'point') {
      isBehindPoint = true;
      place = 0;
      if (section.whole === 0) text += localDigits(whole, local);
      if (fraction) text += local.decimal;
    } else if (isBehindPoint) text += localDigits(fraction.charAt(place++), local);
    else text += wholeDigits(whole, section, place++, local);
  }
  return text;
}

/** The digits that the place of this index shows: the first one takes all that have no place of their own. */
function wholeDigits(whole: string, section: Section, place: number, local: NumberPattern): string {
  const to = whole.length - (section.whole - 1 - place);
  const from = place === 0 ? 0 : Math.max(to - 1, 0);
  let text = '';
  for (let at = from; at < to; at++) {
    text += localDigits(whole.charAt(at), local);
    if (section.isGrouped && isGroupEnd(whole.length - 1 - at, local)) text += local.group;
  }
  return text;
}

/** Whether a group ends behind the digit that has this many digits behind it. */
function isGroupEnd(behind: number, { primary, secondary }: NumberPattern): boolean {
  return behind === primary || (behind > primary && (behind - primary) % secondary === 0);
}
