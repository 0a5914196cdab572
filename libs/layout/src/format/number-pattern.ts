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
}

const patterns = new Map<string, NumberPattern>();

/** The pattern of a BCP 47 locale, read once from Intl. */
export function numberPattern(locale: string): NumberPattern {
  let pattern = patterns.get(locale);
  if (!pattern) patterns.set(locale, (pattern = readPattern(locale)));
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
  };
}

/** Without the invisible direction marks that Arabic and Persian patterns carry. */
function visible(text: string): string {
  return text.replace(/\p{Cf}/gu, '');
}
