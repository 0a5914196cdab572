import { z } from 'zod';
import { AGGREGATES, dataset, expression, field, format, text } from './content-parts.js';

const MAX_LEVELS = 6;
const MAX_MEASURES = 10;

const value = { field: field.optional(), expression: expression.optional() };
const ONE = 'needs either "field" or "expression"';

function hasOne({ field: name, expression: words }: { field?: string; expression?: string }): boolean {
  return (name === undefined) !== (words === undefined);
}

const level = z.union([
  field,
  z
    .strictObject({
      ...value,
      label: text.optional(),
      sort: z.enum(['asc', 'desc', 'none']).default('asc'),
      total: z.boolean().default(true).describe('A total follows the values'),
      format: format.optional(),
    })
    .refine(hasOne, ONE),
]);

const measure = z.union([
  field,
  z
    .strictObject({
      ...value,
      label: text.optional(),
      aggregate: z.enum(AGGREGATES).default('sum'),
      percent_of: z.enum(['none', 'row_total', 'column_total', 'grand_total']).default('none'),
      format: format.optional(),
    })
    .refine(hasOne, ONE),
]);

export const matrix = z.strictObject({
  title: text.optional(),
  dataset: dataset.optional(),
  filter: expression.optional(),
  rows: z.array(level).min(1).max(MAX_LEVELS).describe('Outermost first'),
  columns: z.array(level).min(1).max(MAX_LEVELS).describe('Outermost first'),
  measures: z.array(measure).min(1).max(MAX_MEASURES),
});

export type MatrixContent = z.infer<typeof matrix>;
export type LevelContent = z.infer<typeof level>;
export type MeasureContent = z.infer<typeof measure>;
