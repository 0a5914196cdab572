import type { DatasetRequest, Json } from '@galley/dataset';
import { isRelativeDate, resolveDate, resolveInstant, type Clock } from './dates/relative-date.js';
import type { DialogField } from './dialog/dialog.js';
import { isEmpty, resolveValue, valueFault } from './dialog/field-values.js';
import { readDialog } from './dialog/read-dialog.js';
import { resolveDialog } from './dialog/resolve-dialog.js';
import { parseBy, TemplateError, type Fault } from './faults.js';
import { effectiveOptions } from './run-options.js';
import { sourceParamsSchema, type SourceParam } from './source-params.js';
import { presetFilters } from './template-presets.js';

/** The part of a template that says which data it shows; a database row of `tb_report_template` fits. */
export interface BoundTemplate {
  readonly builder_key: string | null;
  readonly source_type: string;
  readonly source_name: string | null;
  readonly view_name: string | null;
  readonly source_params: unknown;
  readonly dialog: string | null;
  readonly default_filters: unknown;
  readonly default_options: unknown;
  readonly default_date_range_days: number;
  readonly default_contract_id?: string | null;
  readonly template_config?: unknown;
  /** The registered data half of the template, when it has one. */
  readonly dataset_source?: { readonly name: string } | null;
}

/** What one run wants of a template. */
export interface RunRequest extends Clock {
  readonly bu_codes?: readonly string[];
  readonly filters?: Readonly<Record<string, Json>>;
  readonly options?: unknown;
  readonly limit?: number;
}

type Values = Record<string, Json>;

/**
 * The question a run asks micro-data: the binding, the filters with defaults filled in and relative dates resolved at
 * `instant`, groups, totals and order. A filter given as null, "" or [] for a dialog field means "no filter", even where
 * the field has a default. Throws `TemplateError`: missing required fields, values that do not suit their field.
 */
export function datasetRequestOf(template: BoundTemplate, run: RunRequest): DatasetRequest {
  const options = effectiveOptions(template.default_options, run.options);
  const clock: Clock = { instant: run.instant, timezone: options.timezone ?? run.timezone };
  const { filters, params } = questionOf(template, run.filters ?? {}, clock);
  const grouped = options.group_by.map((column) => ({ column }));
  const sorted = options.sort_by.filter(({ column }) => !options.group_by.includes(column));
  // A group column named in sort_by keeps its place among the groups and takes only its direction from there.
  const directed = grouped.map((one) => options.sort_by.find(({ column }) => column === one.column) ?? one);
  return {
    ...bindingOf(template),
    ...(run.bu_codes?.length ? { bu_codes: [...new Set(run.bu_codes)] } : {}),
    filters,
    ...(Object.keys(params).length ? { params } : {}),
    ...(options.columns?.length ? { columns: options.columns } : {}),
    ...(options.group_by.length ? { group_by: options.group_by } : {}),
    ...(options.totals.length ? { totals: options.totals } : {}),
    ...(directed.length + sorted.length ? { order_by: [...directed, ...sorted] } : {}),
    ...(run.limit === undefined ? {} : { limit: run.limit }),
    timezone: clock.timezone,
    ...(options.allow_partial ? { on_unit_failure: 'partial' as const } : {}),
  };
}

/**
 * The filters to record with a run, so that it can be repeated as it was: defaults filled in, relative dates resolved,
 * a dialog field without a value as null. Asking `datasetRequestOf` with them later gives the same question.
 * Throws as `datasetRequestOf` does.
 */
export function resolvedFiltersOf(template: BoundTemplate, run: RunRequest): Readonly<Record<string, Json>> {
  const options = effectiveOptions(template.default_options, run.options);
  const clock: Clock = { instant: run.instant, timezone: options.timezone ?? run.timezone };
  return questionOf(template, run.filters ?? {}, clock).recorded;
}

/**
 * How micro-data knows the template's data. The registered source says more than its key (dialog, columns, limits), so it
 * is named wherever there is one; micro-data then lets its builder_key win over its source_name, that over view_name.
 */
