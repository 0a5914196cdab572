import type { Json } from '@galley/dataset';
import {
  formatDate,
  formatDecimal,
  formatInstant,
  localDatePattern,
  localDigits,
  numberPattern,
  phrasesFor,
} from '@galley/layout';
import type { DialogField } from '@galley/template';

/** How the parameters of a document are written. */
export interface ShownAs {
  /** BCP 47. */
  readonly locale: string;
  /** IANA; moments are told in it. */
  readonly timezone: string;
}

type Scalar = string | number | boolean;

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;

/**
 * The value of a parameter as the table shows such values: by the type of its dialog field, else by its own. Null says
 * that it chooses nothing: null, an empty text, a list of none.
 */
export function shownValue(value: Json, field: DialogField | null, as: ShownAs): string | null {
  if (value === null || value === '') return null;
  if (Array.isArray(value)) return listed(value, field, as);
  if (typeof value === 'object') return operators(value as Readonly<Record<string, Json>>, field, as);
  return scalar(value, field, as);
}

function listed(values: readonly Json[], field: DialogField | null, as: ShownAs): string | null {
  const shown = values.flatMap((one) => shownValue(one, field, as) ?? []);
  return shown.length > 0 ? shown.join(', ') : null;
}

/** `{gte: …, lt: …}` of the filter grammar. */
function operators(
  value: Readonly<Record<string, Json>>,
  field: DialogField | null,
  as: ShownAs,
): string | null {
  const shown = Object.entries(value).flatMap(([operator, one]) => {
    const text = shownValue(one, field, as);
    return text === null ? [] : [`${SIGNS[operator] ?? operator} ${text}`];
  });
  return shown.length > 0 ? shown.join(', ') : null;
}

const SIGNS: Readonly<Record<string, string>> = {
  equals: '=',
  not: '≠',
  lt: '<',
  lte: '≤',
  gt: '>',
  gte: '≥',
};

function scalar(value: Scalar, field: DialogField | null, as: ShownAs): string {
  const text = String(value);
  const choice = field?.options.find((one) => one.value === text);
  if (choice) return choice.label;
  if (typeof value === 'boolean' || field?.type === 'boolean') {
    const { yes, no } = phrasesFor(as.locale);
    return text === 'true' ? yes : no;
  }
  if (typeof value === 'number' || field?.type === 'number') {
    // Not grouped: numbers asked for are years and numbers of documents as often as amounts.
    return formatDecimal(text, numberPattern(as.locale), { minFraction: 0, grouped: false });
  }
  return isText(field) ? text : moment(text, as);
}

function isText(field: DialogField | null): boolean {
  return field !== null && field.type !== 'date' && field.type !== 'datetime';
}

/** A day or an instant in the locale; other texts stay as they are. */
function moment(text: string, { locale, timezone }: ShownAs): string {
  if (DAY.test(text)) {
    return localDigits(formatDate(text, localDatePattern(locale), 'date'), numberPattern(locale));
  }
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text)) ? formatInstant(text, locale, timezone) : text;
}
