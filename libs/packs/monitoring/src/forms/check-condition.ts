import { isDay } from '@galley/dataset';
import { SELF, testsOf, type Condition, type FieldTest } from './condition.js';
import type { FormField } from './form.js';
import { LogicFault } from './logic-fault.js';

/** The field that a condition means by a name; `.` is the field whose constraint it is. */
export type FieldOf = (name: string) => Pick<FormField, 'name' | 'type' | 'kind' | 'options'>;

const NUMBER = /^-?\d{1,30}(?:\.\d{1,30})?$/;

/** Checks that every test of a condition compares like with like. Throws `LogicFault`. */
export function checkCondition(condition: Condition, fieldOf: FieldOf): void {
  for (const test of testsOf(condition)) checkTest(test, fieldOf);
}

function checkTest({ field: name, op, operand, pointer }: FieldTest, fieldOf: FieldOf): void {
  const field = fieldOf(name);
  const called = name === SELF ? 'this field' : name;
  const isSelection = field.type === 'select_one' || field.type === 'select_multiple';
  const refuse = (says: string): never => {
    throw new LogicFault(says, `${pointer}/value`);
  };
  if (op === 'selected' && !isSelection)
    throw new LogicFault(`asks ${called}, which has no options`, `${pointer}/op`);
  if (field.kind === 'list' && !['selected', 'blank', 'not_blank'].includes(op)) {
    throw new LogicFault(`asks ${called}, of which several are selected: use selected`, `${pointer}/op`);
  }
  const isOrder = ['<', '<=', '>', '>='].includes(op);
  if (isOrder && (field.kind === 'boolean' || isSelection)) {
    throw new LogicFault(`asks ${called}, whose answers have no order`, `${pointer}/op`);
  }
  if (operand === null) return;
  if ('field' in operand) {
    const other = fieldOf(operand.field);
    const kind = op === 'selected' ? 'text' : field.kind;
    if (other.kind !== kind) refuse(`must name a field of the same kind as ${called}`);
    return;
  }
  for (const value of [operand.literal].flat()) {
    if (isSelection && !field.options.includes(String(value))) refuse(`is no option of ${called}`);
    if (isSelection) continue;
    if (field.kind === 'number' && !NUMBER.test(String(value))) refuse(`must be a number, like ${called}`);
    if (field.kind === 'boolean' && typeof value !== 'boolean')
      refuse(`must be true or false, like ${called}`);
    if (field.kind === 'date' && !isDay(String(value))) refuse(`must be a day, like ${called}: YYYY-MM-DD`);
    if (field.kind === 'text' && typeof value !== 'string') refuse(`must be a text, like ${called}`);
  }
}