export function bindingOf(template: BoundTemplate): { name: string } | { builder_key: string } {
  if (template.dataset_source) return { name: template.dataset_source.name };
  if (template.builder_key) return { builder_key: template.builder_key };
  const name = template.source_name || template.view_name;
  if (!name)
    throw new TemplateError([{ pointer: '/source_name', detail: 'the template is bound to no data' }]);
  return { name };
}

interface Question {
  readonly filters: Values;
  readonly params: Values;
  /** Every value there is, whichever of the two it went to. */
  readonly recorded: Values;
}

function questionOf(template: BoundTemplate, given: Values, clock: Clock): Question {
  const params = template.source_type === 'view' && !template.builder_key ? [] : paramsOf(template);
  const defaults = presetFilters(template, params);
  const { default_date_range_days } = template;
  const dialog = resolveDialog(
    readDialog(template.dialog, '/dialog'),
    { default_filters: defaults, default_date_range_days },
    clock,
  );
  const question: Question = { filters: {}, params: {}, recorded: {} };
  const faults: Fault[] = [];

  const values = new Map<string, Json>(Object.entries({ ...defaults, ...given }));
  for (const field of dialog.fields) {
    const value = Object.hasOwn(given, field.name) ? (given[field.name] ?? null) : field.default;
    values.delete(field.name);
    const detail = fieldFault(field, value);
    if (detail) faults.push({ pointer: `/filters/${field.name}`, detail });
    else place(question, params, field.name, isEmpty(value) ? null : resolveField(field, value, clock));
  }
  for (const [name, value] of values) {
    const param = params.find(({ filter }) => filter === name);
    const resolved = param ? resolveParam(param, value, clock) : resolveOperators(value, clock);
    (param ? question.params : question.filters)[name] = question.recorded[name] = resolved;
  }
  for (const { filter, ...param } of params) {
    if (Object.hasOwn(question.params, filter) || param.default === undefined) continue;
    question.params[filter] = question.recorded[filter] = resolveParam(param, param.default, clock);
  }
  if (faults.length) throw new TemplateError(faults);
  return question;
}

function fieldFault(field: DialogField, value: Json): string | null {
  if (isEmpty(value)) return field.required ? `"${field.label}" is required` : null;
  return valueFault(field, value);
}

/** A field that names a parameter fills it (an emptied nullable one with NULL); any other is a filter, left out when empty. */
function place(question: Question, params: readonly SourceParam[], name: string, value: Json): void {
  question.recorded[name] = value;
  const param = params.find(({ filter }) => filter === name);
  if (!param) {
    if (value !== null) question.filters[name] = value;
  } else if (value !== null || param.nullable) question.params[name] = value;
}

function paramsOf(template: BoundTemplate): readonly SourceParam[] {
  return parseBy(sourceParamsSchema, template.source_params ?? { params: [] }, '/source_params').params;
}

function resolveField(field: DialogField, value: Json, clock: Clock): Json {
  return typeof value === 'object' && !Array.isArray(value)
    ? resolveOperators(value, clock)
    : resolveValue(field, value, clock);
}

function resolveParam(param: Pick<SourceParam, 'type'>, value: Json, clock: Clock): Json {
  if (typeof value !== 'string' || !isRelativeDate(value)) return value;
  if (param.type === 'date') return resolveDate(value, clock);
  return param.type === 'timestamp' ? resolveInstant(value, clock) : value;
}

const RANGE_OPERATORS = ['lt', 'lte', 'gt', 'gte', 'between'];

/**
 * Resolves relative dates in a filter on a plain column. Its type is micro-data's to know, so only comparisons are
 * touched: a text column may well equal "today", but nobody asks for texts greater than it.
 */
function resolveOperators(value: Json, clock: Clock): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => resolveOperators(one as Json, clock));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]): [string, Json] => [
      key,
      RANGE_OPERATORS.includes(key) ? resolveBound(one, clock) : resolveOperators(one, clock),
    ]),
  );
}

function resolveBound(value: Json, clock: Clock): Json {
  if (Array.isArray(value)) return value.map((one) => resolveBound(one as Json, clock));
  if (typeof value !== 'string' || !isRelativeDate(value)) return value;
  return value.startsWith('now') ? resolveInstant(value, clock) : resolveDate(value, clock);
}
