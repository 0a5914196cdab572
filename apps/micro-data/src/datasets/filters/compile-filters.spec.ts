import type { ColumnType, Json } from '@galley/dataset';
import { GalleyError } from '@galley/platform';
import type { DialogField } from '@galley/template';
import { OID } from '../../catalog/column-types.js';
import { sourceColumn } from '../../catalog/source-column.js';
import { compileFilters } from './compile-filters.js';

const column = (name: string, dataTypeID: number) => sourceColumn({ name, dataTypeID, dataTypeModifier: -1 });
const columns = [
  column('sku', OID.text),
  column('status', 90_000),
  column('qty', OID.int4),
  column('value', OID.numeric),
  column('issued', OID.date),
  column('issued_at', OID.timestamptz),
  column('local_at', OID.timestamp),
  column('is_open', OID.bool),
  column('id', OID.uuid),
  column('vendor_id', OID.int4),
  column('data', OID.jsonb),
];
const field = (name: string, more: Partial<DialogField> = {}): DialogField => ({
  name,
  label: name,
  type: 'text',
  required: false,
  default: null,
  lookup: null,
  options: [],
  depends_on: [],
  multiple: false,
  column: null,
  operator: null,
  help: null,
  ...more,
});
const fields = [
  field('date_from'),
  field('date_to'),
  field('vendor_ids'),
  field('Search', { column: 'sku', operator: 'contains' }),
  field('IssuedTo', { column: 'issued_at' }),
];

function compile(filters: Record<string, Json>): { text: string; values: readonly unknown[] } | null {
  return compileFilters(filters, { columns, fields, hasUnicodeCollation: false });
}

const CONDITIONS: readonly [string, Record<string, Json>, string, unknown[]][] = [
  ['a value is equals', { sku: 'A' }, '"s"."sku" = $1::text', ['A']],
  ['a list is in', { sku: ['A', 'B'] }, '"s"."sku" = any($1::text[])', [['A', 'B']]],
  ['null is "is null"', { sku: null }, '"s"."sku" is null', []],
  ['an empty list of a column matches nothing', { sku: [] }, 'false', []],
  ['an empty notIn matches everything', { sku: { notIn: [] } }, 'true', []],
  ['a null in a list', { qty: [1, null] }, '("s"."qty" = any($1::bigint[]) or "s"."qty" is null)', [['1']]],
  [
    'keys are anded',
    { sku: 'A', qty: { gt: 0 } },
    '("s"."sku" = $1::text and "s"."qty" > $2::bigint)',
    ['A', '0'],
  ],
  [
    'between is inclusive',
    { value: { between: [1, '2.50'] } },
    '("s"."value" >= $1::numeric and "s"."value" <= $2::numeric)',
    ['1', '2.50'],
  ],
  ['wildcards are literal', { sku: { contains: '50%_\\' } }, '"s"."sku" like $1::text', ['%50\\%\\_\\\\%']],
  ['startsWith', { sku: { startsWith: 'A' } }, '"s"."sku" like $1::text', ['A%']],
  [
    'endsWith, insensitive',
    { sku: { endsWith: 'z', mode: 'insensitive' } },
    '"s"."sku" ilike $1::text',
    ['%z'],
  ],
  [
    'equals, insensitive',
    { sku: { equals: 'a', mode: 'insensitive' } },
    'lower("s"."sku") = lower($1::text)',
    ['a'],
  ],
  ['other types compare as text', { status: 'open' }, '"s"."status"::text = $1::text', ['open']],
  ['not a value', { sku: { not: 'A' } }, 'not ("s"."sku" = $1::text)', ['A']],
  ['not null', { sku: { not: null } }, '"s"."sku" is not null', []],
  ['isNull', { data: { isNull: true } }, '"s"."data" is null', []],
  ['OR', { OR: [{ sku: 'A' }, { sku: null }] }, '("s"."sku" = $1::text or "s"."sku" is null)', ['A']],
  ['an empty OR matches nothing', { OR: [] }, 'false', []],
  [
    'NOT',
    { NOT: { sku: 'A', qty: 1 } },
    'not (("s"."sku" = $1::text and "s"."qty" = $2::bigint))',
    ['A', '1'],
  ],
  [
    'AND of a list',
    { AND: [{ sku: 'A' }, { qty: 1 }] },
    '("s"."sku" = $1::text and "s"."qty" = $2::bigint)',
    ['A', '1'],
  ],
  ['a date on a date', { issued: { lte: '2026-06-30' } }, '"s"."issued" <= $1::date', ['2026-06-30']],
  [
    'a date is the whole day of a moment',
    { issued_at: '2026-06-30' },
    '("s"."issued_at" >= $1::date::timestamptz and "s"."issued_at" < ($2::date + 1)::timestamptz)',
    ['2026-06-30', '2026-06-30'],
  ],
  [
    'an upper date includes its day',
    { issued_at: { lte: '2026-06-30' } },
    '"s"."issued_at" < ($1::date + 1)::timestamptz',
    ['2026-06-30'],
  ],
  [
    'after a date is after its day',
    { local_at: { gt: '2026-06-30' } },
    '"s"."local_at" >= ($1::date + 1)::timestamp',
    ['2026-06-30'],
  ],
  [
    'a moment is exact',
    { issued_at: { lte: '2026-06-30T10:00:00Z' } },
    '"s"."issued_at" <= $1::timestamptz',
    ['2026-06-30T10:00:00Z'],
  ],
  ['a field with column and operator', { Search: 'x' }, '"s"."sku" like $1::text', ['%x%']],
  [
    'a pair of dates bounds the first date',
    { date_from: '2026-01-01', date_to: '2026-01-31' },
    '("s"."issued" >= $1::date and "s"."issued" <= $2::date)',
    ['2026-01-01', '2026-01-31'],
  ],
  [
    'a list field names the column in the singular',
    { vendor_ids: [1, 2] },
    '"s"."vendor_id" = any($1::bigint[])',
    [['1', '2']],
  ],
  [
    'the suffix of a field with a column bounds it',
    { IssuedTo: '2026-06-30' },
    '"s"."issued_at" < ($1::date + 1)::timestamptz',
    ['2026-06-30'],
  ],
];

