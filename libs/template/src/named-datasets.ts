import type { DatasetRequest, Json } from '@galley/dataset';
import { z } from 'zod';
import { resolvedFiltersOf, type BoundTemplate, type RunRequest } from './dataset-request.js';
import { parseBy } from './faults.js';
import { orderSchema } from './run-options.js';
import { sourceParamsSchema } from './source-params.js';

const MAX_DATASETS = 30;
const MAX_ROWS = 1_000_000;

const name = z
  .string()
  .max(63)
  .regex(
    /^[\p{L}_][\p{L}\p{N}_ .-]*$/u,
    'is not a dataset name: a letter, then letters, digits, blanks and _ . -',
  );
const identifier = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'is not an identifier: small letters, digits and _, at most 63');
const values = z
  .record(z.string(), z.json())
  .transform((value) => value as Readonly<Record<string, Json>>)
  .default({});

const dataset = z
  .strictObject({
    name,
    /** A registered source; else the dataset is bound by the fields of a template's own binding. */
    source: z.string().min(1).max(200).nullable().default(null),
    source_type: z.enum(['view', 'function', 'procedure', 'builder']).nullable().default(null),
    source_name: identifier.nullable().default(null),
    builder_key: z
      .string()
      .regex(/^[a-z][a-z0-9_.-]{0,199}$/, 'is not a builder key such as procurement.stock-on-hand')
      .nullable()
      .default(null),
    source_params: sourceParamsSchema.default({ params: [] }),
    filters: values,
    params: values,
    order_by: z.array(orderSchema).max(20).default([]),
    limit: z.int().min(1).max(MAX_ROWS).nullable().default(null),
  })
  .superRefine((one, context) => {
    const bindings = [one.source, one.source_name, one.builder_key].filter((binding) => binding !== null);
    if (bindings.length === 1) return;
    context.addIssue({
      code: 'custom',
      path: ['source'],
      message: 'give exactly one of source, source_name and builder_key',
    });
  });

/** `[{name, source | source_type + source_name | builder_key, source_params, filters, params, order_by, limit}]`. */
export const namedDatasetsSchema = z
  .array(dataset)
  .max(MAX_DATASETS, `holds more than ${MAX_DATASETS} datasets`)
  .superRefine((datasets, context) => {
    datasets.forEach((one, index) => {
      if (datasets.findIndex((other) => datasetKey(other.name) === datasetKey(one.name)) === index) return;
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `"${one.name}" is used twice` });
    });
  });

/** A further dataset of a template, which its layout calls by name (master–detail). */
export type NamedDataset = z.output<typeof namedDatasetsSchema>[number];

/** Reads stored or given datasets; absent = none. Throws `TemplateError`. */
export function readNamedDatasets(value: unknown, pointer = ''): readonly NamedDataset[] {
  return parseBy<readonly NamedDataset[]>(namedDatasetsSchema, value ?? [], pointer);
}

/** Names of datasets are compared without case, blanks and underscores: `Order Details` = `order_details`. */
function datasetKey(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_]/g, '');
}

/** How a dataset is known to micro-data: by its source, else by the one registered for this template. */
export function sourceNameOf(templateId: string, one: NamedDataset): string {
  return one.source ?? `template.${templateId}.${one.name}`;
}

/** A template that may hold further datasets. */
export type TemplateWithDatasets = BoundTemplate & { readonly id: string; readonly datasets: unknown };

/**
 * The questions for a template's further datasets, by name. Units and zone are the run's own; `$name` in `filters` and
 * `params` stands for what the run was asked for under that name (`$$` begins a text with `$`), and is left out where
 * the run was not. `given` adds to what the run was asked for. Throws `TemplateError`.
 */
export function namedRequestsOf(
  template: TemplateWithDatasets,
  run: RunRequest,
  given: Readonly<Record<string, Json>> = {},
): Readonly<Record<string, DatasetRequest>> {
  const datasets = readNamedDatasets(template.datasets, '/datasets');
  if (datasets.length === 0) return {};
  const asked = { ...resolvedFiltersOf(template, run), ...given };
  return Object.fromEntries(
    datasets.map((one) => [one.name, requestOf(sourceNameOf(template.id, one), one, run, asked)]),
  );
}

function requestOf(
  source: string,
  { filters, params, order_by, limit }: NamedDataset,
  run: RunRequest,
  asked: Readonly<Record<string, Json>>,
): DatasetRequest {
  const filled = filledObject(filters, asked);
  const filledParams = filledObject(params, asked);
  return {
    name: source,
    ...(run.bu_codes?.length ? { bu_codes: [...new Set(run.bu_codes)] } : {}),
    filters: filled,
    ...(Object.keys(filledParams).length ? { params: filledParams } : {}),
    ...(order_by.length ? { order_by } : {}),
    ...(limit === null ? {} : { limit }),
    timezone: run.timezone,
  };
}

function filledObject(
  value: Readonly<Record<string, Json>>,
  asked: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  return (filledIn(value, asked) ?? {}) as Readonly<Record<string, Json>>;
}

/** The value with every `$name` in it replaced; undefined where the run knows no such name or left it empty. */
function filledIn(value: Json, asked: Readonly<Record<string, Json>>): Json | undefined {
  if (typeof value === 'string') {
    if (!value.startsWith('$')) return value;
    if (value.startsWith('$$')) return value.slice(1);
    const found = Object.hasOwn(asked, value.slice(1)) ? asked[value.slice(1)] : null;
    return found ?? undefined;
  }
  if (Array.isArray(value)) {
    return value.flatMap((one) => {
      const part = filledIn(one as Json, asked);
      return part === undefined ? [] : [part];
    });
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, one]): [string, Json][] => {
    const part = filledIn(one, asked);
    return part === undefined ? [] : [[key, part]];
  });
  // An operator without its operand says nothing.
  return entries.length === 0 && Object.keys(value).length > 0 ? undefined : Object.fromEntries(entries);
}
