import { isDay, type JsonField } from '@galley/dataset';
import { Invalid, isUuid, PageQuery, Prisma, type GalleyError } from '@galley/platform';
import type { EntityShape } from '../shape/record-shape.js';
import { column, tableOf } from '../statements/names.js';
import { visibleCell } from '../statements/select-records.js';
import { FieldFault } from '../values/field-fault.js';
import { readText } from '../values/read-text.js';
import type { PlainField } from '../values/read-value.js';

/** Documents are looked at as a whole: no list is narrowed by what stands in them. */
type FilterField = Exclude<PlainField, JsonField>;

/** One thing to filter by: what the address calls it, and what it is compared with. */
export interface ListFilter {
  readonly name: string;
  readonly field: FilterField;
  /** The cell of `t`, or of the record that a reference names. */
  readonly cell: Prisma.Sql;
  /** Of the column, so that a text from the address is compared as what it means. */
  readonly type: string;
}

const OPERATORS = { gte: '>=', gt: '>', lte: '<=', lt: '<', ne: 'is distinct from' } as const;
const ORDERED = new Set<string>(['integer', 'decimal', 'date', 'timestamp']);
const TYPES: Readonly<Record<FilterField['kind'], string>> = {
  text: 'text',
  choice: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  date: 'date',
  timestamp: 'timestamptz',
  boolean: 'boolean',
  uuid: 'uuid',
};
const MAX_VALUES = 200;
const MAX_SEARCH = 100;
const LIMIT = /^[1-9]\d{0,2}$/;
const MAX_LIMIT = 200;
const MAX_CURSOR = 500;
const PAGE = ['limit', 'cursor', 'sort'] as const;

/** What a list of this entity can be filtered by. */
export function filtersOf({ plain, references }: EntityShape): readonly ListFilter[] {
  const example = { label: '', example: '' };
  const filter = (name: string, field: FilterField, cell = visibleCell({ name, field })): ListFilter => ({
    name,
    field,
    cell,
    type: TYPES[field.kind],
  });
  return [
    ...references.flatMap((reference) => {
      const { name, key_name, column: own, target, field } = reference;
      const key: FilterField = { ...example, kind: 'text', max_length: MAX_VALUES, label: field.label };
      return [
        filter(own, { ...example, kind: 'uuid', label: field.label }),
        filter(
          key_name,
          key,
          Prisma.sql`(select o.${column(field.by)} from ${tableOf(target)} o where o.id = t.${column(`${name}_id`)})`,
        ),
      ];
    }),
    ...plain.flatMap(({ name, field }) =>
      field.write_only || field.kind === 'json' ? [] : [filter(name, field)],
    ),
    filter('updated_at', { ...example, kind: 'timestamp', label: 'Last change' }),
  ];
}

/** The suffixes in brackets that a filter takes beside plain equality. */
export function operatorsOf({ field, name }: ListFilter): readonly (keyof typeof OPERATORS)[] {
  if (ORDERED.has(field.kind)) return ['gte', 'gt', 'lte', 'lt'];
  return name.endsWith('_id') || field.kind === 'choice' ? ['ne'] : [];
}

export interface ListWish {
  readonly page: PageQuery;
  readonly conditions: readonly Prisma.Sql[];
}

/**
 * The query of a list, checked. Instants may be compared with days, which then are those of the caller's zone.
 * Throws `invalid` (422) for a parameter that is unknown or makes no sense.
 */
export function readListQuery(
  shape: EntityShape,
  query: Readonly<Record<string, unknown>>,
  timezone: string,
): ListWish {
  const page = new PageQuery();
  const conditions: Prisma.Sql[] = [];
  const filters = new Map<string, (texts: readonly string[]) => Prisma.Sql>();
  for (const filter of filtersOf(shape)) {
    filters.set(filter.name, (texts) => equals(filter, texts, timezone));
    for (const operator of operatorsOf(filter)) {
      const name = `${filter.name}[${operator}]`;
      filters.set(name, (texts) => compared(filter, name, operator, texts, timezone));
    }
  }
  for (const [name, given] of Object.entries(query)) {
    const texts = [given].flat().filter((text) => typeof text === 'string');
    const filter = filters.get(name);
    if (filter) conditions.push(filter(texts));
    else if (name === 'q' && shape.entity.search.length > 0) conditions.push(found(shape, only(name, texts)));
    else if ((PAGE as readonly string[]).includes(name)) readPage(page, name, only(name, texts));
    else throw refusal(name, `unknown parameter ${name}`);
  }
  return { page, conditions };
}

