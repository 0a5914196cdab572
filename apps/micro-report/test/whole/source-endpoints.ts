/** What the rows of the table need to be there: ids of things in `demo`. */
export interface EndpointSamples {
  readonly template: string;
  readonly own_template: string;
  /** Completed, asked for by the member. */
  readonly export_done: string;
  readonly to_approve: string;
  readonly to_reject: string;
  readonly to_cancel: string;
  /** Made by the member's own run. */
  readonly file: string;
  readonly schedule: string;
}

export interface SourceEndpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As the OpenAPI document writes it. */
  readonly path: string;
  readonly id?: keyof EndpointSamples;
  readonly body?: object;
  /** Status for an administrator, and for a member. */
  readonly admin: number;
  readonly member: number;
}

const EXPORT = {
  data_type: 'custom',
  report_type: 'stock_on_hand',
  bu_codes: ['T01'],
  filters: { product_code: ['none of these'] },
  format: 'csv',
  reason: 'To see that it is there',
};
const TEMPLATE = {
  name: 'A template of our own',
  source_type: 'view',
  source_name: 'v_stock_on_hand',
  default_format: 'csv',
};
const SCHEDULE = {
  name: 'Every month',
  report_type: 'stock_on_hand',
  bu_codes: ['T01'],
  frequency: 'monthly',
  day_of_month: 1,
  time_of_day: '06:00',
};
const RUN = { report_type: 'stock_on_hand', bu_codes: ['T01'], format: 'csv' };
const REASON = { reason: 'As agreed' };

/**
 * The endpoints of the source (energy-exports.txt, section 8), in its order, and behind them the two that its lifecycle
 * and its own list of schedules imply. A member asks for exports and runs reports; deciding, templates and schedules
 * are an administrator's.
 */
export const SOURCE_ENDPOINTS: readonly SourceEndpoint[] = [
  { method: 'POST', path: '/api/exports/request', body: EXPORT, admin: 201, member: 201 },
  { method: 'GET', path: '/api/exports/request/{id}', id: 'export_done', admin: 200, member: 200 },
  { method: 'GET', path: '/api/exports/request', admin: 200, member: 200 },
  {
    method: 'POST',
    path: '/api/exports/request/{id}/approve',
    id: 'to_approve',
    body: REASON,
    admin: 200,
    member: 403,
  },
  {
    method: 'POST',
    path: '/api/exports/request/{id}/reject',
    id: 'to_reject',
    body: REASON,
    admin: 200,
    member: 403,
  },
  { method: 'GET', path: '/api/exports/request/{id}/download', id: 'export_done', admin: 200, member: 200 },

  { method: 'GET', path: '/api/reports/templates', admin: 200, member: 200 },
  { method: 'POST', path: '/api/reports/templates', body: TEMPLATE, admin: 201, member: 403 },
  { method: 'GET', path: '/api/reports/templates/{id}', id: 'template', admin: 200, member: 200 },
  {
    method: 'PUT',
    path: '/api/reports/templates/{id}',
    id: 'own_template',
    body: { description: 'Changed' },
    admin: 200,
    member: 403,
  },
  { method: 'DELETE', path: '/api/reports/templates/{id}', id: 'own_template', admin: 204, member: 403 },

  { method: 'POST', path: '/api/reports/generate', body: RUN, admin: 202, member: 202 },
  { method: 'GET', path: '/api/reports/generated', admin: 200, member: 200 },
  { method: 'GET', path: '/api/reports/generated/{id}', id: 'file', admin: 200, member: 200 },
  { method: 'GET', path: '/api/reports/generated/{id}/download', id: 'file', admin: 200, member: 200 },

  { method: 'GET', path: '/api/reports/scheduled', admin: 200, member: 200 },
  { method: 'POST', path: '/api/reports/scheduled', body: SCHEDULE, admin: 201, member: 403 },
  {
    method: 'PUT',
    path: '/api/reports/scheduled/{id}',
    id: 'schedule',
    body: { time_of_day: '07:00' },
    admin: 200,
    member: 403,
  },
  { method: 'DELETE', path: '/api/reports/scheduled/{id}', id: 'schedule', admin: 204, member: 403 },

  { method: 'GET', path: '/api/reports/scheduled/{id}', id: 'schedule', admin: 200, member: 200 },
  { method: 'POST', path: '/api/exports/request/{id}/cancel', id: 'to_cancel', admin: 403, member: 200 },
];
