import type { Json } from '@galley/dataset';
import type { DocumentInfo } from '@galley/layout';

/** A business unit as a document names it. */
export interface RunUnit {
  readonly code: string;
  readonly name: string;
  /** ISO 4217; null = the organization's. */
  readonly currency: string | null;
}

/** What a layout may call by name: what the run was asked for, its one unit, and the currency that its units share. */
export function runValues(
  asked: Readonly<Record<string, Json>>,
  units: readonly RunUnit[],
  organizationCurrency: string | null,
): Required<Pick<DocumentInfo, 'values' | 'currency'>> {
  const [only] = units.length === 1 ? units : [];
  const currencies = new Set(units.map(({ currency }) => currency ?? organizationCurrency));
  const [currency = null] = currencies.size === 0 ? [organizationCurrency] : currencies;
  const texts = Object.entries(asked).map(([name, value]): [string, string | null] => [name, textOf(value)]);
  return {
    values: {
      ...Object.fromEntries(texts),
      ...(only && { bu_code: only.code, bu_name: only.name }),
    },
    currency: currencies.size > 1 ? null : currency,
  };
}

/** Lists joined; of operators nothing, for no text says what they mean. */
function textOf(value: Json): string | null {
  if (value === null) return null;
  if (typeof value !== 'object') return String(value);
  const isList = Array.isArray(value) && value.every((one) => one !== null && typeof one !== 'object');
  return isList ? value.map(String).join(', ') : null;
}
