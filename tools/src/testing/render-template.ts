import type { DatasetStream, Json, OrderBy } from '@galley/dataset';
import { readLayout, type DocumentInfo } from '@galley/layout';
import { formatOf } from '@galley/render';
import { effectiveOptions, readNamedDatasets, type TemplateFields } from '@galley/template';
import type { BuilderOpener, BuilderQuestion } from './builder-opener.js';

/** What a run of a test is asked for. */
export interface TemplateRun extends Pick<BuilderQuestion, 'organization_id' | 'params' | 'actor'> {
  readonly template: TemplateFields;
  readonly format: string;
  /** Options of the run, above the template's own. */
  readonly options?: Readonly<Record<string, Json>>;
  /** What the document says of itself, where it matters. */
  readonly document?: Partial<DocumentInfo>;
}

/** A file of a template that a builder feeds, made by the product's renderer. Layouts that show totals of the database are not for it. */
export async function renderTemplate(opener: BuilderOpener, run: TemplateRun): Promise<Buffer> {
  const { template, format, params, document = {} } = run;
  const { sort_by, columns, title, csv, json, pdf } = effectiveOptions(
    template.default_options,
    run.options ?? {},
  );
  const locale = document.locale ?? template.locale ?? 'en';
  const { signature_config, orientation, template_config } = template;
  const hints = { signature_config, orientation, locale, parts: template_config };
  const chunks: Buffer[] = [];
  const sink = {
    write: (bytes: Buffer) => chunks.push(Buffer.from(bytes)) > 0,
    drained: () => Promise.resolve(),
  };
  await formatOf(format)?.render(
    {
      dataset: await opener.open(template.builder_key ?? '', {
        ...questionOf(run, sort_by),
        ...(columns && { columns }),
      }),
      layout: readLayout(template.content, hints),
      openDataset: (name) => openNamed(opener, run, name),
      document: {
        ...DOCUMENT,
        title: title ?? template.name,
        template: { id: null, name: template.name, version: 1 },
        values: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, textOf(value)])),
        ...document,
        locale,
      },
      options: {
        group_by: [],
        totals: [],
        orientation,
        page_size: template.page_size,
        include_summary: false,
        csv: csv ?? {},
        ...(json && { json }),
        ...(pdf && { pdf }),
      },
    },
    sink,
  );
  return Buffer.concat(chunks);
}

const DOCUMENT = {
  subtitle: null,
  organization: 'Organization',
  parameters: [],
  currency: null,
  timezone: 'Europe/Oslo',
  generated_at: '2026-01-15T08:30:00.000Z',
  options: {},
};

function textOf(value: Json): string | null {
  return value === null || typeof value === 'object' ? null : String(value);
}

function questionOf(
  { organization_id, params, actor }: TemplateRun,
  order: readonly OrderBy[],
): BuilderQuestion {
  const order_by = order.map(({ column, direction = 'asc' }) => `"${column}" ${direction}`).join(', ');
  return { organization_id, params, ...(actor && { actor }), ...(order_by !== '' && { order_by }) };
}

function openNamed(opener: BuilderOpener, run: TemplateRun, called: string): Promise<DatasetStream> {
  const one = readNamedDatasets(run.template.datasets).find(
    ({ name }) => name.toLowerCase() === called.toLowerCase(),
  );
  if (!one?.source) throw new Error(`the template has no dataset ${called}`);
  return opener.open(one.source, questionOf(run, one.order_by));
}
