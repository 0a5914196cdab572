import type { Aggregate, Column, ColumnType } from '@galley/dataset';
import type { FieldType } from '@galley/template';

/** Operators that a filter of a design may have: those of a form's field, and a range that is asked for as two fields. */
export const FILTER_OPERATORS = [
  'equals',
  'not',
  'in',
  'notIn',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'contains',
  'startsWith',
  'endsWith',
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** When a highlight marks a cell; `null` and `notNull` ask whether there is a value. */
export const HIGHLIGHT_OPERATORS = [
  'equals',
  'not',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'null',
  'notNull',
] as const;
export type HighlightOperator = (typeof HIGHLIGHT_OPERATORS)[number];

/** What a report can do with a column. */
export interface ColumnAbilities {
  readonly filter_operators: readonly FilterOperator[];
  /** How a form may ask for a value of it, the natural way first. */
  readonly filter_types: readonly FieldType[];
  readonly is_groupable: boolean;
  readonly is_sortable: boolean;
  readonly aggregates: readonly Aggregate[];
  readonly chart_roles: readonly ('category' | 'value')[];
  /** Named formats that suit it; patterns are possible besides. */
  readonly formats: readonly string[];
  readonly highlight_operators: readonly HighlightOperator[];
}

const SAME: readonly FilterOperator[] = ['equals', 'not', 'in', 'notIn'];
const ORDER: readonly FilterOperator[] = ['lt', 'lte', 'gt', 'gte', 'between'];
const COUNTS: readonly Aggregate[] = ['count', 'count_distinct'];
const EMPTY: readonly HighlightOperator[] = ['null', 'notNull'];
const COMPARED: readonly HighlightOperator[] = ['equals', 'not', 'lt', 'lte', 'gt', 'gte', ...EMPTY];

const PLAIN = { is_groupable: true, is_sortable: true, chart_roles: ['category'] } as const;

const NUMBER: ColumnAbilities = {
  ...PLAIN,
  filter_operators: [...SAME, ...ORDER],
  filter_types: ['number', 'select', 'lookup'],
  aggregates: ['sum', 'avg', 'min', 'max', ...COUNTS],
  chart_roles: ['value', 'category'],
  formats: ['money', 'quantity', 'integer', 'percent'],
  highlight_operators: COMPARED,
};

const DAY: ColumnAbilities = {
  ...PLAIN,
  filter_operators: [...SAME, ...ORDER],
  filter_types: ['date'],
  aggregates: ['min', 'max', ...COUNTS],
  formats: ['date'],
  highlight_operators: COMPARED,
};

/** The same rules by which micro-data takes filters, totals and orders of a column of this type. */
const BY_TYPE: Readonly<Record<ColumnType, ColumnAbilities>> = {
  string: {
    ...PLAIN,
    filter_operators: [...SAME, 'contains', 'startsWith', 'endsWith', ...ORDER],
    filter_types: ['text', 'select', 'lookup'],
    aggregates: ['min', 'max', ...COUNTS],
    formats: ['text'],
    highlight_operators: ['equals', 'not', 'contains', ...EMPTY],
  },
  integer: NUMBER,
  decimal: NUMBER,
  date: DAY,
  timestamp: { ...DAY, filter_types: ['datetime', 'date'], formats: ['datetime', 'date', 'time'] },
  boolean: {
    ...PLAIN,
    filter_operators: ['equals', 'not'],
    filter_types: ['boolean'],
    aggregates: COUNTS,
    formats: ['boolean'],
    highlight_operators: ['equals', ...EMPTY],
  },
  uuid: {
    ...PLAIN,
    filter_operators: SAME,
    filter_types: ['text', 'lookup'],
    aggregates: COUNTS,
    formats: ['text'],
    highlight_operators: EMPTY,
  },
  json: {
    filter_operators: [],
    filter_types: [],
    is_groupable: false,
    is_sortable: false,
    aggregates: ['count'],
    chart_roles: [],
    formats: ['text'],
    highlight_operators: EMPTY,
  },
};

/** What layouts can name; a column called otherwise is there for other readers. */
const NAMEABLE = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

export function isNameable({ name }: Pick<Column, 'name'>): boolean {
  return NAMEABLE.test(name);
}

export function abilitiesOf({ type }: Pick<Column, 'type'>): ColumnAbilities {
  return BY_TYPE[type];
}
