import { LogicFault } from './logic-fault.js';

const MAX_OPTIONS = 500;
const MAX_VALUE = 100;
const MAX_LABEL = 500;

/** The values of `[{value, label}]`. Throws `LogicFault`. */
export function readOptions(document: unknown): readonly string[] {
  if (!Array.isArray(document) || document.length === 0 || document.length > MAX_OPTIONS) {
    throw new LogicFault(`must be a list of 1 to ${MAX_OPTIONS} options, each {value, label}`);
  }
  const values = document.map((option: unknown, index) => {
    const { value, label, ...others } = (option ?? {}) as Readonly<Record<string, unknown>>;
    if (!isText(value, MAX_VALUE) || value !== value.trim() || value.includes('|')) {
      const says = `must be a text of at most ${MAX_VALUE} characters, without | and without blanks around it`;
      throw new LogicFault(says, `/${index}/value`);
    }
    if (!isText(label, MAX_LABEL)) {
      throw new LogicFault(`must be a text of at most ${MAX_LABEL} characters`, `/${index}/label`);
    }
    if (Object.keys(others).length > 0) throw new LogicFault('must have value and label only', `/${index}`);
    return value;
  });
  const twin = values.findIndex((value, index) => values.indexOf(value) < index);
  if (twin >= 0) throw new LogicFault('stands twice', `/${twin}/value`);
  return values;
}

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= max;
}
