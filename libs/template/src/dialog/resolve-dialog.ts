import type { Json } from '@galley/dataset';
import type { Clock } from '../dates/relative-date.js';
import type { Dialog, DialogField } from './dialog.js';
import { isEmpty, resolveValue, valueFault } from './field-values.js';

/** What a template presets besides the defaults of its fields. */
export interface Presets {
  readonly default_filters: Readonly<Record<string, Json>>;
  /** Length of the range preset where a dialog asks for a from and a to date and says nothing else. */
  readonly default_date_range_days: number;
}

/**
 * The dialog as a form shows it now: each default is the template's own preset, else the field's, else the range of
 * `default_date_range_days` up to today, with relative dates resolved.
 */
export function resolveDialog(dialog: Dialog, presets: Presets, clock: Clock): Dialog {
  const range = presetRange(dialog, presets);
  const fields = dialog.fields.map((field): DialogField => {
    const preset = presets.default_filters[field.name];
    const value = preset !== undefined ? preset : (field.default ?? range[field.name] ?? null);
    // A preset that does not suit its field is no default; the run itself reports it.
    return { ...field, default: valueFault(field, value) ? null : resolveValue(field, value, clock) };
  });
  return { fields };
}

function presetRange(dialog: Dialog, presets: Presets): Readonly<Record<string, string>> {
  const edge = (name: string): DialogField | undefined =>
    dialog.fields.find((field) => isDate(field) && field.name.toLowerCase().replaceAll('_', '') === name);
  const from = edge('datefrom');
  const to = edge('dateto');
  const presetElsewhere = (field: DialogField): boolean =>
    !isEmpty(field.default) || presets.default_filters[field.name] !== undefined;
  if (!from || !to || presetElsewhere(from) || presetElsewhere(to)) return {};
  return { [from.name]: `today-${presets.default_date_range_days}d`, [to.name]: 'today' };
}

function isDate(field: DialogField): boolean {
  return field.type === 'date' || field.type === 'datetime';
}