function readPage(page: PageQuery, name: string, text: string): void {
  if (name === 'sort') page.sort = text;
  else if (name === 'cursor') {
    if (text.length > MAX_CURSOR) throw refusal(name, 'is not the next_cursor of a page with this sort');
    page.cursor = text;
  } else {
    if (!LIMIT.test(text) || Number(text) > MAX_LIMIT) throw refusal(name, `must be from 1 to ${MAX_LIMIT}`);
    page.limit = Number(text);
  }
}

/** One value, or one of several when the parameter is repeated. */
function equals(filter: ListFilter, texts: readonly string[], timezone: string): Prisma.Sql {
  if (texts.length > MAX_VALUES) throw refusal(filter.name, `may stand ${MAX_VALUES} times at most`);
  const { cell, field, type } = filter;
  if (field.kind !== 'timestamp') {
    const values = texts.map((text) => valueOf(filter, filter.name, text));
    return Prisma.sql`${cell} = any (${values}::${Prisma.raw(type)}[])`;
  }
  const within = texts.map((text) => {
    const { from, to } = spanOf(filter, filter.name, text, timezone);
    return Prisma.sql`(${cell} >= ${from} and ${cell} < ${to})`;
  });
  return Prisma.sql`(${Prisma.join([Prisma.sql`false`, ...within], ' or ')})`;
}

function compared(
  filter: ListFilter,
  name: string,
  operator: keyof typeof OPERATORS,
  texts: readonly string[],
  timezone: string,
): Prisma.Sql {
  const text = only(name, texts);
  const { cell, field, type } = filter;
  if (field.kind !== 'timestamp') {
    const value = valueOf(filter, name, text);
    return Prisma.sql`${cell} ${Prisma.raw(OPERATORS[operator])} ${value}::${Prisma.raw(type)}`;
  }
  // What is after a span is after its end, what is up to it is before that.
  const { from, to } = spanOf(filter, name, text, timezone);
  const bound = operator === 'gt' || operator === 'lte' ? to : from;
  return Prisma.sql`${cell} ${Prisma.raw(operator.startsWith('g') ? '>=' : '<')} ${bound}`;
}

/** What an instant in an address stands for: a day of the zone, or the millisecond that answers show of what is kept exactly. */
function spanOf(
  filter: ListFilter,
  name: string,
  text: string,
  timezone: string,
): { readonly from: Prisma.Sql; readonly to: Prisma.Sql } {
  if (isDay(text)) {
    return {
      from: Prisma.sql`(${text}::date::timestamp at time zone ${timezone})`,
      to: Prisma.sql`((${text}::date + 1)::timestamp at time zone ${timezone})`,
    };
  }
  const instant = Prisma.sql`${valueOf(filter, name, text)}::timestamptz`;
  return { from: instant, to: Prisma.sql`${instant} + interval '1 millisecond'` };
}

function valueOf({ field }: ListFilter, name: string, text: string): string {
  if (field.kind === 'uuid') {
    if (!isUuid(text)) throw refusal(name, 'must be a UUID');
    return text;
  }
  const value = readText(field, text);
  if (value instanceof FieldFault) throw refusal(name, value.says);
  return String(value);
}

/** Every column that `q` looks into, whatever the case of its letters. */
function found({ entity }: EntityShape, text: string): Prisma.Sql {
  if (text.length > MAX_SEARCH) throw refusal('q', `must have at most ${MAX_SEARCH} characters`);
  const part = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const places = entity.search.map((name) => Prisma.sql`t.${column(name)} ilike ${part}`);
  return Prisma.sql`(${Prisma.join(places, ' or ')})`;
}

function only(name: string, texts: readonly string[]): string {
  const [text = ''] = texts;
  if (texts.length > 1) throw refusal(name, 'stands more than once');
  return text;
}

function refusal(name: string, detail: string): GalleyError {
  return Invalid.error(`The parameter ${name.slice(0, 100)} is not valid.`, {
    errors: [{ pointer: name.slice(0, 100), detail }],
  });
}
