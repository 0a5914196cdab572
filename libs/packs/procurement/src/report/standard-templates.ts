import type { Column } from '@galley/dataset';
import { readTemplateFields, type TemplateFields } from '@galley/template';
import { z } from 'zod';
import { readTemplates } from '../pack-files.js';

/** What the source of a template is called on the wire, and what it knows better than the database about its columns. */
export interface StandardSource {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly (Partial<Column> & Pick<Column, 'name'>)[] | null;
}

export interface StandardTemplate {
  readonly source: StandardSource;
  readonly template: TemplateFields;
}

const column = z.strictObject({
  name: z.string(),
  label: z.string(),
  format: z.string().optional(),
  scale: z.int().min(0).max(20).optional(),
  role: z.enum(['dimension', 'measure']).optional(),
});

const file = z.strictObject({
  source: z.strictObject({
    name: z.string().regex(/^procurement\.[a-z_]+$/),
    label: z.string(),
    columns: z.array(column).nullable().default(null),
  }),
  template: z.record(z.string(), z.unknown()),
  /** Content of the template, as JSON that people can read. */
  layout: z.record(z.string(), z.unknown()).optional(),
});

/** The pack's templates as its `templates/*.json` state them, checked and completed. Throws on a file that is no template. */
export function standardTemplates(): readonly StandardTemplate[] {
  return readTemplates().map(({ name, content: stated }) => {
    const { source, template, layout } = file.parse(stated);
    const content = layout === undefined ? '' : JSON.stringify(layout);
    return { source, template: readTemplateFields({ ...template, content }, `/${name}`) };
  });
}
