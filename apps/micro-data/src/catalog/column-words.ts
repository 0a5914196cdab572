import type { ColumnRole, ColumnType } from '@galley/dataset';

const ACRONYMS = new Set([
  'id',
  'sku',
  'po',
  'pr',
  'grn',
  'sr',
  'cn',
  'rfq',
  'bu',
  'vat',
  'fx',
  'foc',
  'uom',
  'url',
  'ean13',
  'usd',
  'thb',
  'eur',
  'nok',
]);
/** Whole numbers that name things or moments; adding them up means nothing. */
const NAMING =
  /^(id|no|nr|number|code|key|year|quarter|month|week|day|weekday|hour|seq|sequence|rank|position|line|period|version|level|phone|zip|postal)$/;

/** `unit_price` → `Unit price`, `OrderID` → `Order ID`. */
export function humanize(name: string): string {
  const words = wordsOf(name).map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : word));
  const text = words.join(' ') || name;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Decimals are measured; so are integers, unless their name says that they identify or date something. */
export function roleOf(name: string, type: ColumnType): ColumnRole {
  if (type === 'decimal') return 'measure';
  if (type !== 'integer') return 'dimension';
  const words = wordsOf(name);
  return NAMING.test(words.at(-1) ?? '') || NAMING.test(words[0] ?? '') ? 'dimension' : 'measure';
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
