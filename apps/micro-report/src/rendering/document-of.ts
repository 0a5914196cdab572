import type { DatasetRequest, Json } from '@galley/dataset';
import type { DocumentInfo } from '@galley/layout';
import type { RenderOptions } from '@galley/render';
import { readDialog, type EffectiveOptions } from '@galley/template';
import { shownValue, type ShownAs } from './shown-value.js';

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
  const locale = options.locale ?? template.locale ?? organization.locale;
  const timezone = request.timezone ?? organization.timezone;
  return {
    title: options.title || template.name,
    subtitle: options.subtitle || null,
    organization: organization.name,
    parameters: parametersOf(subject, { locale, timezone }),
    locale,
    timezone,
    generated_at: subject.generated_at,
    template: { id: template.id, name: template.name, version: template.version },
    options: Object.fromEntries(Object.entries(toldOptions(options)).filter(([, value]) => value !== null)),
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
    ...(options.json && { json: options.json }),
    ...(options.pdf && { pdf: options.pdf }),
  };
}

/** A document never tells what opens it. */
function toldOptions({ pdf, ...options }: EffectiveOptions): Readonly<Record<string, unknown>> {
  if (!pdf) return options;
  const { password: _kept, ...told } = pdf;
  return { ...options, pdf: told };
}

/** Fields of the dialog in its order, then what was asked for beyond it; what chooses nothing is left out. */
function parametersOf({ template, request }: DocumentSubject, as: ShownAs): DocumentInfo['parameters'] {
  const asked = new Map<string, Json>(Object.entries({ ...request.filters, ...request.params }));
  const fields = readDialog(template.dialog).fields.map((field) => {
    const value = asked.get(field.name) ?? null;
    asked.delete(field.name);
    return { label: field.label, value: shownValue(value, field, as) };
  });
  const others = [...asked].map(([label, value]) => ({ label, value: shownValue(value, null, as) }));
  return [...fields, ...others].flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}
