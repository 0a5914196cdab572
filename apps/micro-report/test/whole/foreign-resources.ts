import { seedGrantsTemplates } from '@galley/pack-grants/report';
import type { PathValues } from '@galley/platform/testing';
import type { JobJson } from '../report-house.js';
import { productRoutes } from './product-routes.js';
import { createDeliveries, type OwnedDeliveries } from './foreign-deliveries.js';
import type { WholeProduct } from './whole-product.js';

/** One of everything an organization can own, as its addresses name it. */
export interface OwnedResources extends OwnedDeliveries {
  readonly organization_id: string;
  readonly template: string;
  /** A template that was made with the report builder. */
  readonly built_template: string;
  readonly job: string;
  readonly generated_report: string;
  readonly share: string;
  readonly export_request: string;
  readonly dataset_source: string;
  readonly business_unit: string;
  readonly data_source: string;
  readonly user: string;
  readonly membership: string;
  readonly api_key: string;
  readonly asset: string;
  readonly print_mapping: string;
  readonly schedule: string;
  readonly calendar: string;
  /** One record of every kind that packs keep, by its collection: `/api/energy/projects`. */
  readonly records: Readonly<Record<string, string>>;
  /** Completed, with a file in CSV. */
  readonly bufdir_report: string;
  /** Published, with a link. */
  readonly donor_report: string;
  /** Number of an order of T01. */
  readonly document: string;
}

/** Part of every name that `createResources` gives, so that a leak is found by searching. */
export const MARKER = 'Sealed';
const UNKNOWN_TOKEN = 'A'.repeat(43);
export const UNKNOWN_ID = '0199ffff-ffff-7fff-bfff-ffffffffffff';

type Sample = (resources: OwnedResources) => readonly PathValues[];

/**
 * What stands for the parameters below each collection, by the path before the first parameter. Where people may also
 * write a code or a name, that is a second sample.
 */
const SAMPLES: Readonly<Record<string, Sample>> = {
  '/api/reports/templates': ({ template }) => [{ id: template, version: '1' }],
  '/api/reports/builder/sources': ({ dataset_source }) => [{ name: dataset_source }],
  '/api/reports/builder/templates': ({ built_template }) => [{ id: built_template }],
  '/api/reports/jobs': ({ job }) => [{ id: job }],
  '/api/reports/generated': ({ generated_report }) => [{ id: generated_report }],
  '/api/reports/shares': ({ share }) => [{ id: share }],
  '/api/exports/request': ({ export_request }) => [{ id: export_request }],
  // For nobody's login: what is behind a link is the same for everybody who holds it.
  '/api/shared': () => [{ token: UNKNOWN_TOKEN }],
  '/api/reports/assets': ({ asset }) => [{ id: asset }],
  '/api/reports/scheduled': ({ schedule }) => [{ id: schedule }],
  '/api/reports/calendars': ({ calendar }) => [{ id: calendar }],
  '/api/print/mappings': ({ print_mapping }) => [{ id: print_mapping }],
  '/api/reports/deliveries': ({ delivery }) => [{ id: delivery }],
  '/api/reports/messages': ({ message_template }) => [{ id: message_template }],
  '/api/inbox': ({ inbox_message }) => [{ id: inbox_message }],
  '/api/webhooks': ({ webhook }) => [{ id: webhook }],
  '/api/webhooks/deliveries': ({ webhook_delivery }) => [{ id: webhook_delivery }],
  '/api/print': ({ document }) => [{ document_type: 'PO', document_id: document }],
  '/api/platform/organizations': ({ organization_id }) => [{ key: organization_id }, { key: 'demo' }],
  '/api/platform/business-units': ({ business_unit }) => [{ key: business_unit }, { key: 'T01' }],
  '/api/platform/data-sources': ({ data_source }) => [{ key: data_source }, { key: `${MARKER}-books` }],
  '/api/platform/users': ({ user }) => [{ id: user }],
  '/api/platform/memberships': ({ membership }) => [{ id: membership }],
  '/api/platform/api-keys': ({ api_key }) => [{ id: api_key }],
  '/api/datasets/sources': ({ dataset_source }) => [{ name: dataset_source }],
  '/api/grants/reports': ({ bufdir_report }) => [{ id: bufdir_report, format: 'csv' }],
  '/api/monitoring/reports': ({ donor_report }) => [{ id: donor_report, revision: '1' }],
  '/api/datasets/lookups': ({ dataset_source }) => [{ source: dataset_source }],
};

