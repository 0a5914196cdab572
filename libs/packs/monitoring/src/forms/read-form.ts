import { kindOfType } from './answer.js';
import { kindOfCalculation } from './calculation/kind-of-calculation.js';
import { readCalculation } from './calculation/read-calculation.js';
import { checkCondition } from './check-condition.js';
import { SELF } from './condition.js';
import {
  LOGIC,
  type Form,
  type FormFault,
  type FormField,
  type LogicPart,
  type StoredField,
} from './form.js';
import { LogicFault } from './logic-fault.js';
import { readCondition } from './read-condition.js';
import { readOptions } from './read-options.js';
import { FormReferences, namesIn } from './form-references.js';

const NAME = /^[A-Za-z]\w{0,49}$/;
const MAX_FIELDS = 500;

/**
 * Reads the logic of a form: conditions, calculations, options. Every field may refer to earlier ones only, and compares
 * like with like. Whatever is not so is among the faults; where there are any, the form cannot be evaluated.
 */
export function readForm(stored: readonly StoredField[]): {
  readonly form: Form;
  readonly faults: readonly FormFault[];
} {
  const faults: FormFault[] = [];
  if (stored.length > MAX_FIELDS) {
    faults.push({ pointer: '/fields', detail: `fields must be at most ${MAX_FIELDS}` });
    return { form: { fields: [] }, faults };
  }
  const attempt = <Result>(index: number, part: keyof StoredField, read: () => Result): Result | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof LogicFault)) throw error;
      faults.push({
        pointer: `/fields/${index}/${part}${error.pointer}`,
        detail: `${part} of ${stored[index]?.name} ${error.says}`,
      });
      return null;
    }
  };
  const parsed = stored.map((field, index) => readField(field, (part, read) => attempt(index, part, read)));
  const references = new FormReferences(parsed);
  const fields: FormField[] = [];
  for (const [index, field] of parsed.entries()) {
    attempt(index, 'name', () => checkName(field, fields));
    const unsound = LOGIC.filter(
      (part) => attempt(index, part, () => references.check(index, part)) === null,
    );
    fields.push(checkKinds(field, fields, unsound, (part, read) => attempt(index, part, read)));
  }
  return { form: { fields }, faults };
}

type Attempt = <Result>(part: keyof StoredField, read: () => Result) => Result | null;

/** Reads what a field says, whatever others there are. */
function readField(field: StoredField, attempt: Attempt): FormField {
  const { name, type, required, constraint_message } = field;
  const isSelection = type === 'select_one' || type === 'select_multiple';
  const stated = <Part extends keyof StoredField, Result>(
    part: Part,
    isAllowed: boolean,
    read: (value: NonNullable<StoredField[Part]>) => Result,
  ): Result | null => {
    const value = field[part];
    if (value === null || value === undefined) return null;
    return attempt(part, () => {
      if (!isAllowed) throw new LogicFault(`has no meaning where the type is ${type}`);
      return read(value);
    });
  };
  const hasAnswer = type !== 'note';
  stated('required', !required || (hasAnswer && type !== 'calculate'), () => null);
  return {
    name,
    type,
    kind: kindOfType(type),
    required,
    options: stated('options', isSelection, readOptions) ?? [],
    relevant: stated('relevant', true, (document) => readCondition(document)),
    constraint: stated('constraint', hasAnswer, (document) =>
      readCondition(document, { isConstraint: true }),
    ),
    constraint_message,
    calculation: stated('calculation', type === 'calculate', readCalculation),
  };
}

function checkName({ name }: FormField, before: readonly FormField[]): void {
  if (!NAME.test(name)) throw new LogicFault('must be a letter, then letters, digits and _, at most 50');
  if (before.some((other) => other.name === name)) throw new LogicFault('stands twice');
}

/** Compares like with like, as far as names lead somewhere; a calculate learns its kind. */
function checkKinds(
  field: FormField,
  before: readonly FormField[],
  unsound: readonly LogicPart[],
  attempt: Attempt,
): FormField {
  const { relevant, calculation, constraint } = field;
  const fieldOf = (name: string): FormField => {
    const found =
      name === SELF || name === settled.name ? settled : before.find((other) => other.name === name);
    if (!found) throw new LogicFault(`names ${name}, which is no field of this form`);
    return found;
  };
  /** Whether a part leads to a calculate that comes to nobody knows what: that one's fault is told already. */
  const isOpen = (part: LogicPart): boolean =>
    unsound.includes(part) ||
    namesIn(field, part).some(
      ({ name }) => fieldOf(name).type === 'calculate' && fieldOf(name).kind === null,
    );
  let settled = field;
  if (calculation && !isOpen('calculation')) {
    settled = { ...field, kind: attempt('calculation', () => kindOfCalculation(calculation, fieldOf)) };
  }
  if (relevant && !isOpen('relevant')) attempt('relevant', () => checkCondition(relevant, fieldOf));
  if (constraint && !isOpen('constraint')) attempt('constraint', () => checkCondition(constraint, fieldOf));
  return settled;
}
