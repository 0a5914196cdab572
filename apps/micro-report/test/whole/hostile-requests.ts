import type { ServiceName } from '@galley/platform';
import { UNKNOWN_ID } from './foreign-resources.js';

export interface HostileRequest {
  readonly what: string;
  readonly service?: ServiceName;
  readonly path: string;
  /** POST unless said. */
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  readonly pointer?: string;
}

const STOCK = { report_type: 'stock_on_hand', format: 'csv', bu_codes: ['T01'] };
const ORDERS = { ...STOCK, report_type: 'purchase_order_list' };

type Expected = readonly [what: string, body: object, status: number, code: string, pointer?: string];

const generate: readonly Expected[] = [
  ['neither template nor type', { bu_codes: ['T01'] }, 422, 'invalid'],
  ['template and type at once', { ...STOCK, template_id: UNKNOWN_ID }, 422, 'invalid', '/template_id'],
  ['an unknown template', { template_id: UNKNOWN_ID, bu_codes: ['T01'] }, 404, 'not-found'],
  ['an unknown type of report', { ...STOCK, report_type: 'no_such_report' }, 404, 'not-found'],
  ['a format that nobody writes', { ...STOCK, format: 'docx' }, 422, 'invalid', '/format'],
  ['a format from the prototype', { ...STOCK, format: 'toString' }, 422, 'invalid', '/format'],
  ['no business unit', { ...STOCK, bu_codes: [] }, 400, 'bu-required', '/bu_codes'],
  ['an unknown business unit', { ...STOCK, bu_codes: ['T01', 'NOWHERE'] }, 422, 'invalid', '/bu_codes'],
  [
    'a day that never was',
    { ...ORDERS, filters: { date_from: '2026-02-30' } },
    422,
    'invalid',
    '/filters/date_from',
  ],
  [
    'a date in words',
    { ...ORDERS, filters: { date_to: 'next tuesday' } },
    422,
    'invalid',
    '/filters/date_to',
  ],
  [
    'a choice that is none',
    { ...ORDERS, filters: { status: ['mislaid'] } },
    422,
    'invalid',
    '/filters/status',
  ],
  ['filters too deep', { ...STOCK, filters: nested(9) }, 422, 'invalid', '/filters'],
  ['too many values', { ...STOCK, filters: { unit: range(1_001) } }, 422, 'invalid', '/filters'],
  [
    'too many conditions',
    { ...STOCK, filters: { OR: range(60).map((n) => ({ unit: n })) } },
    422,
    'invalid',
    '/filters',
  ],
  ['an unknown option', { ...STOCK, options: { colour: 'red' } }, 422, 'invalid', '/options/colour'],
  [
    'a zone of another planet',
    { ...STOCK, options: { timezone: 'Mars/Base' } },
    422,
    'invalid',
    '/options/timezone',
  ],
  [
    'a locale that is none',
    { ...STOCK, options: { locale: 'in English' } },
    422,
    'invalid',
    '/options/locale',
  ],
  ['a page of no size', { ...STOCK, options: { page_size: 'A99' } }, 422, 'invalid', '/options/page_size'],
  [
    'a long delimiter',
    { ...STOCK, options: { csv: { delimiter: '::' } } },
    422,
    'invalid',
    '/options/csv/delimiter',
  ],
  ['a negative keep', { ...STOCK, expires_in_days: -1 }, 422, 'invalid', '/expires_in_days'],
  ...(
    [
      ['that is two', { type: 'email', value: 'ada@example.org, eve@example.org' }],
      ['with a header in it', { type: 'email', value: 'ada@example.org\r\nBcc: eve@example.org' }],
      [
        'whose name is a header',
        { type: 'email', value: 'ada@example.org', name: 'Ada\r\nBcc: eve@example.org' },
      ],
      ['who is nobody here', { type: 'user', value: UNKNOWN_ID }],
      ['inside the house', { type: 'webhook', value: 'https://169.254.169.254/latest/meta-data' }],
      ['in a folder above', { type: 'sftp', value: 'partner:../../etc/' }],
    ] as const
  ).map(([what, recipient]): Expected => [
    `a recipient ${what}`,
    { ...STOCK, recipients: [recipient] },
    422,
    'invalid',
    '/recipients/0/value',
  ]),
];

const VIEW = { name: 'procurement.stock_on_hand', bu_codes: ['T01'] };
const FUNCTION = { name: 'procurement.receiving_variance', bu_codes: ['T01'] };

