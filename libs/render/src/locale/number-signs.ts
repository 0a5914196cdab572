/** The decimal sign people of a locale type; anything but a comma counts as a point. */
export function decimalSignOf(locale: string): '.' | ',' {
  const parts = new Intl.NumberFormat(knownLocale(locale)).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.';
}

/** A locale that Intl accepts: the one asked for, or English. */
export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
