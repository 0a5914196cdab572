import type { Answer, Answers } from './answer.js';
import { calculate } from './calculation/calculate.js';
import { SELF } from './condition.js';
import { isTooLarge, spell } from './exact-number.js';
import type { Form, FormField } from './form.js';
import { judge } from './judge-condition.js';
import { AnswerFault, isBlankAnswer, readAnswer } from './read-answer.js';
import { isNumber, valueOf, type Value } from './value.js';

/** What is wrong with the answer to a field, in words that begin with its name. */
export interface AnswerFaultAt {
  readonly field: string;
  readonly detail: string;
}

/** A form with its answers, gone through from its first to its last field. */
export interface Evaluation {
  /** Names of the fields that are asked, in their order. */
  readonly relevant: readonly string[];
  /** What is to be kept: answers of relevant fields that are not blank, calculated ones among them. */
  readonly answers: Answers;
  readonly faults: readonly AnswerFaultAt[];
}

/**
 * Evaluates a form: what is not relevant has no answer, even where one was given, and what was given for a calculate
 * does not count. Given are JSON values by the names of fields; the form is one that `readForm` found no fault with.
 */
export function evaluateForm({ fields }: Form, given: Readonly<Record<string, unknown>>): Evaluation {
  const values = new Map<string, Value>();
  const answers = new Map<string, Answer>();
  const relevant: string[] = [];
  const faults: AnswerFaultAt[] = [];
  const known = new Set(fields.map(({ name }) => name));
  for (const name of Object.keys(given)) {
    if (!known.has(name)) faults.push({ field: name, detail: `${name} is no field of the form` });
  }
  const lookup = (name: string): Value => values.get(name) ?? null;
  for (const field of fields) {
    if (field.relevant && judge(field.relevant, lookup) !== true) continue;
    relevant.push(field.name);
    const answer = field.calculation
      ? answerOf(calculate(field.calculation, lookup))
      : answered(field, given);
    if (answer === null) continue;
    const says = answer instanceof AnswerFault ? answer.says : brokenConstraint(field, answer, lookup);
    if (says !== null) faults.push({ field: field.name, detail: `${field.name} ${says}` });
    if (says !== null || answer instanceof AnswerFault) continue;
    answers.set(field.name, answer);
    values.set(field.name, valueOf(answer, field.kind ?? 'text'));
  }
  return { relevant, answers: Object.fromEntries(answers), faults };
}

/** Null where nothing was answered, nor had to be. */
function answered(field: FormField, given: Readonly<Record<string, unknown>>): Answer | AnswerFault | null {
  // A calculate without a calculation: a draft that nobody has finished.
  if (field.type === 'calculate') return null;
  const raw = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
  if (!isBlankAnswer(raw)) return readAnswer(field, raw);
  return field.required ? new AnswerFault('is required') : null;
}

function answerOf(value: Value): Answer | AnswerFault | null {
  if (!isNumber(value)) return value;
  return isTooLarge(value) ? new AnswerFault('comes to a number that is too large') : spell(value);
}

/** What a constraint that does not hold says; one that a blank leaves open holds. */
function brokenConstraint(
  { name, kind, constraint, constraint_message }: FormField,
  answer: Answer,
  lookup: (name: string) => Value,
): string | null {
  const own = valueOf(answer, kind ?? 'text');
  const holds =
    !constraint || judge(constraint, (asked) => (asked === SELF || asked === name ? own : lookup(asked)));
  if (holds !== false) return null;
  return constraint_message === null
    ? 'does not satisfy its constraint'
    : `is refused: ${constraint_message}`;
}
