import type { Json } from '@galley/dataset';
import type { DialogField } from '@galley/template';
import type { SourceColumn } from '../../catalog/source-column.js';
import { isBlank, meaningOf } from '../filters/dialog-filter.js';
import type { FilterPolicy } from '../kinds/source-kind.js';

type Filters = Readonly<Record<string, Json>>;

export interface ApplicableFilters {
  readonly filters: Filters;
  /** Names of those that the source has no use for: reported, so that nothing is silently missing. */
  readonly ignored: readonly string[];
}

/** The filters that fill no parameter and can be conditions on the rows. Combinations are conditions or refused. */
export function applicableFilters(
  policy: FilterPolicy,
  filters: Filters,
  fields: readonly DialogField[],
  columns: readonly SourceColumn[],
): ApplicableFilters {
  if (policy === 'refuse-unknown') return { filters, ignored: [] };
  const isKnown = (key: string): boolean => {
    if (policy === 'ignore-all') return false;
    if (key === 'AND' || key === 'OR' || key === 'NOT') return true;
    if (columns.some(({ name }) => name === key)) return true;
    const field = fields.find(({ name }) => name === key);
    return field !== undefined && meaningOf(field, columns) !== null;
  };
  const entries = Object.entries(filters).filter(([, value]) => !isBlank(value));
  return {
    filters: Object.fromEntries(Object.entries(filters).filter(([key]) => isKnown(key))),
    ignored: entries.flatMap(([key]) => (isKnown(key) ? [] : [key])),
  };
}
