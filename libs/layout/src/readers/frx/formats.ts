import type { XmlElement } from '@galley/template';
import type { ValuePattern } from '../../model/value-pattern.js';
import {
  attribute,
  ignored,
  partOf,
  prefixed,
  type AttributeTable,
  type Values,
} from './attributes/attribute.js';
import { choice, decimal, flag } from './attributes/kinds.js';
import type { FrxContext } from './frx-context.js';

const optionalText = attribute<string | null>('text', null, (written) => written);
const optionalCount = attribute<number | null>('a whole number', null, (written) => {
  const value = decimal(written);
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 30 ? value : undefined;
});

/** Without prefix: `Format.DecimalDigits` is `.DecimalDigits`; `Format` itself names the kind. */
export const FORMAT_PARTS = {
  '': choice(
    {
      General: 'general',
      Number: 'number',
      Currency: 'currency',
      Percent: 'percent',
      Date: 'date',
      Time: 'time',
      Boolean: 'boolean',
      Custom: 'custom',
    },
    'General',
  ),
  '.UseLocale': flag(true),
  '.DecimalDigits': optionalCount,
  '.DecimalSeparator': optionalText,
  '.GroupSeparator': optionalText,
  '.CurrencySymbol': optionalText,
  '.PercentSymbol': ignored,
  '.PositivePattern': optionalCount,
  '.NegativePattern': optionalCount,
  '.Format': optionalText,
  '.TrueText': optionalText,
  '.FalseText': optionalText,
  '.Locale': ignored,
} satisfies AttributeTable;

/** What is left out when the locale decides: the separators of the machine it was designed on. */
const LOCAL = { decimal: null, group: null, currency: null, positive: null, negative: null };

export function formatOf(read: Values<typeof FORMAT_PARTS>): ValuePattern {
  const kind = read[''];
  switch (kind) {
    case 'number':
    case 'currency':
    case 'percent':
      return {
        kind,
        digits: read['.DecimalDigits'],
        ...(read['.UseLocale']
          ? LOCAL
          : {
              decimal: read['.DecimalSeparator'],
              group: read['.GroupSeparator'],
              currency: read['.CurrencySymbol'],
              positive: read['.PositivePattern'],
              negative: read['.NegativePattern'],
            }),
      };
    case 'date':
    case 'time':
      return { kind, pattern: read['.Format'] };
    case 'boolean':
      return { kind, yes: read['.TrueText'], no: read['.FalseText'] };
    case 'custom':
      return read['.Format'] ? { kind, pattern: read['.Format'] } : { kind: 'general' };
    default:
      return { kind: 'general' };
  }
}

/**
 * The formats of a text's expressions, one after another: its `Format.*` attributes, or the children of `<Formats>`
 * (`<DateFormat Format="d"/>`).
 */
export function formatsOf(
  element: XmlElement,
  own: Values<typeof FORMAT_PARTS>,
  context: FrxContext,
): readonly [ValuePattern, ...ValuePattern[]] {
  const listed = element.children.find(({ name }) => name === 'Formats')?.children ?? [];
  const [first, ...rest] = listed.map((format) => formatOf(listedFormat(format, context)));
  return first ? [first, ...rest] : [formatOf(own)];
}

function listedFormat(element: XmlElement, context: FrxContext): Values<typeof FORMAT_PARTS> {
  const attributes = new Map([...element.attributes].map(([name, value]) => [`Format.${name}`, value]));
  attributes.set('Format', element.name.replace(/Format$/, ''));
  const table = prefixed('Format', FORMAT_PARTS);
  return partOf(context.read({ ...element, attributes }, table), 'Format', FORMAT_PARTS);
}
