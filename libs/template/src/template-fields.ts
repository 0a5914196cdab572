import type { Json } from '@galley/dataset';
import { z } from 'zod';
import { gatherFaults, parseBy, TemplateError, type Fault } from './faults.js';
import { filtersSchema, readFilters } from './filters.js';
import { readDialog } from './dialog/read-dialog.js';
import { namedDatasetsSchema } from './named-datasets.js';
import { isLocale, readStoredOptions } from './run-options.js';
import { signatureConfigSchema } from './signatures.js';
import { sourceParamsSchema } from './source-params.js';
import { unitCodesSchema } from './unit-scope/unit-codes.js';

export const SOURCE_TYPES = ['view', 'function', 'procedure', 'builder'] as const;
export const TEMPLATE_KINDS = ['report', 'print', 'export'] as const;
export const ORIENTATIONS = ['portrait', 'landscape', 'auto'] as const;

const text = (max: number): z.ZodString => z.string().trim().min(1, 'is empty').max(max);
const identifier = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'is not an identifier: small letters, digits and _, at most 63');
const object = z.record(z.string(), z.json()).transform((value) => value as { readonly [key: string]: Json });
/** An object is kept as the text it stands for: a dialog is one text in whichever form it is written. */
const document = z.union([
  z.string(),
  z.record(z.string(), z.json()).transform((value) => JSON.stringify(value)),
]);

const fields = z.strictObject({
  name: text(200),
  description: z.string().max(2000).nullable().default(null),
  project_id: z.guid().nullable().default(null),
  report_group: text(100).nullable().default(null),
  report_category: text(50).default('operational'),
  report_type: text(100).optional(),
  kind: z.enum(TEMPLATE_KINDS).default('report'),
  dialog: document.nullable().default(null),
  content: z.string().max(2_000_000).default(''),
  orientation: z.enum(ORIENTATIONS).default('auto'),
  page_size: text(20).default('A4'),
  signature_config: signatureConfigSchema.nullable().default(null),
  builder_key: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]{0,199}$/, 'is not a builder key such as procurement.stock-on-hand')
    .nullable()
    .default(null),
  view_name: identifier.nullable().default(null),
  source_type: z.enum(SOURCE_TYPES).optional(),
  source_name: identifier.nullable().default(null),
  source_params: sourceParamsSchema.default({ params: [] }),
  datasets: namedDatasetsSchema.nullable().default(null),
  default_format: text(20).default('pdf'),
  default_filters: filtersSchema.default({}),
  default_options: object.default({}),
  default_contract_id: z.guid().nullable().default(null),
  default_date_range_days: z.int().min(1).max(3660).default(30),
  branding: object.nullable().default(null),
  template_config: object.default({}),
  include_charts: z.boolean().default(true),
  include_tables: z.boolean().default(true),
  include_summary: z.boolean().default(true),
  locale: z.string().max(35).refine(isLocale, 'is not a language tag (BCP 47)').nullable().default(null),
  allow_business_unit: unitCodesSchema.default(null),
  deny_business_unit: unitCodesSchema.default(null),
  is_active: z.boolean().default(true),
});

/** What an author decides about a template: every field of it but identity, ownership and history. */
export type TemplateFields = Required<z.output<typeof fields>>;

/** Their names, in the order of the export document. */
export const TEMPLATE_FIELDS = Object.keys(fields.shape) as readonly (keyof TemplateFields)[];

/**
 * Reads and completes the fields of a template: defaults filled in, business units normalised, dialog, parameters,
 * signatures and options checked. Throws `TemplateError` with every fault, pointers below `base`.
 */
export function readTemplateFields(value: unknown, base = ''): TemplateFields {
  const given = isRecord(value) ? value : {};
  const faults = gatherFaults([
    () => parseBy(fields, value, base),
    () => readStoredOptions(given.default_options, `${base}/default_options`),
    () => typeof given.dialog === 'string' && readDialog(given.dialog, `${base}/dialog`),
    () => isRecord(given.dialog) && readDialog(JSON.stringify(given.dialog), `${base}/dialog`),
  ]);
  if (faults.length) throw new TemplateError(faults);
  const read = fields.parse(value);
  const template: TemplateFields = {
    ...read,
    source_type: read.source_type ?? (read.builder_key ? 'builder' : 'view'),
    report_type: read.report_type ?? slugOf(read.name),
  };
  const contradictions = contradictionsOf(template, base);
  if (contradictions.length) throw new TemplateError(contradictions);
  return template;
}

/** What no field says alone: a template bound to nothing, a parameter that nothing can fill. */
function contradictionsOf(template: TemplateFields, base: string): Fault[] {
  const faults: Fault[] = [];
  if (template.source_type === 'builder' && !template.builder_key) {
    faults.push({ pointer: `${base}/builder_key`, detail: 'is needed by a template of source_type builder' });
  }
  if (
    template.source_type !== 'builder' &&
    !template.builder_key &&
    !template.source_name &&
    !template.view_name
  ) {
    faults.push({
      pointer: `${base}/source_name`,
      detail: `is needed by a template of source_type ${template.source_type}`,
    });
  }
  // A print template gets its parameters from the document that is printed.
  if (template.kind === 'print' || template.source_type === 'view') return faults;
  const asked = new Set(readDialog(template.dialog).fields.map(({ name }) => name));
  const preset = readFilters(template.default_filters);
  template.source_params.params.forEach((param, index) => {
    if (param.nullable || param.default !== undefined) return;
    if (asked.has(param.filter) || preset[param.filter] !== undefined) return;
    const detail = `"${param.filter}" may not be empty, but no dialog field or default fills it`;
    faults.push({ pointer: `${base}/source_params/params/${index}`, detail });
  });
  return faults;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Purchase order list` → `purchase_order_list`; a name without Latin letters → `report`. */
function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 100);
  return slug || 'report';
}
