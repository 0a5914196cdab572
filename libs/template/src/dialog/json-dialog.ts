import type { Json } from '@galley/dataset';
import { z } from 'zod';
import { parseBy, TemplateError } from '../faults.js';
import { FIELD_OPERATORS, FIELD_TYPES, type Dialog, type DialogField } from './dialog.js';
import { valueFault } from './field-values.js';

const name = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
    'is not a field name: a letter, then letters, digits and _, at most 63',
  );
const column = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'is not a column name');
const source = z.string().min(1).max(200);

const lookup = z.union(
  [
    source.transform((text) => ({ source: text, field: null, label: null })),
    z.strictObject({
      source,
      field: column.nullable().default(null),
      label: column.nullable().default(null),
    }),
  ],
  'is a source name or {source, field, label}',
);

const field = z.strictObject({
  name,
  label: z.string().max(200).optional(),
  type: z.enum(FIELD_TYPES).default('text'),
  required: z.boolean().default(false),
  default: z.json().default(null),
  lookup: lookup.nullable().default(null),
  options: z
    .array(z.strictObject({ value: z.string(), label: z.string() }))
    .max(500)
    .default([]),
  depends_on: z
    .union([name.transform((one) => [one]), z.array(name)], 'is a field name or a list of them')
    .default([]),
  multiple: z.boolean().default(false),
  column: column.nullable().default(null),
  operator: z.enum(FIELD_OPERATORS).nullable().default(null),
  help: z.string().max(500).nullable().default(null),
});

/** `{fields: [{name, label, type, required, default, lookup, depends_on, multiple, column, operator, options, help}]}`. */
const dialog = z
  .strictObject({ fields: z.array(field).max(60, 'holds more than 60 fields') })
  .superRefine(({ fields }, context) => {
    fields.forEach((one, index) => {
      const fault = (key: string, message: string): void =>
        context.addIssue({ code: 'custom', path: ['fields', index, key], message });
      if (fields.findIndex((other) => other.name === one.name) < index)
        fault('name', `"${one.name}" is used twice`);
      if (one.type === 'lookup' && !one.lookup) fault('lookup', 'is needed by a field of type lookup');
      if (one.type === 'select' && !one.options.length)
        fault('options', 'are needed by a field of type select');
      for (const parent of one.depends_on) {
        // Only earlier fields: a form is filled from the top, and circles cannot arise.
        if (!fields.slice(0, index).some((other) => other.name === parent)) {
          fault('depends_on', `"${parent}" is not a field above this one`);
        }
      }
    });
  });

/** Reads our JSON form. Throws `TemplateError` with every fault, pointers below `base`. */
export function readJsonDialog(text: string, base: string): Dialog {
  return checkDialog(parseJson(text, base), base);
}

/** A dialog as JSON says it, whatever form it was written in. Throws as `readJsonDialog`. */
export function checkDialog(value: unknown, base: string): Dialog {
  const parsed = parseBy(dialog, value, base);
  const fields = parsed.fields.map((one): DialogField => ({
    ...one,
    default: one.default as Json,
    label: one.label ?? one.name,
  }));
  const faults = fields.flatMap((one, index) => {
    const detail = one.default === null ? null : valueFault(one, one.default);
    return detail ? [{ pointer: `${base}/fields/${index}/default`, detail }] : [];
  });
  if (faults.length) throw new TemplateError(faults);
  return { fields };
}

function parseJson(text: string, pointer: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TemplateError([{ pointer, detail: `is not JSON: ${why}` }]);
  }
}
