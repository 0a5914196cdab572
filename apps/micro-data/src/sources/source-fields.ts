import type { Json } from '@galley/dataset';
import { Invalid, Prisma, type FieldError } from '@galley/platform';
import { readDialog, sourceParamsSchema, TemplateError } from '@galley/template';
import type { z } from 'zod';
import { columnHintsSchema } from '../catalog/column-hints.js';
import type { DatasetBuilders } from '../datasets/builders.js';
import type { SourceBody } from './http/source-body.js';

/** The columns of `tb_dataset_source` that a body sets. */
export type SourceFields = ReturnType<typeof sourceFields>;

/**
 * Reads a body into the row it describes: documents by their schemas, and what no field says alone (a binding is named,
 * a builder exists). Throws `invalid` with every fault.
 */
export function sourceFields(body: SourceBody, builders: DatasetBuilders) {
  const errors: FieldError[] = [];
  const params = parsed(sourceParamsSchema, body.source_params ?? { params: [] }, '/source_params', errors);
  const columns = parsed(columnHintsSchema.nullable(), body.columns ?? null, '/columns', errors);
  const dialog = dialogText(body.dialog ?? null, errors);
  errors.push(...bindingFaults(body, builders));
  if (errors.length > 0)
    throw Invalid.error(`${errors.length} field(s) of the source are not valid.`, { errors });
  return {
    name: body.name,
    label: body.label ?? body.name,
    source_type: body.source_type,
    source_name: body.source_name ?? null,
    source_params: (params ?? { params: [] }) as Prisma.InputJsonObject,
    builder_key: body.builder_key ?? null,
    view_name: body.view_name ?? null,
    dialog,
    columns: columns === null ? Prisma.DbNull : (columns as Prisma.InputJsonArray),
    max_rows: body.max_rows ?? null,
    timeout_ms: body.timeout_ms ?? null,
    // What was checked was the old binding.
    definition_hash: null,
  };
}

function bindingFaults(body: SourceBody, builders: DatasetBuilders): FieldError[] {
  const { builder_key, source_type } = body;
  if (builder_key && !builders.has(builder_key)) {
    const known = [...builders.keys()].join(', ');
    return [{ pointer: '/builder_key', detail: `is no builder of an installed pack (known: ${known})` }];
  }
  if (source_type === 'builder' && !builder_key) {
    return [{ pointer: '/builder_key', detail: 'is needed by a source of type builder' }];
  }
  if (!builder_key && !body.source_name && !body.view_name) {
    return [{ pointer: '/source_name', detail: `is needed by a source of type ${source_type}` }];
  }
  return [];
}

function parsed<T>(schema: z.ZodType<T>, value: Json, pointer: string, errors: FieldError[]): T | null {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) {
    errors.push({ pointer: [pointer, ...path.map(String)].join('/'), detail: message });
  }
  return null;
}

function dialogText(dialog: Json, errors: FieldError[]): string | null {
  const text = dialog === null || typeof dialog === 'string' ? dialog : JSON.stringify(dialog);
  try {
    readDialog(text, '/dialog');
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    errors.push(...error.faults);
  }
  return text || null;
}
