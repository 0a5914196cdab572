import type { DatasetRequest, Json } from '@galley/dataset';
import type { DialogField } from '@galley/template';

type Filters = Readonly<Record<string, Json>>;

/**
 * A request in which fields of a form are conditions on their columns. The registered source of a report that is being
 * designed does not know its form; that of the finished template does.
 */
export function withPlainFilters(request: DatasetRequest, fields: readonly DialogField[]): DatasetRequest {
  const { filters } = request;
  if (!filters) return request;
  const plain = fields.flatMap((field) => conditionOf(field, filters[field.name]));
  const others = Object.entries(filters).filter(([name]) => !fields.some((field) => isOn(field, name)));
  const conditions = [...plain, ...(others.length > 0 ? [Object.fromEntries(others)] : [])];
  return { ...request, filters: conditions.length === 0 ? {} : { AND: conditions } };
}

function isOn({ name, column }: DialogField, key: string): boolean {
  return name === key && column !== null;
}

/** As micro-data reads a field: a list means any of its values, whatever single value the field stands for. */
function conditionOf({ column, operator }: DialogField, value: Json | undefined): Filters[] {
  if (column === null || isBlank(value)) return [];
  if (Array.isArray(value)) {
    return [{ [column]: { [operator === 'not' || operator === 'notIn' ? 'notIn' : 'in']: value } }];
  }
  if (typeof value === 'object') return [{ [column]: value }];
  const isList = operator === 'in' || operator === 'notIn';
  return [{ [column]: { [operator ?? 'equals']: isList ? [value] : value } }];
}

function isBlank(value: Json | undefined): value is undefined | null {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
