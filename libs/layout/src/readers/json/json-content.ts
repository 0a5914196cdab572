import { z } from 'zod';
import { chart } from './chart-content.js';
import {
  dataset,
  expression,
  field,
  format,
  length,
  shownIf,
  style,
  template,
  text,
  total,
} from './content-parts.js';
import { matrix } from './matrix-content.js';
import {
  closing,
  contentsSection,
  coverSection,
  frame,
  pageBreak,
  place,
  textSection,
} from './section-content.js';

const MAX_COLUMNS = 500;
const MAX_SECTIONS = 200;
const MAX_GROUPS = 8;
const MAX_TOTALS = 100;
const MAX_CONDITIONS = 20;
const MAX_CHARTS = 20;
/** More have no room on a page that lies. */
const MAX_LINES = 30;

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

/** What stands in one table. */
const table = {
  columns: z.array(column).max(MAX_COLUMNS).default([]).describe('Absent: every column of the dataset'),
  group_by: z.array(group).max(MAX_GROUPS).default([]).describe('Outermost first'),
  totals: z.array(total).max(MAX_TOTALS).default([]).describe('Below the table and below each group'),
  charts: z.array(chart).max(MAX_CHARTS).default([]).describe('Above or below the table'),
  matrices: z.array(matrix).max(MAX_CHARTS).default([]).describe('Crosstabs below the table'),
  max_lines: z
    .int()
    .min(1)
    .max(MAX_LINES)
    .optional()
    .describe(
      'Lines that a cell may take on a page before it ends in an ellipsis; absent: 3, and 12 in documents of several kinds of section',
    ),
  show_rows: z.boolean().default(true).describe('False: only charts, matrices and notes'),
};

const tableSection = z.strictObject({
  kind: z.literal('table').optional(),
  ...place,
  dataset: dataset.optional(),
  ...frame,
  ...table,
  page_break: pageBreak,
  closing: closing.optional(),
});

const section = z
  .discriminatedUnion('kind', [tableSection, coverSection, contentsSection, textSection])
  .describe('A table, unless "kind" says cover, contents or text');

/** A layout as JSON, as it is written and before expressions are read. */
export const jsonContent = z
  .strictObject({
    $schema: z.string().max(500).optional().describe('For editors'),
    kind: z.literal('report').optional().describe('Printed documents are of another kind'),
    direction: z
      .enum(['ltr', 'rtl'])
      .optional()
      .describe(
        "Where lines and columns begin; absent: as the run's locale (ar, fa, he, ur … from the right)",
      ),
    ...frame,
    ...table,
    closing: closing.optional(),
    sections: z
      .array(section)
      .min(1)
      .max(MAX_SECTIONS)
      .optional()
      .describe(
        'Tables, each with its own dataset, and what stands around them; the fields of the table then stand in the sections',
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
/** A table, by itself or as a section. */
export type TableContent = Omit<z.infer<typeof tableSection>, 'kind' | 'page_break'>;
export type ColumnContent = z.infer<typeof column>;
export type GroupContent = z.infer<typeof group>;