/** Without these a route would refuse its owner too. */
export const QUERIES: Readonly<Record<string, string>> = {
  '/api/datasets/lookups/{source}': '?bu_code=T01&field=product_code',
  '/api/grants/reports/{id}/compare': '?with=1',
};

/** Values for the parameters of a route, taken from `resources`. Throws for a route that nobody gave a sample. */
export function samplesFor(path: string, resources: OwnedResources): readonly PathValues[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  if (names.length === 0) return [{}];
  const collection = path.slice(0, path.indexOf('/{'));
  const record = resources.records[collection];
  const samples = record ? [{ id: record }] : (SAMPLES[collection]?.(resources) ?? []);
  const missing = names.filter((name) => samples.length === 0 || samples.some((values) => !(name in values)));
  if (missing.length === 0) return samples;
  throw new Error(
    `${path} has no sample for {${missing.join('}, {')}}. In ${import.meta.filename}: let createResources make one ` +
      `that belongs to demo, and give it to SAMPLES under '${collection}'.`,
  );
}

/** Parameters that everybody has the same of. */
const COMMON = ['version', 'revision', 'document_type', 'format'];

/** The same parameters for something that nobody has. */
export function unknownValues(values: PathValues): PathValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, COMMON.includes(name) ? value : UNKNOWN_ID]),
  );
}

/** Makes one of everything in `demo`, through the API. */
export async function createResources(product: WholeProduct): Promise<OwnedResources> {
  const create = <T>(path: string, body: object, call = {}) =>
    product.get<T & { id: string }>(path, { method: 'POST', body, ...call });
  const user = await create<{ memberships: { id: string }[] }>('/api/platform/users', {
    email: 'sealed@example.org',
    name: `${MARKER} Person`,
  });
  const api_key = await create('/api/platform/api-keys', { name: `${MARKER} key`, roles: ['member'] });
  const data_source = await create('/api/platform/data-sources', {
    name: `${MARKER}-books`,
    schema: 'bu_t01',
  });
  const business_unit = await create('/api/platform/business-units', {
    code: 'SEALED',
    name: `${MARKER} Annex`,
    data_source: `${MARKER}-books`,
  });
  const { name } = await create<{ name: string }>(
    '/api/datasets/sources',
    { name: `${MARKER}.stock`, source_type: 'view', source_name: 'v_stock_on_hand' },
    { service: 'micro-data', role: 'platform_admin' },
  );
  const template = await create<{ organization_id: string }>('/api/reports/templates', {
    name: `${MARKER} stock`,
    source_type: 'view',
    source_name: 'v_stock_on_hand',
    default_format: 'csv',
  });
  const built = await create('/api/reports/builder/templates', { name: `${MARKER} design`, source: name });
  const asset = await create(`/api/reports/assets?name=${MARKER}-logo`, PICTURE, {
    headers: { 'content-type': 'image/png' },
  });
  const schedule = await create('/api/reports/scheduled', {
    name: `${MARKER} schedule`,
    report_template_id: template.id,
    bu_codes: ['T01'],
    frequency: 'on_demand',
  });
  const calendar = await create('/api/reports/calendars', { code: 'SEALED', name: `${MARKER} days` });
  const { job } = await product.report({ template_id: template.id, bu_codes: ['T01'] });
  const generated_report = await fileOf(product, job);
  const records = await createRecords(product);
  const share = await create(`/api/reports/generated/${generated_report}/share`, {
    expires_in_days: 1,
    label: `${MARKER} link`,
  });
  return {
    organization_id: template.organization_id,
    template: template.id,
    built_template: built.id,
    job: job.id,
    generated_report,
    share: share.id,
    export_request: await createExport(product, template.id),
    dataset_source: name,
    business_unit: business_unit.id,
    data_source: data_source.id,
    user: user.id,
    membership: user.memberships[0]?.id ?? '',
    api_key: api_key.id,
    asset: asset.id,
    print_mapping: await createMapping(product),
    schedule: schedule.id,
    calendar: calendar.id,
    records,
    donor_report: await createDonorReport(product, records['/api/monitoring/projects'] ?? ''),
    bufdir_report: await createBufdirReport(product),
    ...(await createDeliveries(product, template.id, template.organization_id, MARKER)),
    document: await anOrder(product),
  };
}

