import type { Value } from '../contract.js';
import { knownLocale } from '../../format/known-locale.js';
import { ExactDecimal } from '../exact-decimal.js';
import { EXPRESSION_LIMITS } from '../limits.js';
import { integerOf, textOf } from '../values.js';
import { type Call, functionTable } from './contract.js';

type Implementation = (args: readonly Value[], call: Call) => Value;

const text = (value: Value | undefined, call: Call): string => textOf(value ?? null, call.scope.locale);
const integer = (value: Value | undefined, call: Call): number => integerOf(value ?? null, call);

/** A position in a text: negative ones are faults, those behind its end mean the end. */
function position(value: Value | undefined, call: Call): number {
  const at = integer(value, call);
  return at >= 0 ? at : call.fail('Positions in a text count from 0.');
}

const substring: Implementation = ([value, start, length], call) => {
  const from = position(start, call);
  const to = length === undefined ? undefined : from + position(length, call);
  return text(value, call).slice(from, to);
};

function padded(args: readonly Value[], call: Call, pad: 'padStart' | 'padEnd'): string {
  const width = integer(args[1], call);
  if (width > EXPRESSION_LIMITS.result) return call.fail('The expression makes too long a text.');
  return text(args[0], call)[pad](width, args[2] === undefined ? ' ' : text(args[2], call).slice(0, 1));
}
const padLeft: Implementation = (args, call) => padded(args, call, 'padStart');
const padRight: Implementation = (args, call) => padded(args, call, 'padEnd');

/** Character comparisons that count one step: a search may cost the product of both lengths. */
const COMPARISONS_PER_STEP = 2_000;

/** The text to search in and the text to search for. */
function searched(value: Value | undefined, part: Value | undefined, call: Call): readonly [string, string] {
  const [whole, wanted] = [text(value, call), text(part, call)];
  call.spend(Math.floor((whole.length * wanted.length) / COMPARISONS_PER_STEP));
  return [whole, wanted];
}

const replace: Implementation = ([value, old, replacement], call) => {
  const [whole, from] = searched(value, old, call);
  const to = text(replacement, call);
  if (from === '') return whole;
  const pieces = whole.split(from);
  const length = whole.length + (pieces.length - 1) * (to.length - from.length);
  if (length > EXPRESSION_LIMITS.result) return call.fail('The expression makes too long a text.');
  return pieces.join(to);
};

const upper: Implementation = ([value], call) =>
  text(value, call).toLocaleUpperCase(knownLocale(call.scope.locale));
const lower: Implementation = ([value], call) =>
  text(value, call).toLocaleLowerCase(knownLocale(call.scope.locale));
const titleCase: Implementation = ([value], call) =>
  text(value, call)
    .toLowerCase()
    .replace(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase());

/** Blanks, or the characters given. */
function trimmed(args: readonly Value[], call: Call, ends: 'both' | 'start' | 'end'): string {
  const whole = text(args[0], call);
  const cut = new Set(text(args[1], call));
  const isCut = (at: number): boolean => {
    const letter = whole.charAt(at);
    return cut.size > 0 ? cut.has(letter) : letter.trim() === '';
  };
  let from = 0;
  let to = whole.length;
  if (ends !== 'end') while (from < to && isCut(from)) from++;
  if (ends !== 'start') while (to > from && isCut(to - 1)) to--;
  return whole.slice(from, to);
}
const trim: Implementation = (args, call) => trimmed(args, call, 'both');
const trimStart: Implementation = (args, call) => trimmed(args, call, 'start');
const trimEnd: Implementation = (args, call) => trimmed(args, call, 'end');

const contains: Implementation = ([value, part], call) => {
  const [whole, wanted] = searched(value, part, call);
  return whole.includes(wanted);
};
const startsWith: Implementation = ([value, part], call) => text(value, call).startsWith(text(part, call));
const endsWith: Implementation = ([value, part], call) => text(value, call).endsWith(text(part, call));
const indexOf: Implementation = ([value, part, from], call) => {
  const [whole, wanted] = searched(value, part, call);
  return new ExactDecimal(whole.indexOf(wanted, from === undefined ? 0 : position(from, call)));
};
const lastIndexOf: Implementation = ([value, part], call) => {
  const [whole, wanted] = searched(value, part, call);
  return new ExactDecimal(whole.lastIndexOf(wanted));
};
const length: Implementation = ([value], call) => new ExactDecimal(text(value, call).length);

