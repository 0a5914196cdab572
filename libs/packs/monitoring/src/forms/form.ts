import type { CalculationNode } from './calculation/calculation-tree.js';
import type { FieldType, ValueKind } from './answer.js';
import type { Condition } from './condition.js';

/** How answers become a value of an indicator. */
export const INDICATOR_AGGREGATES = ['sum', 'count', 'count_distinct', 'avg'] as const;
export type IndicatorAggregate = (typeof INDICATOR_AGGREGATES)[number];

/** A field as it is stored: its logic is unread. */
export interface StoredField {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** `[{value, label}]`. */
  readonly options: unknown;
  readonly relevant: unknown;
  readonly constraint: unknown;
  readonly constraint_message: string | null;
  readonly calculation: string | null;
  readonly indicator_aggregate: IndicatorAggregate | null;
}

/** A field whose logic was read. */
export interface FormField {
  readonly name: string;
  readonly type: FieldType;
  /** Of its answers; null = it has none that anything could be said of. */
  readonly kind: ValueKind | null;
  readonly required: boolean;
  /** Values that may be selected, in their order. */
  readonly options: readonly string[];
  readonly relevant: Condition | null;
  readonly constraint: Condition | null;
  readonly constraint_message: string | null;
  readonly calculation: CalculationNode | null;
}

/** A form whose fields refer to earlier fields only: it is evaluated from its first to its last. */
export interface Form {
  readonly fields: readonly FormField[];
}

/** What is wrong with a form, and where: `/fields/3/relevant/all/0`. */
export interface FormFault {
  readonly pointer: string;
  readonly detail: string;
}

/** Parts of a field that refer to others. */
export const LOGIC = ['relevant', 'constraint', 'calculation'] as const;
export type LogicPart = (typeof LOGIC)[number];