/** A picture of one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);

/** Of nothing, so that it needs no approval, and completed, so that it can be fetched. */
async function createExport(product: WholeProduct, templateId: string): Promise<string> {
  const { id, job_id } = await product.get<{ id: string; job_id: string }>('/api/exports/request', {
    method: 'POST',
    body: {
      data_type: 'custom',
      report_template_id: templateId,
      bu_codes: ['T01'],
      filters: { product_code: [`${MARKER} product`] },
      format: 'csv',
      reason: `${MARKER} export`,
    },
  });
  // Its events end with the job.
  await product.call(`/api/reports/jobs/${job_id}/events`);
  return id;
}

/** For receipts, so that orders print as the platform maps them. */
async function createMapping(product: WholeProduct): Promise<string> {
  const template = await product.get<{ id: string }>('/api/reports/templates', {
    method: 'POST',
    body: {
      name: `${MARKER} receipt`,
      kind: 'print',
      source_name: 'v_print_grn',
      default_options: { sort_by: ['line_no'] },
    },
  });
  const body = { document_type: 'GRN', report_template_id: template.id, display_label: `${MARKER} layout` };
  const mapping = await product.get<{ id: string }>('/api/print/mappings', { method: 'POST', body });
  return mapping.id;
}

/** One of every kind of record, from the examples of their API document, which refer to one another. */
async function createRecords(product: WholeProduct): Promise<Readonly<Record<string, string>>> {
  const records: Record<string, string> = {};
  for (const { service, method, path, body } of await productRoutes(product)) {
    if (service !== 'micro-data' || method !== 'POST') continue;
    if (!/^\/api\/(?:energy|grants|monitoring)\/[^/]+$/.test(path)) continue;
    const made = await product.get<{ id: string }>(path, {
      method,
      body: sealed(body as object),
      service,
    });
    records[path] = made.id;
    await makeUsable(product, path, made.id);
  }
  return records;
}

/** What others are made with is not usable as it is created: a form is filled in once it is published. */
export async function makeUsable(product: WholeProduct, path: string, id: string): Promise<void> {
  if (path !== '/api/monitoring/forms') return;
  await product.get(`${path}/${id}/publish`, { method: 'POST', body: {}, service: 'micro-data' });
}

/** Published and shared. */
async function createDonorReport(product: WholeProduct, project_id: string): Promise<string> {
  const days = { start_date: '2026-01-01', end_date: '2026-03-31' };
  const { id } = await product.get<{ id: string }>('/api/monitoring/reports', {
    method: 'POST',
    body: { project_id, title: `${MARKER} report`, report_type: 'ad_hoc', ...days },
  });
  for (const action of ['publish', 'share'])
    await product.get(`/api/monitoring/reports/${id}/${action}`, { method: 'POST', body: {} });
  return id;
}

/** Of the year that the records are of. */
async function createBufdirReport(product: WholeProduct): Promise<string> {
  await seedGrantsTemplates(product.admin);
  const year = { reporting_period_start: '2025-01-01', reporting_period_end: '2025-12-31' };
  const { id, generation_job_id } = await product.get<{ id: string; generation_job_id: string }>(
    '/api/grants/reports',
    { method: 'POST', body: { ...year, format: 'csv' } },
  );
  // Its events end with the job.
  await product.call(`/api/reports/jobs/${generation_job_id}/events`);
  const { status } = await product.get<{ status: string }>(`/api/grants/reports/${id}`);
  if (status !== 'completed') throw new Error(`the Bufdir report is ${status}`);
  return id;
}

/** Names, and what else people read, carry the marker; codes stay, since other examples refer to them. */
function sealed(body: object): object {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, name === 'name' ? `${MARKER} ${value}` : value]),
  );
}

/** Printed once, so that the list of jobs knows it. */
async function anOrder(product: WholeProduct): Promise<string> {
  const { rows } = await product.admin.query<{ document_no: string }>(
    'select document_no from bu_t01.v_print_po order by document_no limit 1',
  );
  const document = rows[0]?.document_no ?? '';
  const answer = await product.call(`/api/print/PO/${document}`, {
    method: 'POST',
    body: { bu_code: 'T01' },
  });
  if (answer.status !== 200) throw new Error(`printing answered ${answer.status}: ${answer.text}`);
  return document;
}

async function fileOf(product: WholeProduct, job: JobJson): Promise<string> {
  const { items } = await product.get<{ items: { id: string; job_id: string }[] }>('/api/reports/generated');
  const file = items.find(({ job_id }) => job_id === job.id);
  if (!file) throw new Error('the archive lacks the file of the job');
  return file.id;
}
