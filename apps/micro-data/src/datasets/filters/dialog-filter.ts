import type { Json } from '@galley/dataset';
import type { DialogField } from '@galley/template';
import type { SourceColumn } from '../../catalog/source-column.js';

/** The column and operator that a dialog field stands for. */
export interface FieldMeaning {
  readonly column: SourceColumn;
  readonly operator: string;
}

/**
 * What a dialog field filters: what it says itself, else what its name says. `date_from`/`DateTo` bound the column before
 * the suffix, or the first date of the source when that is just "date"; `vendor_ids` lists values of `vendor_id`.
 * Null: the source has no such column.
 */
export function meaningOf(field: DialogField, columns: readonly SourceColumn[]): FieldMeaning | null {
  const find = (name: string): SourceColumn | undefined => columns.find((column) => column.name === name);
  const snake = snakeCase(field.name);
  const bound = /^(.*?)_?(from|to|start|end|since|until|min|max)$/.exec(snake);
  const explicit = field.column === null ? undefined : find(field.column);
  if (field.column !== null && !explicit) return null;
  const direct = explicit ?? find(field.name) ?? find(snake);
  if (direct) {
    const isBound = bound !== null && explicit !== undefined;
    return { column: direct, operator: field.operator ?? (isBound ? boundOperator(bound[2]) : 'equals') };
  }
  if (bound) {
    const column = boundedColumn(bound[1] ?? '', columns);
    if (column) return { column, operator: field.operator ?? boundOperator(bound[2]) };
  }
  const singular = find(snake.replace(/ies$/, 'y')) ?? find(snake.replace(/s$/, ''));
  return singular ? { column: singular, operator: field.operator ?? 'equals' } : null;
}

/** An empty field filters nothing. */
export function isBlank(value: Json): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function boundedColumn(base: string, columns: readonly SourceColumn[]): SourceColumn | undefined {
  const isDated = (column: SourceColumn): boolean => column.type === 'date' || column.type === 'timestamp';
  const named = columns.find(
    ({ name }) => base !== '' && [base, `${base}_date`, `${base}_at`, `${base}_on`].includes(name),
  );
  if (named) return named;
  if (base !== '' && base !== 'date' && base !== 'period') return undefined;
  return columns.find(({ type }) => type === 'date') ?? columns.find(isDated);
}

function boundOperator(word: string | undefined): string {
  return ['from', 'start', 'since', 'min'].includes(word ?? '') ? 'gte' : 'lte';
}

function snakeCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}
