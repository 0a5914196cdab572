import {
  parseBy,
  presetFilters,
  readDialog,
  resolveDialog,
  sourceParamsSchema,
  type Clock,
  type DialogField,
} from '@galley/template';
import type { DialogFieldResource, DialogResource } from './template-resources.js';
import { asInvalid } from './template-problems.js';
import type { TemplateRow } from './template-row.js';

/** The form of a template as a client draws it now. Stored dialogs were checked; one that no longer reads is `invalid`. */
export function dialogOf(template: TemplateRow, clock: Clock): DialogResource {
  return asInvalid(() => {
    const { default_date_range_days } = template;
    const { params } = parseBy(sourceParamsSchema, template.source_params, '/source_params');
    const presets = { default_filters: presetFilters(template, params), default_date_range_days };
    const { fields } = resolveDialog(readDialog(template.dialog, '/dialog'), presets, clock);
    return { fields: fields.map(fieldOf) };
  });
}

function fieldOf(field: DialogField): DialogFieldResource {
  return { ...field, lookup: field.lookup && { ...field.lookup, url: lookupUrl(field.lookup) } };
}

function lookupUrl({ source, field, label }: NonNullable<DialogField['lookup']>): string {
  const query = new URLSearchParams();
  if (field) query.set('field', field);
  if (label) query.set('label', label);
  const suffix = query.size ? `?${query.toString()}` : '';
  return `/api/datasets/lookups/${encodeURIComponent(source)}${suffix}`;
}
