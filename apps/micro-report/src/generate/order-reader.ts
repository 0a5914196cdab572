import type { Json } from '@galley/dataset';
import { effectiveOptions, resolvedFiltersOf } from '@galley/template';
import { invalidField, requireProject, type Principal, type SqlTx } from '@galley/platform';
import { settingsOf } from '../administration/organizations/organization-settings.js';
import type { RecipientReader } from '../deliveries/recipient-reader.js';
import { recipientJson, recipientsOf, unknownTypes, type Recipient } from '../deliveries/recipient.js';
import type { JobOrder } from '../jobs/job-order.js';
import { BuRequired } from '../jobs/job-problems.js';
import { readCompareOrder } from '../compare/read-compare-order.js';
import { laneOf } from '../queue/dispatch-tag.js';
import { requestedFormat } from '../templates/requested-format.js';
import { requestedOptions } from '../templates/requested-options.js';
import { asInvalid } from '../templates/template-problems.js';
import type { JobTemplate } from '../jobs/template-of-job.js';
import { requireRunnable, unitsOf } from '../templates/template-visibility.js';
import { filterLimitFault } from './filter-limits.js';
import type { GenerateBody } from './generate-body.js';
import { runnableTemplate } from './runnable-template.js';

/** The parts of a request that decide how it is read. */
export interface OrderContext {
  readonly caller: Principal;
  readonly now: Date;
  readonly keep_days: number;
  /** Checks recipients; absent = they are those of a row that was checked when it was saved. */
  readonly recipients?: Pick<RecipientReader, 'read'>;
  /** Days that a date range goes back where the request names none; the template's own when absent. */
  readonly date_range_days?: number;
}

/**
 * Turns a request for a run into an order: everything that can be known to be wrong is refused here, before a job exists.
 * Throws `not-found`, `bu-not-allowed`, `bu-required` and `invalid`.
 */
export async function readOrder(tx: SqlTx, context: OrderContext, body: GenerateBody): Promise<JobOrder> {
  return orderOf(tx, context, await templateOf(tx, context.caller, body), body);
}

/** As `readOrder`, of a template that the caller may run; what names one in the body is not looked at. */
export async function orderOf(
  tx: SqlTx,
  context: OrderContext,
  template: JobTemplate,
  body: GenerateBody,
): Promise<JobOrder> {
  const { caller } = context;
  const bu_codes = [...new Set(body.bu_codes ?? [])];
  await requireUnits(tx, caller, template, bu_codes);
  const filters = resolvedFilters(context, template, body);
  const resolve = (other: Readonly<Record<string, Json>>) =>
    resolvedFilters(context, template, { ...body, filters: { ...other } });
  const compare_to =
    body.compare_to && (await readCompareOrder(tx, body.compare_to, { caller, template, filters, resolve }));
  const recipients = await recipientsIn(tx, context, body);
  return {
    template,
    format: requestedFormat(body.format ?? template.default_format, '/format').key,
    bu_codes,
    filters,
    options: requestedOptions(body.options),
    recipients: recipients.map(recipientJson),
    warnings: unknownTypes(recipients),
    lane: laneOf(body.priority),
    keep_days: body.expires_in_days ?? (await keepDaysOf(tx, context)),
    ...extrasOf(caller, body),
    ...(keepsSnapshot(template, body) && { keep_snapshot: true }),
    ...(compare_to && { compare_to: asJson(compare_to) }),
  };
}

/** The organization's own figure, else the service's. */
async function keepDaysOf(tx: SqlTx, { caller, keep_days }: OrderContext): Promise<number> {
  const { retention } = await settingsOf(tx, caller.organization.id);
  return retention.report_days ?? keep_days;
}

/** What the request says; else the template. */
function keepsSnapshot({ default_options }: JobTemplate, { keep_snapshot, options }: GenerateBody): boolean {
  return keep_snapshot ?? asInvalid(() => effectiveOptions(default_options, options)).keep_snapshot ?? false;
}

/** All recipients are checked, those of pieces too; a context without a reader has them from a row that was checked. */
async function recipientsIn(tx: SqlTx, context: OrderContext, body: GenerateBody): Promise<Recipient[]> {
  const { recipients: reader, caller } = context;
  if (!reader) return recipientsOf(body);
  for (const [index, piece] of (body.burst?.pieces ?? []).entries()) {
    const pointer = `/burst/pieces/${index}/recipients`;
    await reader.read(tx, caller.organization.id, piece.recipients ?? [], pointer);
  }
  return reader.read(tx, caller.organization.id, body.recipients ?? []);
}

/** What a run may be asked besides rows and a file: whom it is about, how it is split, compared and sent. */
function extrasOf(caller: Principal, body: GenerateBody): Partial<JobOrder> {
  const { project_id, burst, compare_to, conditions, message } = body;
  requireProject(caller, project_id);
  if (burst && compare_to) throw invalidField('/burst', 'a run is either split or compared');
  return {
    ...(project_id && { project_id }),
    ...(burst && { burst: asJson(burst) }),
    ...(conditions && { conditions: asJson(conditions) }),
    ...(message && { message: asJson(message) }),
  };
}

/** A checked body, free of its class. */
function asJson(body: object): Json {
  return JSON.parse(JSON.stringify(body)) as Json;
}

async function templateOf(tx: SqlTx, caller: Principal, body: GenerateBody): Promise<JobTemplate> {
  const { template_id, report_type, bu_codes } = body;
  if (template_id !== undefined && report_type === undefined) {
    const template = await runnableTemplate(tx, caller, { template_id }, bu_codes);
    if (template.kind === 'report' && template.is_active) return template;
    throw invalidField('/template_id', template.is_active ? 'is a print template' : 'is not active');
  }
  if (report_type !== undefined && template_id === undefined) {
    return runnableTemplate(tx, caller, { report_type }, bu_codes);
  }
  throw invalidField('/template_id', 'give exactly one of template_id and report_type');
}

/** Views, functions and procedures are read per business unit; whether a builder is, only micro-data knows. */
async function requireUnits(
  tx: SqlTx,
  caller: Principal,
  template: JobTemplate,
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) {
    if (template.builder_key) return;
    throw BuRequired.error('Name the business units to read in bu_codes; "all" is never assumed.', {
      errors: [{ pointer: '/bu_codes', detail: 'is required for this report' }],
    });
  }
  requireRunnable(template, unitsOf(caller, codes));
  const found = await tx.$queryRaw<{ code: string }[]>`
    select code from platform.business_unit
    where organization_id = ${caller.organization.id}::uuid and code = any(${[...codes]}::text[]) and is_active`;
  const known = new Set(found.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0)
    throw invalidField('/bu_codes', `there is no active business unit ${unknown.join(', ')}`);
}

/** The filters as the job keeps them: defaults filled in, relative dates resolved now, in the run's zone. */
function resolvedFilters(
  { caller, now, date_range_days: default_date_range_days }: OrderContext,
  template: JobTemplate,
  body: GenerateBody,
): Readonly<Record<string, Json>> {
  const filters = body.filters ?? {};
  const fault = filterLimitFault(filters);
  if (fault) throw invalidField(fault.pointer, fault.detail);
  const { timezone } = caller.organization;
  const bound = default_date_range_days ? { ...template, default_date_range_days } : template;
  return asInvalid(() =>
    resolvedFiltersOf(bound, { instant: now.toISOString(), timezone, filters, options: body.options }),
  );
}
