import type { Column, Json, ParamType } from '@galley/dataset';
import type { DialogField, FieldOperator, FieldType, Lookup } from '@galley/template';
import { abilitiesOf } from './column-abilities.js';
import type { BuildableSource } from './buildable-source.js';
import type { DesignFilter } from './design-filters.js';
import { columnNamed } from './find-column.js';

/** A field of the form that a filter becomes, and which filter it is of. */
export interface FilterField extends DialogField {
  readonly filter: number;
}

type Param = BuildableSource['params'][number];
type Asked = Pick<DialogField, 'type' | 'lookup' | 'options'>;

const PARAM_FIELDS: Readonly<Record<string, FieldType>> = {
  date: 'date',
  timestamp: 'datetime',
  int: 'number',
  numeric: 'number',
  bool: 'boolean',
};
/** How a source's own form asks is no answer to a question of another kind. */
const CHOSEN = ['equals', 'not', 'in', 'notIn'];

/** The parameter that a filter fills; parameters come before columns of the same name. */
export function paramOf(filter: DesignFilter, source: BuildableSource): Param | undefined {
  return source.params.find((param) => param.filter === filter.column);
}

/** How a filter is asked for: as it says, else as the source's own form asks, else by the type of its column. */
export function askedFor(filter: DesignFilter, source: BuildableSource): Asked {
  const param = paramOf(filter, source);
  const column = param ? undefined : columnNamed(source.columns, filter.column);
  const own = ownField(filter, source);
  const natural = param
    ? fieldTypeOf(param.type)
    : column
      ? (abilitiesOf(column).filter_types[0] ?? 'text')
      : 'text';
  const type = filter.type ?? (own && CHOSEN.includes(filter.operator ?? 'equals') ? own.type : natural);
  const isOwn = own?.type === type;
  return {
    type,
    lookup: type === 'lookup' ? lookupOf(filter, source, isOwn ? own.lookup : null) : null,
    options: type === 'select' ? (filter.options ?? (isOwn ? own.options : [])) : [],
  };
}

/** The fields of the form, in the order of the filters; of filters without faults. */
export function filterFields(filters: readonly DesignFilter[], source: BuildableSource): FilterField[] {
  const taken = new Set(source.params.map(({ filter }) => filter));
  return filters.flatMap((filter, index) => {
    const param = paramOf(filter, source);
    if (param) return [{ ...fieldOf(filter, source), filter: index, name: param.filter }];
    const column = columnNamed(source.columns, filter.column);
    if (!column) return [];
    const field = { ...fieldOf(filter, source, column), filter: index, column: column.name };
    const named = (name: string): string => free(name, taken);
    if (filter.operator !== 'between') {
      const operator = filter.operator ?? (field.multiple ? 'in' : 'equals');
      return [{ ...field, operator, name: named(column.name + suffixOf(operator)) }];
    }
    const [from = null, to = null] = Array.isArray(filter.default) ? (filter.default as Json[]) : [];
    return [
      {
        ...field,
        name: named(`${column.name}_from`),
        label: `${field.label} from`,
        operator: 'gte' as const,
        default: from,
      },
      {
        ...field,
        name: named(`${column.name}_to`),
        label: `${field.label} to`,
        operator: 'lte' as const,
        default: to,
      },
    ];
  });
}

function fieldOf(
  filter: DesignFilter,
  source: BuildableSource,
  column?: Column,
): Omit<FilterField, 'filter'> {
  const param = paramOf(filter, source);
  const isNeeded = param !== undefined && !param.nullable && param.default === null;
  return {
    ...askedFor(filter, source),
    name: filter.column,
    label: filter.label ?? column?.label ?? ownField(filter, source)?.label ?? humanized(filter.column),
    required: filter.required ?? (isNeeded && (filter.default ?? null) === null),
    default: filter.default ?? param?.default ?? null,
    depends_on: [],
    multiple: isMultiple(filter, param),
    column: null,
    operator: null,
    help: null,
  };
}

/** Whether several values may be given. */
export function isMultiple({ multiple, operator }: DesignFilter, param: Param | undefined): boolean {
  if (param) return param.type.endsWith('[]');
  return multiple ?? (operator === 'in' || operator === 'notIn');
}

export function fieldTypeOf(type: ParamType): FieldType {
  return PARAM_FIELDS[type.replace('[]', '')] ?? 'text';
}

/** The field by which the source's own form asks for the same column or parameter. */
function ownField({ column }: DesignFilter, { fields }: BuildableSource): DialogField | undefined {
  return (
    fields.find((field) => field.name === column) ??
    fields.find((field) => field.column === column && (field.type === 'lookup' || field.type === 'select'))
  );
}

/** The values that the column itself has, where nobody says a better place. */
function lookupOf(filter: DesignFilter, source: BuildableSource, own: Lookup | null): Lookup {
  const { lookup } = filter;
  if (lookup) return { source: lookup.source, field: lookup.field ?? null, label: lookup.label ?? null };
  return own ?? { source: source.name, field: filter.column, label: filter.column };
}

function suffixOf(operator: FieldOperator): string {
  if (operator === 'gte' || operator === 'gt') return '_from';
  return operator === 'lte' || operator === 'lt' ? '_to' : '';
}

/** A field's name that no other field has: it begins with a letter, and has at most 63. */
function free(wished: string, taken: Set<string>): string {
  const name = wished.replace(/^_+/, '') || 'field';
  const base = name.slice(0, 58);
  let one = name.length <= 63 ? name : base;
  for (let count = 2; taken.has(one); count++) one = `${base}_${count}`;
  taken.add(one);
  return one;
}

/** `as_of` → `As of`. */
function humanized(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