const REFUSED: readonly [string, Record<string, Json>, string, string][] = [
  ['an unknown column', { nope: 1 }, 'unknown-filter', '/filters/nope'],
  [
    'an unknown column inside OR',
    { OR: [{ sku: 'A' }, { nope: 1 }] },
    'unknown-filter',
    '/filters/OR/1/nope',
  ],
  ['a prototype key', { constructor: 'x' }, 'unknown-filter', '/filters/constructor'],
  ['an unknown operator', { sku: { like: '%' } }, 'filter-invalid', '/filters/sku/like'],
  ['an operator of the prototype', { sku: { toString: 'x' } }, 'filter-invalid', '/filters/sku/toString'],
  ['no operator', { sku: {} }, 'filter-invalid', '/filters/sku'],
  ['an unknown mode', { sku: { contains: 'a', mode: 'fuzzy' } }, 'filter-invalid', '/filters/sku/mode'],
  ['a text for a number', { qty: 'many' }, 'filter-invalid', '/filters/qty'],
  ['a number for a text', { sku: 5 }, 'filter-invalid', '/filters/sku'],
  ['a bad value in a list', { qty: { in: [1, 'x'] } }, 'filter-invalid', '/filters/qty/in/1'],
  ['no list for in', { qty: { in: 1 } }, 'filter-invalid', '/filters/qty/in'],
  ['one bound for between', { qty: { between: [1] } }, 'filter-invalid', '/filters/qty/between'],
  ['an impossible date', { issued: '2026-02-30' }, 'filter-invalid', '/filters/issued'],
  ['a search in numbers', { qty: { contains: '1' } }, 'filter-invalid', '/filters/qty/contains'],
  ['an order of booleans', { is_open: { gt: true } }, 'filter-invalid', '/filters/is_open/gt'],
  [
    'an order of uuids',
    { id: { lt: '0190f000-0000-7000-8000-00000000000a' } },
    'filter-invalid',
    '/filters/id/lt',
  ],
  ['a comparison of documents', { data: 'x' }, 'filter-invalid', '/filters/data'],
  ['isNull of a text', { sku: { isNull: 'yes' } }, 'filter-invalid', '/filters/sku/isNull'],
  ['a scalar for AND', { AND: 'x' }, 'filter-invalid', '/filters/AND'],
  [
    'deep nesting',
    { NOT: { NOT: { NOT: { NOT: { NOT: { sku: 'A' } } } } } },
    'filter-invalid',
    '/filters/NOT/NOT/NOT/NOT/NOT',
  ],
  [
    'too many conditions',
    { OR: Array.from({ length: 51 }, () => ({ qty: 1 })) },
    'filter-invalid',
    '/filters',
  ],
  [
    'too many values',
    { qty: Array.from({ length: 1001 }, (_, index) => index) },
    'filter-invalid',
    '/filters',
  ],
];

describe('compileFilters', () => {
  it.each(CONDITIONS)('%s', (_, filters, text, values) => {
    expect(compile(filters)).toEqual({ text, values });
  });

  it.each<Record<string, Json>>([{}, { vendor_ids: [] }, { Search: '' }, { NOT: {} }, { AND: [] }])(
    'finds no condition in %j',
    (filters) => {
      expect(compile(filters)).toBeNull();
    },
  );

  it.each(REFUSED)('refuses %s', (_, filters, code, pointer) => {
    const error = errorOf(() => compile(filters));
    expect(error.code).toBe(code);
    expect(error.errors[0]?.pointer).toBe(pointer);
  });

  it('never repeats a value in what it says', () => {
    expect(errorOf(() => compile({ qty: 'secret-value' })).message).not.toContain('secret-value');
  });

  it.each<[ColumnType, number]>([
    ['string', OID.varchar],
    ['string', OID.bpchar],
  ])('compares %s of type %i without a cast, so that its index serves', (_, oid) => {
    const scope = { columns: [column('code', oid)], fields: [], hasUnicodeCollation: true };
    expect(compileFilters({ code: 'x' }, scope)?.text).toBe('"s"."code" = $1::text');
  });
});

function errorOf(work: () => unknown): GalleyError {
  try {
    work();
  } catch (error) {
    if (error instanceof GalleyError) return error;
  }
  throw new Error('nothing was refused');
}
