import type { Json } from '@galley/dataset';

export const FIELD_TYPES = ['text', 'number', 'date', 'datetime', 'boolean', 'lookup', 'select'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Operators a field may stand for; the filter grammar of micro-data. */
export const FIELD_OPERATORS = [
  'equals',
  'not',
  'in',
  'notIn',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'startsWith',
  'endsWith',
] as const;
export type FieldOperator = (typeof FIELD_OPERATORS)[number];

/** Where the choices of a lookup field come from: a dataset source, its value column and its label column. */
export interface Lookup {
  readonly source: string;
  readonly field: string | null;
  readonly label: string | null;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One input of the parameter form, whichever form it was written in. */
export interface DialogField {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** As written: a relative date is still relative. Null = none. */
  readonly default: Json;
  readonly lookup: Lookup | null;
  /** Choices of a `select`. */
  readonly options: readonly Choice[];
  /** Fields whose values narrow this one's lookup. */
  readonly depends_on: readonly string[];
  readonly multiple: boolean;
  /** Column and operator the field stands for; null = the column of its own name, equals. */
  readonly column: string | null;
  readonly operator: FieldOperator | null;
  readonly help: string | null;
}

/** The parameter form of a template. */
export interface Dialog {
  readonly fields: readonly DialogField[];
}
