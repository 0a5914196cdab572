import type { Form, StoredField } from '../form.js';
import { readForm } from '../read-form.js';

export type Wishes = Partial<StoredField> & Pick<StoredField, 'name'>;

/** A field with what a test does not care about filled in: an integer that is always asked. */
function stored(wishes: Wishes): StoredField {
  return {
    type: 'integer',
    required: false,
    options: null,
    relevant: null,
    constraint: null,
    constraint_message: null,
    calculation: null,
    indicator_aggregate: null,
    ...wishes,
  };
}

/** What is wrong with a form, each fault with its pointer. */
export function faultsOf(...fields: readonly Wishes[]): readonly (readonly [string, string])[] {
  return readForm(fields.map(stored)).faults.map(({ pointer, detail }) => [pointer, detail] as const);
}

/** A form that nothing is wrong with; throws when something is. */
export function formOf(...fields: readonly Wishes[]): Form {
  const { form, faults } = readForm(fields.map(stored));
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return form;
}

export const options = ['water', 'food', 'cash'].map((value) => ({ value, label: value.toUpperCase() }));
export const isAdult = { field: 'age', op: '>=', value: 18 };

export const calculate = (calculation: string): Wishes => ({
  name: 'result',
  type: 'calculate',
  calculation,
});
