import type { ServiceName } from '@galley/platform';
import { MARKER, type OwnedResources } from './foreign-resources.js';

interface Reference {
  readonly what: string;
  readonly call: (own: OwnedResources) => {
    readonly path: string;
    readonly body: object;
    readonly service?: ServiceName;
    readonly role?: string;
  };
  readonly status: number;
  readonly code: string;
}

const EXECUTE = { path: '/api/datasets/execute', service: 'micro-data' } as const;

/** What a body may name of others beside the thing at its address, and the answer to it. */
export const FOREIGN_REFERENCES: readonly Reference[] = [
  {
    what: 'a template',
    call: ({ template }) => ({
      path: '/api/reports/generate',
      body: { template_id: template, bu_codes: ['R01'] },
    }),
    status: 404,
    code: 'not-found',
  },
  {
    what: 'a template, behind one of its own',
    call: ({ template }) => ({
      path: '/api/reports/generate/bulk',
      body: {
        items: [
          { report_type: 'stock_on_hand', bu_codes: ['R01'] },
          { template_id: template, bu_codes: ['R01'] },
        ],
      },
    }),
    status: 404,
    code: 'not-found',
  },
  {
    what: 'the type of a template',
    call: () => ({ path: '/api/reports/generate', body: { report_type: 'sealed_stock', bu_codes: ['R01'] } }),
    status: 404,
    code: 'not-found',
  },
  {
    what: 'a business unit to report on',
    call: () => ({
      path: '/api/reports/generate',
      body: { report_type: 'stock_on_hand', bu_codes: ['R01', 'T01'] },
    }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a template to schedule',
    call: ({ template }) => ({
      path: '/api/reports/scheduled',
      body: { name: 'Spy', report_template_id: template, bu_codes: ['R01'], frequency: 'on_demand' },
    }),
    status: 404,
    code: 'not-found',
  },
  {
    what: 'a calendar to go by',
    call: () => ({
      path: '/api/reports/scheduled/preview',
      body: { frequency: 'daily', holiday_calendar: 'SEALED' },
    }),
    status: 422,
    code: 'schedule-invalid',
  },
  {
    what: 'a source to build on',
    call: ({ dataset_source }) => ({
      path: '/api/reports/builder/templates',
      body: { name: 'Spy', source: dataset_source },
    }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a business unit to preview in',
    call: () => ({
      path: '/api/reports/builder/preview',
      body: { design: { name: 'Spy', source: 'procurement.stock_on_hand' }, bu_codes: ['R01', 'T01'] },
    }),
    status: 422,
    code: 'preview-failed',
  },
  {
    what: 'a dataset source',
    call: ({ dataset_source }) => ({ ...EXECUTE, body: { name: dataset_source, bu_codes: ['R01'] } }),
    status: 404,
    code: 'source-not-found',
  },
  {
    what: 'a business unit to read',
    call: () => ({ ...EXECUTE, body: { name: 'procurement.stock_on_hand', bu_codes: ['R01', 'T01'] } }),
    status: 404,
    code: 'bu-not-found',
  },
  {
    what: 'the schema',
    call: () => ({ path: '/api/platform/data-sources', body: { name: 'spy', schema: 'bu_t01' } }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a data source',
    call: () => ({
      path: '/api/platform/business-units',
      body: { code: 'SPY', name: 'Spy', data_source: `${MARKER}-books` },
    }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a parent unit',
    call: () => ({
      path: '/api/platform/business-units',
      body: { code: 'SPY', name: 'Spy', parent_code: 'T01' },
    }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'the code',
    call: () => ({
      path: '/api/platform/business-units',
      body: { code: 'SPY', name: 'Spy', organization: 'demo' },
    }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a user',
    call: ({ user }) => ({ path: '/api/platform/memberships', body: { user_id: user, role: 'member' } }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a unit to confine a key to',
    call: () => ({
      path: '/api/platform/api-keys',
      body: { name: 'spy', roles: ['member'], business_unit_codes: ['T01'] },
    }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a print template to map',
    call: ({ template }) => ({
      path: '/api/print/mappings',
      body: { document_type: 'PO', report_template_id: template },
    }),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'the business unit, to print in,',
    call: ({ document }) => ({ path: `/api/print/PO/${document}`, body: { bu_code: 'T01' } }),
    status: 404,
    code: 'document-not-found',
  },
  {
    what: 'a period to report on (BU-B-6)',
    call: ({ records }) => ({
      path: '/api/grants/reports',
      body: { period_id: records['/api/grants/periods'] },
    }),
    status: 422,
    code: 'period-org-mismatch',
  },
  {
    what: 'the id, to report on, (BU-B-1)',
    call: ({ organization_id }) => ({
      path: '/api/grants/reports',
      body: {
        organization_id,
        reporting_period_start: '2025-01-01',
        reporting_period_end: '2025-12-31',
      },
    }),
    status: 403,
    code: 'org-scope-forbidden',
  },
  {
    what: 'the id, as owner of a template,',
    call: ({ organization_id }) => ({
      path: '/api/reports/templates',
      body: { name: 'Spy', source_type: 'view', source_name: 'v_stock_on_hand', organization_id },
    }),
    status: 403,
    code: 'forbidden',
  },
];
