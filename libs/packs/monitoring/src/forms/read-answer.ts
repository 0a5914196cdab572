import { isDay } from '@galley/dataset';
import type { Answer } from './answer.js';
import { ExactNumber, isTooLarge, spell } from './exact-number.js';
import type { FormField } from './form.js';

/** What is wrong with an answer, in words that follow the field's name. */
export class AnswerFault {
  constructor(readonly says: string) {}
}

const MAX_TEXT = 10_000;
const MAX_DECIMALS = 6;
/** Digits that a JSON number surely brings over. */
const SAFE_DIGITS = 15;
const WHOLE = /^[+-]?\d{1,15}$/;
const DECIMAL = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/;
/** A text may have lines; other control characters have no business in an answer. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const LONE_SURROGATE = /\p{Cs}/u;

type Asked = Pick<FormField, 'type' | 'options'>;

/** Whether nothing was answered: no answer, null, a text of blanks, no option. */
export function isBlankAnswer(given: unknown): boolean {
  if (given === undefined || given === null) return true;
  if (typeof given === 'string') return given.trim() === '';
  return Array.isArray(given) && given.length === 0;
}

/**
 * An answer as JSON gives it, or spelled as a text, as in a cell of a file ("34", "true", "a|b"), in the one form in which
 * it is kept. Never of a blank.
 */
export function readAnswer(field: Asked, given: unknown): Answer | AnswerFault {
  switch (field.type) {
    case 'text':
      return readText(given);
    case 'integer':
      return readInteger(typeof given === 'string' && WHOLE.test(given.trim()) ? Number(given) : given);
    case 'decimal':
      return readDecimal(given);
    case 'date': {
      const day = typeof given === 'string' ? given.trim() : '';
      return isDay(day) ? day : new AnswerFault('must be a day: YYYY-MM-DD');
    }
    case 'boolean':
      return readBoolean(given);
    case 'select_one':
      return readOption(field, given);
    case 'select_multiple':
      return readSelection(
        field,
        typeof given === 'string' ? given.split('|').map((one) => one.trim()) : given,
      );
    case 'calculate':
    case 'note':
      return new AnswerFault('takes no answer');
  }
}

function readText(given: unknown): Answer | AnswerFault {
  if (typeof given !== 'string') return new AnswerFault('must be a text');
  if (given.length > MAX_TEXT) return new AnswerFault(`must have at most ${MAX_TEXT} characters`);
  const isClean = !LONE_SURROGATE.test(given) && !CONTROL.test(given);
  return isClean ? given : new AnswerFault('must not hold control characters');
}

function readInteger(given: unknown): Answer | AnswerFault {
  const isWhole = typeof given === 'number' && Number.isSafeInteger(given);
  return isWhole && Math.abs(given) < 10 ** SAFE_DIGITS
    ? given
    : new AnswerFault(`must be a whole number of at most ${SAFE_DIGITS} digits`);
}

function readDecimal(given: unknown): Answer | AnswerFault {
  const text = typeof given === 'string' ? given.trim() : typeof given === 'number' ? String(given) : '';
  if (!DECIMAL.test(text)) return new AnswerFault('must be a decimal number, such as "12.50"');
  const number = new ExactNumber(text);
  if (typeof given === 'number' && number.precision() > SAFE_DIGITS) {
    return new AnswerFault('has so many digits that it must be sent as a text, such as "12.50"');
  }
  if (number.decimalPlaces() > MAX_DECIMALS)
    return new AnswerFault(`must have at most ${MAX_DECIMALS} decimals`);
  return isTooLarge(number) ? new AnswerFault('is too large') : spell(number);
}

function readBoolean(given: unknown): Answer | AnswerFault {
  if (typeof given === 'boolean') return given;
  const word = typeof given === 'string' ? given.trim().toLowerCase() : '';
  if (word === 'true' || word === 'yes') return true;
  return word === 'false' || word === 'no' ? false : new AnswerFault('must be true or false');
}

function readOption({ options }: Asked, given: unknown): Answer | AnswerFault {
  const isKnown = typeof given === 'string' && options.includes(given);
  return isKnown ? given : new AnswerFault(`must be one of its options: ${shown(options)}`);
}

function readSelection({ options }: Asked, given: unknown): Answer | AnswerFault {
  if (!Array.isArray(given)) return new AnswerFault('must be a list of its options');
  if (!given.every((one) => options.includes(one as string))) {
    return new AnswerFault(`must be some of its options: ${shown(options)}`);
  }
  if (new Set(given).size < given.length) return new AnswerFault('names an option twice');
  return options.filter((option) => given.includes(option));
}

function shown(options: readonly string[]): string {
  return options.slice(0, 20).join(', ') + (options.length > 20 ? ' …' : '');
}
