import type { DatasetRequest, Json } from '@galley/dataset';
import type { DocumentInfo } from '@galley/layout';
import type { RenderOptions } from '@galley/render';
import { readDialog, type DialogField, type EffectiveOptions } from '@galley/template';

/** What a document is made of besides its rows. */
export interface DocumentSubject {
  readonly template: {
    readonly id: string | null;
    readonly name: string;
    readonly version: number | null;
    readonly dialog: string | null;
    readonly locale: string | null;
    readonly page_size: string;
    readonly orientation: 'portrait' | 'landscape' | 'auto';
  };
  readonly organization: { readonly name: string; readonly locale: string; readonly timezone: string };
  readonly options: EffectiveOptions;
  readonly request: DatasetRequest;
  /** UTC ISO-8601. */
  readonly generated_at: string;
}

/** What the document says about itself: the run's own wishes first, then the template's, then the organization's. */
export function documentOf(subject: DocumentSubject): DocumentInfo {
  const { template, organization, options, request } = subject;
  return {
    title: options.title || template.name,
    subtitle: options.subtitle || null,
    organization: organization.name,
    parameters: parametersOf(subject),
    locale: options.locale ?? template.locale ?? organization.locale,
    timezone: request.timezone ?? organization.timezone,
    generated_at: subject.generated_at,
    template: { id: template.id, name: template.name, version: template.version },
    options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null)),
  };
}

export function renderOptionsOf({ template, options }: DocumentSubject): RenderOptions {
  return {
    group_by: options.group_by,
    totals: options.totals,
    page_size: options.page_size ?? template.page_size,
    orientation: options.orientation ?? template.orientation,
    include_summary: options.include_summary ?? true,
    csv: options.csv ?? {},
  };
}

/** Fields of the dialog in its order, then what was asked for beyond it. */
function parametersOf({ template, request }: DocumentSubject): { label: string; value: string }[] {
  const asked = new Map<string, Json>(Object.entries({ ...request.filters, ...request.params }));
  const shown: { label: string; value: string }[] = [];
  for (const field of readDialog(template.dialog).fields) {
    const value = asked.get(field.name);
    asked.delete(field.name);
    if (value !== undefined && value !== null)
      shown.push({ label: field.label, value: textOf(value, field) });
  }
  for (const [name, value] of asked)
    if (value !== null) shown.push({ label: name, value: textOf(value, null) });
  return shown;
}

function textOf(value: Json, field: DialogField | null): string {
  if (Array.isArray(value)) return value.map((one) => textOf(one as Json, field)).join(', ');
  if (value !== null && typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return field?.options.find((choice) => choice.value === text)?.label ?? text;
}