const execute: readonly Expected[] = [
  ['neither source nor builder', { bu_codes: ['T01'] }, 422, 'invalid'],
  ['source and builder at once', { ...VIEW, builder_key: 'procurement.vendor_spend' }, 422, 'invalid'],
  ['an unknown source', { ...VIEW, name: 'no.such.source' }, 404, 'source-not-found'],
  ['an unknown builder', { builder_key: 'no.such.builder', bu_codes: ['T01'] }, 404, 'source-not-found'],
  ['no business unit', { name: VIEW.name }, 400, 'bu-required'],
  ['an empty list of business units', { ...VIEW, bu_codes: [] }, 400, 'bu-required'],
  ['an unknown business unit', { ...VIEW, bu_codes: ['NOWHERE'] }, 404, 'bu-not-found'],
  ['an unknown column to filter by', { ...VIEW, filters: { colour: 'red' } }, 422, 'unknown-filter'],
  ['a column that is SQL', { ...VIEW, filters: { 'qty" > 0; drop table x; --': 1 } }, 422, 'unknown-filter'],
  ['an unknown operator', { ...VIEW, filters: { qty: { regex: '.*' } } }, 422, 'filter-invalid'],
  ['a number in words', { ...VIEW, filters: { qty: { gt: 'a lot' } } }, 422, 'filter-invalid'],
  ['a day that never was', { ...VIEW, filters: { last_movement: '2026-02-30' } }, 422, 'filter-invalid'],
  ['OR of no list', { ...VIEW, filters: { OR: 'x' } }, 422, 'filter-invalid'],
  ['filters too deep', { ...VIEW, filters: nested(9) }, 422, 'filter-invalid'],
  ['too many values', { ...VIEW, filters: { unit: range(1_001) } }, 422, 'filter-invalid'],
  ['a parameter left out', { ...FUNCTION, params: { date_to: '2026-06-30' } }, 422, 'parameter-missing'],
  [
    'a parameter of another type',
    { ...FUNCTION, params: { date_from: '2026-13-01', date_to: '2026-06-30' } },
    422,
    'parameter-invalid',
  ],
  ['an unknown column', { ...VIEW, columns: ['colour'] }, 422, 'dataset-request-invalid'],
  ['an unknown order', { ...VIEW, order_by: [{ column: 'colour' }] }, 422, 'dataset-request-invalid'],
  ['an unknown group', { ...VIEW, group_by: ['colour'] }, 422, 'dataset-request-invalid'],
  [
    'a sum of texts',
    { ...VIEW, totals: [{ column: 'unit', aggregate: 'sum' }] },
    422,
    'dataset-request-invalid',
  ],
  [
    'an unknown aggregate',
    { ...VIEW, totals: [{ column: 'qty', aggregate: 'median' }] },
    422,
    'invalid',
    '/totals/0/aggregate',
  ],
  ['a negative limit', { ...VIEW, limit: -1 }, 422, 'invalid', '/limit'],
  ['a negative offset', { ...VIEW, offset: -1 }, 422, 'invalid', '/offset'],
  ['a zone of another planet', { ...VIEW, timezone: 'Mars/Base' }, 422, 'invalid', '/timezone'],
];

const keys = ['', 'two words', 'k'.repeat(256), 'blå'];

/** What only a reader of api.md would think of, with the code that it names. */
export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  ...generate.map((row) => named('generate', row, { path: '/api/reports/generate' })),
  ...generate.map((row) => {
    const request = named('bulk', row, { path: '/api/reports/generate/bulk' });
    const { pointer: _pointer, ...rest } = request;
    return { ...rest, body: { items: [STOCK, request.body] } };
  }),
  ...execute.map((row) =>
    named('execute', row, { path: '/api/datasets/execute', service: 'micro-data' as const }),
  ),
  ...keys.map((key) => ({
    what: `an Idempotency-Key of ${key.length} characters (${key.slice(0, 10)})`,
    path: '/api/reports/generate',
    body: STOCK,
    headers: { 'idempotency-key': key },
    status: 400,
    code: 'malformed-request',
  })),
  ...['limit=0', 'limit=1001', 'limit=all', 'limit=1&limit=2', 'field=a&field=b', `q=${'x'.repeat(300)}`].map(
    (query) => ({
      what: `a lookup with ${query.slice(0, 20)}`,
      service: 'micro-data' as const,
      method: 'GET',
      path: `/api/datasets/lookups/procurement.products?bu_code=T01&${query}`,
      status: 422,
      code: 'invalid',
      pointer: query.split('=')[0] ?? '',
    }),
  ),
  {
    what: 'a lookup that depends on a column nobody has',
    service: 'micro-data',
    method: 'GET',
    path: '/api/datasets/lookups/procurement.products?bu_code=T01&colour=red',
    status: 422,
    code: 'unknown-filter',
  },
  {
    what: 'an answer in a form that nobody writes',
    service: 'micro-data',
    path: '/api/datasets/execute',
    body: VIEW,
    headers: { accept: 'image/png' },
    status: 406,
    code: 'not-acceptable',
  },
];

function named(
  where: string,
  [what, body, status, code, pointer]: Expected,
  to: Pick<HostileRequest, 'path' | 'service'>,
): HostileRequest {
  return { what: `${where}: ${what}`, ...to, body, status, code, ...(pointer && { pointer }) };
}

function nested(depth: number): object {
  return depth === 0 ? { unit: 'kg' } : { AND: [nested(depth - 1)] };
}

function range(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}
