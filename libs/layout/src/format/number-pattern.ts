import { knownLocale } from './known-locale.js';

/** How a locale writes numbers: enough to format a decimal from its digits, without a float in between. */
export interface NumberPattern {
  readonly decimal: string;
  readonly group: string;
  readonly minus: string;
  /** The ten digits, or null for 0–9. */
  readonly digits: readonly string[] | null;
  /** Digits of the last group, and of the groups before it (2 in India). */
  readonly primary: number;
  readonly secondary: number;
  /** Digits that must stand before the first separator (2 in Spain and Portugal: 1234, 12.345). */
  readonly minGrouping: number;
  /** What stands around a number of per cent, the sign on the side where the locale has it: `83 %`, `%83`. */
  readonly percent: { readonly before: string; readonly after: string };
}

const patterns = new Map<string, NumberPattern>();

/** The pattern of a BCP 47 locale, read once from Intl; English for what is none. */
export function numberPattern(locale: string): NumberPattern {
  let pattern = patterns.get(locale);
  if (!pattern) patterns.set(locale, (pattern = readPattern(knownLocale(locale))));
  return pattern;
}

function readPattern(locale: string): NumberPattern {
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 });
  const parts = format.formatToParts(-1234567890.5);
  const of = (type: string): string => visible(parts.find((part) => part.type === type)?.value ?? '');
  const groups = parts.filter((part) => part.type === 'integer').map((part) => Array.from(part.value).length);
  const digits = Array.from(
    new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210),
  ).reverse();
  const fourDigits = format.formatToParts(1234).some((part) => part.type === 'group');
  return {
    decimal: of('decimal') || '.',
    group: of('group'),
    minus: of('minusSign') || '-',
    digits: digits.join('') === '0123456789' ? null : digits,
    primary: groups.at(-1) ?? 3,
    secondary: groups.at(-2) ?? 3,
    minGrouping: fourDigits ? 1 : 2,
    percent: percentSigns(locale),
  };
}

function percentSigns(locale: string): NumberPattern['percent'] {
  const parts = new Intl.NumberFormat(locale, { style: 'percent' }).formatToParts(1);
  const number = parts.findIndex((part) => part.type === 'integer');
  const join = (some: typeof parts): string => visible(some.map((part) => part.value).join(''));
  return { before: join(parts.slice(0, number)), after: join(parts.slice(number + 1)) };
}

/** Without the invisible direction marks that Arabic and Persian patterns carry. */
function visible(text: string): string {
  return text.replace(/\p{Cf}/gu, '');
}
