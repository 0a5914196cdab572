import { attribute, type Attribute } from './attribute.js';

/** Points in a pixel of the designer: it draws at 96 dpi. */
export const POINTS_PER_PIXEL = 0.75;
export const POINTS_PER_MM = 72 / 25.4;

/** No measure of a page is larger: 40 m, in points. */
const LONGEST = 113_400;

export const text = (fallback = ''): Attribute<string> => attribute('text', fallback, (written) => written);

/** A reference to something by name; null = none. */
export const name: Attribute<string | null> = attribute('a name', null, (written) => written.trim() || null);

/** An expression as written; null = none. */
export const formula: Attribute<string | null> = attribute(
  'an expression',
  null,
  (written) => written.trim() || null,
);

export const flag = (fallback: boolean): Attribute<boolean> =>
  attribute(`true, false (${fallback})`, fallback, (written) => {
    const lower = written.trim().toLowerCase();
    return lower === 'true' ? true : lower === 'false' ? false : undefined;
  });

export const number = (fallback: number): Attribute<number> =>
  attribute(`a number (${fallback})`, fallback, decimal);

/** Pixels as designed; points as read. */
export const pixels = (fallback: number): Attribute<number> =>
  attribute(`pixels (${fallback})`, fallback * POINTS_PER_PIXEL, (written) =>
    measure(written, POINTS_PER_PIXEL),
  );

/** Millimetres as designed; points as read. */
export const millimetres = (fallback: number): Attribute<number> =>
  attribute(`millimetres (${fallback})`, fallback * POINTS_PER_MM, (written) =>
    measure(written, POINTS_PER_MM),
  );

export function measure(written: string, unit: number): number | undefined {
  const value = decimal(written);
  return value === undefined || Math.abs(value * unit) > LONGEST ? undefined : value * unit;
}

export function decimal(written: string): number | undefined {
  const trimmed = written.trim().replace(',', '.');
  return /^[+-]?(\d{1,12}(\.\d{0,20})?|\.\d{1,20})$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** One word of a list, in any case, and what it stands for. */
export function choice<const V>(words: Readonly<Record<string, V>>, fallback: string): Attribute<V> {
  const known = new Map(Object.entries(words).map(([word, value]) => [word.toLowerCase(), value]));
  const standard = known.get(fallback.toLowerCase());
  if (standard === undefined) throw new TypeError(`"${fallback}" is none of the words`);
  return attribute(`${Object.keys(words).join(', ')} (${fallback})`, standard, (written) =>
    known.get(written.trim().toLowerCase()),
  );
}

/** Several words of a list, with commas between: `Left, Top`. */
export function words<W extends string>(
  list: readonly W[],
  shorthands: Readonly<Record<string, readonly W[]>>,
  fallback: string,
): Attribute<ReadonlySet<W>> {
  const read = (written: string): ReadonlySet<W> | undefined => {
    const found = new Set<W>();
    for (const part of written.split(',').map((one) => one.trim().toLowerCase())) {
      const several = Object.entries(shorthands).find(([word]) => word.toLowerCase() === part)?.[1];
      const one = list.find((word) => word.toLowerCase() === part);
      if (!several && one === undefined) return undefined;
      for (const word of several ?? (one === undefined ? [] : [one])) found.add(word);
    }
    return found;
  };
  const all = [...Object.keys(shorthands), ...list].join(', ');
  return attribute(`any of ${all} (${fallback})`, read(fallback) ?? new Set<W>(), read);
}

/** `a;b`, `a, b` or one a line. */
export const names: Attribute<readonly string[]> = attribute('names, with commas between', [], (written) =>
  written
    .split(/[,;\r\n]+/)
    .map((one) => one.trim())
    .filter(Boolean),
);
