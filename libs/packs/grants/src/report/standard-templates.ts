import type { DatasetBuilder } from '@galley/dataset';
import { builderBinding, readTemplateFields, runParams, type TemplateFields } from '@galley/template';
import { z } from 'zod';
import { grantsBuilders } from '../data/index.js';
import { readTemplateLayout, readTemplates } from '../pack-files.js';

const file = z.strictObject({
  template: z.record(z.string(), z.unknown()),
  /** File beside it with the content of the template; absent = it has none. */
  layout_file: z.string().optional(),
});

const dataset = z.looseObject({ name: z.string(), source: z.string() });

/** Every template of the pack shows one report. */
const DIALOG = {
  fields: [
    { name: 'report_id', label: 'Rapport', type: 'text', required: true, help: 'Id of the Bufdir report.' },
  ],
};

/** The pack's `templates/*.json`, checked and completed: all organizations share them. Throws on a file that is no template. */
export function standardTemplates(): readonly TemplateFields[] {
  return readTemplates().map(({ name, content }) => {
    const { template, layout_file } = file.parse(content);
    const datasets = z.array(dataset).parse(template.datasets ?? []);
    const completed = {
      ...template,
      ...builderBinding(builderOf(String(template.builder_key))),
      datasets: datasets.map((one) => ({ ...one, params: runParams(builderOf(one.source)) })),
      dialog: DIALOG,
      content: layout_file === undefined ? '' : readTemplateLayout(layout_file),
    };
    return readTemplateFields(completed, `/${name}`);
  });
}

function builderOf(key: string): DatasetBuilder {
  const builder = grantsBuilders.find((one) => one.key === key);
  if (!builder) throw new Error(`the pack has no builder ${key}`);
  return builder;
}
