import type { DatasetStream, Json } from '@galley/dataset';
import { readLayout } from '@galley/layout';
import { formatOf } from '@galley/render';
import { effectiveOptions, readNamedDatasets, type TemplateFields } from '@galley/template';
import { standardTemplates } from '../report/standard-templates.js';
import type { BuilderOpener, BuilderQuestion } from './open-builder.js';
import { TAKEN_AT } from './report-rows.js';

/** The template of the pack with this type. */
export function templateOf(report_type: string): TemplateFields {
  const template = standardTemplates().find((one) => one.report_type === report_type);
  if (!template) throw new Error(`no template ${report_type}`);
  return template;
}

interface StoredReport {
  readonly organization_id: string;
  readonly report_id: string;
}

/** A file of a report, made by the product's renderer from the pack's template and datasets. */
export async function renderReport(
  opener: BuilderOpener,
  report: StoredReport,
  format: string,
  options: Readonly<Record<string, Json>> = {},
): Promise<Buffer> {
  const template = templateOf(format === 'json' ? 'bufdir_payload' : 'bufdir_report');
  const { sort_by, columns, title, csv, json, pdf } = effectiveOptions(template.default_options, options);
  const chunks: Buffer[] = [];
  const sink = {
    write: (bytes: Buffer) => chunks.push(Buffer.from(bytes)) > 0,
    drained: () => Promise.resolve(),
  };
  const own = { ...questionOf(report, sort_by), ...(columns && { columns }) };
  const hints = { signature_config: null, orientation: template.orientation, locale: 'nb-NO' };
  await formatOf(format)?.render(
    {
      dataset: await opener.open(template.builder_key ?? '', own),
      layout: readLayout(template.content, hints),
      openDataset: (name) => openNamed(opener, template, report, name),
      document: {
        ...DOCUMENT,
        title: title ?? template.name,
        template: { id: null, name: template.name, version: 1 },
      },
      options: {
        group_by: [],
        totals: [],
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
  organization: 'Ærlig Likeperson',
  parameters: [],
  currency: null,
  locale: 'nb-NO',
  timezone: 'Europe/Oslo',
  generated_at: TAKEN_AT,
  options: {},
};

function questionOf(
  { organization_id, report_id }: StoredReport,
  [first]: readonly { readonly column: string }[],
): BuilderQuestion {
  return { organization_id, params: { report_id }, ...(first && { order_by: first.column }) };
}

function openNamed(
  opener: BuilderOpener,
  template: TemplateFields,
  report: StoredReport,
  called: string,
): Promise<DatasetStream> {
  const one = readNamedDatasets(template.datasets).find(
    ({ name }) => name.toLowerCase() === called.toLowerCase(),
  );
  if (!one?.source) throw new Error(`the template has no dataset ${called}`);
  return opener.open(one.source, questionOf(report, one.order_by));
}
