import type { NumberFormat } from '../../model/value-pattern.js';
import { formatNet } from '../../format/format-pattern.js';
import { formatFigure } from '../../format/net-number.js';
import type { Value } from '../contract.js';
import { readDate } from '../dates.js';
import { EXPRESSION_LIMITS } from '../limits.js';
import { dateOf, integerOf, numberOf, textOf } from '../values.js';
import { type Call, type ExpressionFunction, functionTable } from './contract.js';

type Implementation = ExpressionFunction['call'];

const MAX_DIGITS = 28;

/** `FormatNumber(value, digits)` and its like; null is empty, text stays as it is. */
function figure(kind: NumberFormat['kind']): Implementation {
  return ([value, count], call) => {
    if (value === null || value === undefined) return '';
    const digits = count === undefined ? null : integerOf(count, call);
    if (digits !== null && (digits < 0 || digits > MAX_DIGITS))
      return call.fail('That many digits cannot be shown.');
    const format = {
      kind,
      digits,
      decimal: null,
      group: null,
      currency: null,
      positive: null,
      negative: null,
    };
    return formatFigure(numberOf(value, call), format, call.scope);
  };
}

const NAMED_DATES: ReadonlyMap<string, string> = new Map([
  ['longdate', 'D'],
  ['shortdate', 'd'],
  ['longtime', 'T'],
  ['shorttime', 'HH:mm'],
]);

/** `FormatDateTime(value, "Short Date")` or a pattern; without one the date, and the time if it is not midnight. */
const formatDateTime: Implementation = ([value, style], call) => {
  const date = dateOf(value ?? null, call);
  if (!date) return '';
  const isMidnight = (readDate(date.iso)?.micros ?? 0) === 0;
  const asked = style === undefined ? (isMidnight ? 'd' : 'G') : textOf(style, call.scope.locale);
  const pattern = NAMED_DATES.get(asked.toLowerCase().replaceAll(' ', '')) ?? asked;
  return formatNet(date, pattern, call.scope);
};

const ITEM = /\{\{|\}\}|\{(\d{1,3})(?:,(-?\d{1,4}))?(?::([^{}]*))?\}|[^{}]+|[{}]/g;

/** .NET's composite format: `{0:N2}`, `{1,-10}`; braces are doubled. */
const format: Implementation = ([pattern, ...values], call) => {
  let text = '';
  for (const [token, index, width, style] of textOf(pattern ?? null, call.scope.locale).matchAll(ITEM)) {
    if (index !== undefined) text += item(values[Number(index)], Number(width ?? 0), style ?? '', call);
    else if (token === '{' || token === '}') call.fail('A brace stands alone in the format.');
    else text += token === '{{' || token === '}}' ? token.charAt(0) : token;
    if (text.length > EXPRESSION_LIMITS.result) call.fail('The expression makes too long a text.');
  }
  return text;
};

function item(value: Value | undefined, width: number, style: string, call: Call): string {
  if (value === undefined) return call.fail('The format asks for a value that is not given.');
  const text = formatNet(value, style, call.scope);
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

/** `x.ToString("N2")`, `x.ToString("N2", CultureInfo.InvariantCulture)`; anything but a text says nothing of the format. */
const toText: Implementation = ([value = null, pattern, culture], call) => {
  const locale = typeof culture === 'string' ? culture : call.scope.locale;
  if (typeof pattern !== 'string') return textOf(value, locale);
  return formatNet(value, pattern, { locale, currency: call.scope.currency });
};

export const FORMAT_FUNCTIONS = functionTable([
  ['Format', 1, 255, format],
  ['String.Format', 1, 255, format],
  ['CultureInfo', 1, 2, ([name = null]) => name],
  ['FormatNumber', 1, 2, figure('number')],
  ['FormatCurrency', 1, 2, figure('currency')],
  ['FormatPercent', 1, 2, figure('percent')],
  ['FormatDateTime', 1, 2, formatDateTime],
]);

/** A culture stands as its BCP 47 name. */
export const CULTURES = functionTable([
  ['CultureInfo.InvariantCulture', 0, 0, () => 'en'],
  ['CultureInfo.CurrentCulture', 0, 0, (_, call) => call.scope.locale],
  ['CultureInfo.CurrentUICulture', 0, 0, (_, call) => call.scope.locale],
]);

export const FORMAT_MEMBERS = functionTable([
  ['ToString', 1, 3, toText],
  ['ToLongDateString', 1, 1, ([value], call) => formatNet(value ?? null, 'D', call.scope)],
  ['ToShortDateString', 1, 1, ([value], call) => formatNet(value ?? null, 'd', call.scope)],
  ['ToShortTimeString', 1, 1, ([value], call) => formatNet(value ?? null, 't', call.scope)],
  ['ToLongTimeString', 1, 1, ([value], call) => formatNet(value ?? null, 'T', call.scope)],
]);
