import { z } from 'zod';
import { chart } from './chart-content.js';
import {
  dataset,
  expression,
  field,
  format,
  length,
  running,
  shownIf,
  style,
  template,
  text,
  total,
} from './content-parts.js';
import { matrix } from './matrix-content.js';

const MAX_COLUMNS = 500;
const MAX_SECTIONS = 50;
const MAX_GROUPS = 8;
const MAX_TOTALS = 100;
const MAX_CONDITIONS = 20;
const MAX_CHARTS = 20;
const MAX_NOTES = 50;

const when = z.strictObject({ if: expression, style }).describe('The first condition that holds decides');

const column = z.union([
  field,
  z.strictObject({
    field,
    label: text.optional(),
    width: length.optional(),
    align: z.enum(['left', 'center', 'right']).optional(),
    format: format.optional(),
    style: style.optional(),
    when: z.array(when).max(MAX_CONDITIONS).default([]),
    shown_if: shownIf.optional(),
  }),
]);

const group = z.union([
  field,
  z.strictObject({
    field,
    header: template.optional().describe('Instead of "label: value"'),
    footer: template.optional().describe('Instead of "Subtotal value (rows)"'),
    page_break: z.boolean().default(false).describe('Each group begins on a new page'),
    sheet: z
      .boolean()
      .default(false)
      .describe('In a workbook each group has a sheet of its own, named after it'),
    totals: z.array(total).max(MAX_TOTALS).default([]).describe('Besides those of the table'),
  }),
]);

const notes = z
  .union([text, z.array(text).max(MAX_NOTES)])
  .describe('Paragraphs below the table; **bold**, *italic*, lists, links');

/** What stands in one table. */
const table = {
  columns: z.array(column).max(MAX_COLUMNS).default([]).describe('Absent: every column of the dataset'),
  group_by: z.array(group).max(MAX_GROUPS).default([]).describe('Outermost first'),
  totals: z.array(total).max(MAX_TOTALS).default([]).describe('Below the table and below each group'),
  charts: z.array(chart).max(MAX_CHARTS).default([]).describe('Above or below the table'),
  matrices: z.array(matrix).max(MAX_CHARTS).default([]).describe('Crosstabs below the table'),
  show_rows: z.boolean().default(true).describe('False: only charts, matrices and notes'),
};

/** What may differ from section to section. */
const frame = {
  title: template.optional(),
  subtitle: template.optional(),
  header: running.optional().describe('At the head of every page'),
  footer: running.optional().describe('At the foot of every page'),
  watermark: text.optional().describe('Across every page'),
  notes: notes.optional(),
};

const section = z.strictObject({
  name: z.string().min(1, 'is empty').max(31).optional().describe('Name of the sheet in a workbook'),
  dataset: dataset.optional(),
  shown_if: shownIf.optional(),
  ...frame,
  ...table,
});

/** A layout as JSON, as it is written and before expressions are read. */
export const jsonContent = z
  .strictObject({
    $schema: z.string().max(500).optional().describe('For editors'),
    kind: z.literal('report').optional().describe('Printed documents are of another kind'),
    ...frame,
    ...table,
    sections: z
      .array(section)
      .min(1)
      .max(MAX_SECTIONS)
      .optional()
      .describe(
        'Several tables, each with its own dataset; the fields of the table then stand in the sections',
      ),
  })
  .superRefine((one, context) => {
    if (!one.sections) return;
    for (const key of ['columns', 'group_by', 'totals', 'charts', 'matrices'] as const) {
      if (one[key].length === 0) continue;
      context.addIssue({ code: 'custom', path: [key], message: 'belongs into one of the sections' });
    }
  })
  .meta({ title: 'Galley report layout' });

export type JsonContent = z.infer<typeof jsonContent>;
export type SectionContent = z.infer<typeof section>;
export type ColumnContent = z.infer<typeof column>;
export type GroupContent = z.infer<typeof group>;