const insert: Implementation = ([value, at, part], call) => {
  const whole = text(value, call);
  const from = position(at, call);
  return whole.slice(0, from) + text(part, call) + whole.slice(from);
};
const remove: Implementation = ([value, at, count], call) => {
  const whole = text(value, call);
  const from = position(at, call);
  return whole.slice(0, from) + (count === undefined ? '' : whole.slice(from + position(count, call)));
};

const split: Implementation = (args, call) => {
  if (args.length < 3) return call.fail('Split gives a list: say which part, as in .Split(",")[0].');
  const [whole, separator] = searched(args[0], args[1], call);
  const parts = separator === '' ? [whole] : whole.split(separator);
  return parts[position(args[2], call)] ?? call.fail('There is no such part.');
};
const chars: Implementation = ([value, at], call) => {
  const letter = text(value, call).charAt(position(at, call));
  return letter === '' ? call.fail('There is no such character.') : letter;
};

const isBlank = (value: Value | undefined, call: Call): boolean => text(value, call).trim() === '';
const concat: Implementation = (args, call) => {
  const parts = args.map((arg) => text(arg, call));
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  return total > EXPRESSION_LIMITS.result
    ? call.fail('The expression makes too long a text.')
    : parts.join('');
};
const join: Implementation = ([separator, ...parts], call) =>
  concat(
    parts.flatMap((part, index) => (index === 0 ? [part] : [separator ?? null, part])),
    call,
  );
const compareText: Implementation = ([a, b], call) => {
  const [left, right] = [text(a, call), text(b, call)];
  return new ExactDecimal(left < right ? -1 : left > right ? 1 : 0);
};

/** FastReport's text functions and C#'s static ones. */
export const TEXT_FUNCTIONS = functionTable([
  ['Asc', 1, 1, ([value], call) => new ExactDecimal(text(value, call).charCodeAt(0) || 0)],
  ['Chr', 1, 1, ([code], call) => String.fromCharCode(integer(code, call) & 0xffff)],
  ['Contains', 2, 2, contains],
  ['Insert', 3, 3, insert],
  ['Length', 1, 1, length],
  ['LowerCase', 1, 1, lower],
  ['PadLeft', 2, 3, padLeft],
  ['PadRight', 2, 3, padRight],
  ['Remove', 2, 3, remove],
  ['Replace', 3, 3, replace],
  ['Substring', 2, 3, substring],
  ['TitleCase', 1, 1, titleCase],
  ['Trim', 1, 1, trim],
  ['UpperCase', 1, 1, upper],
  ['String.Compare', 2, 2, compareText],
  ['String.Concat', 0, 255, concat],
  ['String.IsNullOrEmpty', 1, 1, ([value], call) => text(value, call) === ''],
  ['String.IsNullOrWhiteSpace', 1, 1, ([value], call) => isBlank(value, call)],
  ['String.Join', 1, 255, join],
]);

/** What stands behind the dot of a text. */
export const TEXT_MEMBERS = functionTable([
  ['Chars', 2, 2, chars],
  ['Contains', 2, 2, contains],
  ['EndsWith', 2, 2, endsWith],
  ['IndexOf', 2, 3, indexOf],
  ['Insert', 3, 3, insert],
  ['LastIndexOf', 2, 2, lastIndexOf],
  ['Length', 1, 1, length],
  ['PadLeft', 2, 3, padLeft],
  ['PadRight', 2, 3, padRight],
  ['Remove', 2, 3, remove],
  ['Replace', 3, 3, replace],
  ['Split', 2, 3, split],
  ['StartsWith', 2, 2, startsWith],
  ['Substring', 2, 3, substring],
  ['ToLower', 1, 1, lower],
  ['ToLowerInvariant', 1, 1, ([value], call) => text(value, call).toLowerCase()],
  ['ToUpper', 1, 1, upper],
  ['ToUpperInvariant', 1, 1, ([value], call) => text(value, call).toUpperCase()],
  ['Trim', 1, 2, trim],
  ['TrimEnd', 1, 2, trimEnd],
  ['TrimStart', 1, 2, trimStart],
]);
