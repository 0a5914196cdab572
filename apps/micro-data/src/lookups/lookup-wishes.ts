import type { Json } from '@galley/dataset';
import { Invalid } from '@galley/platform';

/** What a lookup asks for. */
export interface LookupWishes {
  readonly bu_codes: readonly string[];
  readonly field: string | null;
  readonly label: string | null;
  readonly q: string | null;
  readonly limit: number;
  /** Values of the fields it depends on, by column. */
  readonly filters: Readonly<Record<string, Json>>;
}

type Query = Readonly<Record<string, string | readonly string[]>>;

const OWN = ['bu_code', 'field', 'label', 'q', 'limit'] as const;
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const MAX_TEXT = 200;

/** Reads the query of a lookup; every parameter that is not its own is a filter. Throws `invalid`. */
export function lookupWishes(query: Query): LookupWishes {
  const one = (name: (typeof OWN)[number]): string | null => {
    const value = query[name];
    if (value === undefined || value === '') return null;
    if (typeof value !== 'string' || value.length > MAX_TEXT) throw faulty(name, 'must be one short text');
    return value;
  };
  const limit = one('limit') ?? String(DEFAULT_LIMIT);
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > MAX_LIMIT) {
    throw faulty('limit', `must be a whole number from 1 to ${MAX_LIMIT}`);
  }
  const filters = Object.entries(query).filter(
    ([name, value]) => !OWN.some((own) => own === name) && value !== '',
  );
  return {
    bu_codes: [query.bu_code ?? []].flat().filter(Boolean),
    field: one('field'),
    label: one('label'),
    q: one('q'),
    limit: Number(limit),
    filters: Object.fromEntries(filters.map(([name, value]) => [name, value as Json])),
  };
}

function faulty(pointer: string, detail: string): ReturnType<typeof Invalid.error> {
  return Invalid.error(`The parameter ${pointer} ${detail}.`, { errors: [{ pointer, detail }] });
}
