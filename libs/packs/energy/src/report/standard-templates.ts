import type { DatasetBuilder } from '@galley/dataset';
import { builderBinding, readTemplateFields, runParams, type TemplateFields } from '@galley/template';
import { z } from 'zod';
import { energyBuilders } from '../data/index.js';
import { exportBuilders } from '../data/exports.js';
import { readTemplates } from '../pack-files.js';
import { dialogOf } from './dialog-of.js';

const file = z.strictObject({
  template: z.record(z.string(), z.unknown()),
  /** Content of the template, as JSON that people can read. */
  layout: z.record(z.string(), z.unknown()),
});

const dataset = z.looseObject({ name: z.string(), source: z.string() });

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
    const builder = builderOf(String(template.builder_key));
    const datasets = z.array(dataset).parse(template.datasets ?? []);
    const completed = {
      ...template,
      datasets: datasets.map((one) => ({ ...one, params: runParams(builderOf(one.source)) })),
      content: JSON.stringify(layout),
    };
    // A further dataset asks for more than the template's own only where it has a parameter of its own.
    const asked = [builder, ...datasets.map(({ source }) => builderOf(source))].flatMap(
      ({ params }) => params,
    );
    const dialog = dialogOf(
      asked.filter((one, at) => asked.findIndex(({ name: own }) => own === one.name) === at),
    );
    return readTemplateFields({ ...completed, ...builderBinding(builder), dialog }, `/${name}`);
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
    dialog: dialogOf(params),
    ...builderBinding(builder),
  });
}

function builderOf(key: string): DatasetBuilder {
  const builder = energyBuilders.find((one) => one.key === key);
  if (!builder) throw new Error(`the pack has no builder ${key}`);
  return builder;
}
