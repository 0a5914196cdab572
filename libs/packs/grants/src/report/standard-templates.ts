import { builderTemplate, type ParameterFields, type TemplateFields } from '@galley/template';
import { z } from 'zod';
import { grantsBuilders } from '../data/index.js';
import { readTemplateLayout, readTemplates } from '../pack-files.js';

const file = z.strictObject({
  template: z.record(z.string(), z.unknown()),
  /** File beside it with the content of the template; absent = it has none. */
  layout_file: z.string().optional(),
});

/** Every template of the pack shows one report. */
const FIELDS: ParameterFields = {
  report_id: { label: 'Rapport', type: 'text', required: true, help: 'Id of the Bufdir report.' },
};

/** The pack's `templates/*.json`, checked and completed: all organizations share them. Throws on a file that is no template. */
export function standardTemplates(): readonly TemplateFields[] {
  return readTemplates().map(({ name, content }) => {
    const { template, layout_file } = file.parse(content);
    const layout = layout_file === undefined ? '' : readTemplateLayout(layout_file);
    return builderTemplate(
      { template, content: layout },
      { builders: grantsBuilders, fields: FIELDS },
      `/${name}`,
    );
  });
}
