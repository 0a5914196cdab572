import type { Json } from '@galley/dataset';
import type { TemplateFields } from '@galley/template';
import type { BuilderOpener } from '@galley/tools';
import { renderTemplate } from '@galley/tools/rendering';
import { standardTemplates } from '../report/standard-templates.js';
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
export function renderReport(
  opener: BuilderOpener,
  { organization_id, report_id }: StoredReport,
  format: string,
  options: Readonly<Record<string, Json>> = {},
): Promise<Buffer> {
  return renderTemplate(opener, {
    template: templateOf(format === 'json' ? 'bufdir_payload' : 'bufdir_report'),
    organization_id,
    params: { report_id },
    format,
    options,
    document: { organization: 'Ærlig Likeperson', locale: 'nb-NO', generated_at: TAKEN_AT },
  });
}
