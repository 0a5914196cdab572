import { builderTemplate, type TemplateFields } from '@galley/template';
import { z } from 'zod';
import { monitoringBuilders } from '../data/index.js';
import { readTemplates } from '../pack-files.js';
import { FIELDS } from './parameter-fields.js';

const file = z.strictObject({
  template: z.record(z.string(), z.unknown()),
  /** Content of the template, as JSON that people can read. */
  layout: z.record(z.string(), z.unknown()),
});

/** The pack's `templates/*.json`, checked and completed: all organizations share them. Throws on a file that is no template. */
export function standardTemplates(): readonly TemplateFields[] {
  return readTemplates().map(({ name, content }) => {
    const { template, layout } = file.parse(content);
    const pack = { builders: monitoringBuilders, fields: FIELDS };
    return builderTemplate({ template, content: JSON.stringify(layout) }, pack, `/${name}`);
  });
}
