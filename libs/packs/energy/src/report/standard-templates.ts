import type { DatasetBuilder } from '@galley/dataset';
import {
  builderBinding,
  builderTemplate,
  dialogOf,
  readTemplateFields,
  type TemplateFields,
} from '@galley/template';
import { z } from 'zod';
import { energyBuilders } from '../data/index.js';
import { exportBuilders } from '../data/exports.js';
import { readTemplates } from '../pack-files.js';
import { FIELDS } from './parameter-fields.js';

const file = z.strictObject({
  template: z.record(z.string(), z.unknown()),
  /** Content of the template, as JSON that people can read. */
  layout: z.record(z.string(), z.unknown()),
});

/** What every organization gets of its own, as the customer's migration made it (sources/energy-exports.txt, section 5). */
const OF_ORGANIZATIONS = [
  'settlement',
  'compliance',
  'financial_summary',
  'invoice_aging',
  'expense_by_category',
  'ld_summary',
];

/** The six templates that each organization gets. */
export function organizationTemplates(): readonly TemplateFields[] {
  return reportTemplates().filter(({ report_type }) => OF_ORGANIZATIONS.includes(report_type));
}

/** The templates that all organizations share: the generation summary, and one of kind `export` per data type. */
export function platformTemplates(): readonly TemplateFields[] {
  const shared = reportTemplates().filter(({ report_type }) => !OF_ORGANIZATIONS.includes(report_type));
  return [...shared, ...exportBuilders.map(exportTemplate)];
}

/** The pack's `templates/*.json`, checked and completed. Throws on a file that is no template. */
function reportTemplates(): readonly TemplateFields[] {
  return readTemplates().map(({ name, content }) => {
    const { template, layout } = file.parse(content);
    const pack = { builders: energyBuilders, fields: FIELDS };
    return builderTemplate({ template, content: JSON.stringify(layout) }, pack, `/${name}`);
  });
}

function exportTemplate(builder: DatasetBuilder): TemplateFields {
  const { label, params } = builder;
  const type = builder.key.replace('energy.', '');
  return readTemplateFields({
    name: label,
    description: `The data that an export of type ${type.replace('export_', '')} carries away.`,
    report_group: 'Exports',
    report_category: 'export',
    report_type: type,
    kind: 'export',
    default_format: 'csv',
    default_options: { title: label.replace('Export: ', '') },
    dialog: dialogOf(params, FIELDS),
    ...builderBinding(builder),
  });
}
