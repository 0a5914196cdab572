import type {
  ChoiceField,
  ConstraintWords,
  DecimalField,
  IntegerField,
  PlainField,
  RecordEntity,
  RecordFields,
  RecordRule,
  RecordValue,
  ReferenceField,
  TextField,
} from '@galley/dataset';

type Example = RecordValue;
type More<Field> = Partial<Omit<Field, 'kind' | 'label' | 'example'>>;

export function text(label: string, max_length: number, example: Example, more?: More<TextField>): TextField {
  return { kind: 'text', label, max_length, example, ...more };
}

/** A code that people give: it may stand in addresses and file names. */
export function code(label: string, example: string): TextField {
  const pattern = {
    source: '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._/ -]*[\\p{L}\\p{N}])?',
    says: 'must be letters, digits and . _ / - between them',
  };
  return text(label, 50, example, { required: true, pattern });
}

export function currency(): TextField {
  const pattern = { source: '[A-Z]{3}', says: 'must be the three letters of ISO 4217, such as USD' };
  return text('Currency', 3, 'USD', { required: true, pattern });
}

/** An amount of money: two decimals. */
export function money(label: string, example: Example, more?: More<DecimalField>): DecimalField {
  return { kind: 'decimal', label, precision: 18, scale: 2, example, ...more };
}

/** A price, rate or quantity: six decimals. */
export function quantity(label: string, example: Example, more?: More<DecimalField>): DecimalField {
  return { kind: 'decimal', label, precision: 18, scale: 6, example, ...more };
}

export function whole(label: string, example: Example, more?: More<IntegerField>): IntegerField {
  return { kind: 'integer', label, example, ...more };
}

export function choice(
  label: string,
  choices: readonly string[],
  example: Example,
  more?: More<ChoiceField>,
): ChoiceField {
  return { kind: 'choice', label, choices, example, ...more };
}

export function date(label: string, example: Example, more?: More<PlainField>): PlainField {
  return { kind: 'date', label, example, ...more };
}

export function timestamp(label: string, example: Example, more?: More<PlainField>): PlainField {
  return { kind: 'timestamp', label, example, ...more };
}

export function flag(label: string, example: Example, more?: More<PlainField>): PlainField {
  return { kind: 'boolean', label, example, ...more };
}

/** Two days of which the second, where there is one, is not earlier. */
export function inOrder(first: string, last: string): RecordRule {
  return {
    field: last,
    says: `must not be before ${first}`,
    holds: ({ [first]: from = null, [last]: to = null }) =>
      from === null || to === null || String(to) >= String(from),
  };
}

/** Two instants of which the second, where there is one, is later; or at least as late. */
export function later(first: string, last: string, { orAt = false } = {}): RecordRule {
  return {
    field: last,
    says: orAt ? `must not be before ${first}` : `must be after ${first}`,
    holds: ({ [first]: from = null, [last]: to = null }) => {
      if (from === null || to === null) return true;
      const difference = Date.parse(String(to)) - Date.parse(String(from));
      return orAt ? difference >= 0 : difference > 0;
    },
  };
}

/** The project that a record belongs to, named by the caller. */
export const PROJECT: ReferenceField = { ...project(), required: true };

/** The project that a record belongs to because its contract or meter does. */
export const PROJECT_OF_IT: ReferenceField = { ...project(), read_only: true };

/** The contract, and with it the project. */
export const CONTRACT: ReferenceField = { ...contract(), required: true };

/** A contract of the project that stands beside it. */
export const CONTRACT_OF_PROJECT: ReferenceField = contract();

function project(): ReferenceField {
  return { kind: 'reference', label: 'Project', to: 'projects', by: 'code', example: 'SUNFIELD' };
}

function contract(): ReferenceField {
  return {
    kind: 'reference',
    label: 'Contract',
    to: 'contracts',
    by: 'code',
    carries: ['project_id'],
    example: 'SUNFIELD-PPA',
  };
}

interface Declared extends Omit<RecordEntity, 'area' | 'schema' | 'constraints'> {
  readonly fields: RecordFields;
  /** By the name of the constraint without its table. */
  readonly says?: Readonly<Record<string, readonly [field: string, says: string]>>;
}

/** What all entities of energy have in common. */
export function energyRecord({ says = {}, ...declared }: Declared): RecordEntity {
  return {
    area: 'energy',
    schema: 'energy',
    ...declared,
    constraints: constraintWords(declared.table, says),
  };
}

export function constraintWords(
  table: string,
  says: Readonly<Record<string, readonly [field: string, says: string]>>,
): ConstraintWords {
  return Object.fromEntries(
    Object.entries(says).map(([name, [field, words]]) => [`${table}_${name}`, { field, says: words }]),
  );
}
