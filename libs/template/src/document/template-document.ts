import { z } from 'zod';
import { parseBy } from '../faults.js';
import { readTemplateFields, TEMPLATE_FIELDS, type TemplateFields } from '../template-fields.js';

/** Name and version of the export document. A later version adds a reader; it never changes what this one means. */
export const TEMPLATE_DOCUMENT = 'galley-template/1';

/** A template as it travels between installations: what its author decided, without identity, owner and history. */
export interface TemplateDocument {
  readonly format: typeof TEMPLATE_DOCUMENT;
  readonly template: Omit<TemplateFields, 'project_id'>;
}

const envelope = z.strictObject({
  format: z.literal(
    TEMPLATE_DOCUMENT,
    `is not "${TEMPLATE_DOCUMENT}", the only form of template document we read`,
  ),
  template: z.record(z.string(), z.unknown()),
});

/** The export document of a template. The same template gives the same bytes. */
export function templateDocumentOf(template: TemplateFields): TemplateDocument {
  const kept = TEMPLATE_FIELDS.filter((field) => field !== 'project_id');
  const fields = Object.fromEntries(kept.map((field) => [field, template[field]]));
  return { format: TEMPLATE_DOCUMENT, template: fields as Omit<TemplateFields, 'project_id'> };
}

/** Reads an export document; fields it leaves out take their defaults. Throws `TemplateError` with every fault. */
export function readTemplateDocument(value: unknown): TemplateFields {
  const { template } = parseBy(envelope, value);
  return readTemplateFields(template, '/template');
}
