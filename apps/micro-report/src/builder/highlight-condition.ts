import { isDay, type Column, type Json } from '@galley/dataset';
import { abilitiesOf, type HighlightOperator } from './column-abilities.js';
import type { DesignHighlight } from './design-columns.js';
import type { DesignFault } from './design-fault.js';
import { columnNamed, noSuchColumn } from './find-column.js';

const SIGNS: Readonly<Record<string, string>> = {
  equals: '==',
  not: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};
const NUMBER = /^-?\d{1,30}(\.\d{1,20})?$/;
const MAX_TEXT = 500;

/** What is wrong with a highlight of a column; `at` is where it stands in the design. */
export function highlightFaults(
  highlight: DesignHighlight,
  column: Column,
  columns: readonly Column[],
  at: string,
): DesignFault[] {
  const { operator, value, value_column } = highlight;
  const fault = (key: string, detail: string): DesignFault => ({ pointer: `${at}/${key}`, detail });
  const faults = hasLook(highlight)
    ? []
    : [{ pointer: at, detail: 'needs a look: color, fill, bold or italic' }];
  const known = abilitiesOf(column).highlight_operators;
  if (!known.includes(operator)) {
    return [
      ...faults,
      fault('operator', `does not suit a column of type ${column.type}; possible are ${known.join(', ')}`),
    ];
  }
  if (asksForNull(operator)) {
    return isGiven(value) || value_column
      ? [...faults, fault('value', `is not taken by the operator ${operator}`)]
      : faults;
  }
  if (isGiven(value) === Boolean(value_column)) {
    return [...faults, fault('value', 'is needed, or value_column; one of the two')];
  }
  if (value_column) {
    const other = columnNamed(columns, value_column);
    if (!other) return [...faults, fault('value_column', noSuchColumn(columns, value_column))];
    if (kindOf(other) === kindOf(column)) return faults;
    return [...faults, fault('value_column', `is ${other.type}, and "${column.name}" is ${column.type}`)];
  }
  return literalOf(column, value ?? null) === null
    ? [...faults, fault('value', `is no value to compare a column of type ${column.type} with`)]
    : faults;
}

/**
 * The condition as layouts write it; of a highlight without faults. A cell without a value fulfils no comparison, as in
 * SQL: layouts alone would take it for nothing, which is less than one.
 */
export function highlightCondition(
  { operator, value, value_column }: DesignHighlight,
  column: Column,
): string {
  const cell = `[${column.name}]`;
  if (operator === 'null') return `${cell} == null`;
  if (operator === 'notNull') return `${cell} != null`;
  const other = value_column ? `[${value_column}]` : literalOf(column, value ?? null);
  const both = value_column ? `${cell} != null && ${other} != null` : `${cell} != null`;
  if (operator === 'contains') return `${both} && Contains(${cell}, ${other})`;
  return `${both} && ${cell} ${SIGNS[operator]} ${other}`;
}

function asksForNull(operator: HighlightOperator): boolean {
  return operator === 'null' || operator === 'notNull';
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}

function hasLook({ color, fill, bold, italic }: DesignHighlight): boolean {
  return Boolean(color) || Boolean(fill) || Boolean(bold) || Boolean(italic);
}

/** Columns of one kind can be compared with one another. */
function kindOf({ type }: Column): string {
  if (type === 'integer' || type === 'decimal') return 'number';
  return type === 'timestamp' ? 'date' : type;
}

/** A value as an expression writes it; null when the column cannot be compared with it. */
function literalOf(column: Column, value: Json): string | null {
  const kind = kindOf(column);
  if (kind === 'boolean') return typeof value === 'boolean' ? String(value) : null;
  if (kind === 'number') {
    const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    return NUMBER.test(text) ? text : null;
  }
  if (typeof value !== 'string' || value.length > MAX_TEXT) return null;
  if (kind === 'date') {
    if (value === 'today') return '[Date]';
    return isDay(value) ? quoted(value) : null;
  }
  return quoted(value);
}

/** A text that nothing in it ends early: what is no plain letter is written by its code. */
function quoted(text: string): string {
  const escaped = text.replace(
    /[^ -~]|["\\[\]]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
