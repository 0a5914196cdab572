import { z } from 'zod';
import { CHART_KINDS } from '../../model/chart.js';
import { color, dataset, expression, field, format, length, shownIf, text } from './content-parts.js';

const MAX_SERIES = 20;
const MAX_POINTS = 500;

const kind = z.enum(CHART_KINDS);
const value = z
  .union([field, z.strictObject({ expression })])
  .describe('A column, or {"expression": "[qty] * [price]"}');

const series = z
  .strictObject({
    name: text.optional().describe('In the legend; the label of the column when absent'),
    y: value.optional().describe('Added up for each x'),
    x: value.optional().describe("Other than the chart's own x"),
    kind: kind.optional().describe("Other than the chart's own kind"),
    filter: expression.optional(),
    dataset: dataset.optional(),
    color: color.optional(),
    labels: z.boolean().optional().describe('Figures at the marks'),
    points: z
      .array(z.strictObject({ x: text, y: z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]) }))
      .max(MAX_POINTS)
      .optional()
      .describe('Fixed points instead of a dataset'),
  })
  .refine(({ y, points }) => (y === undefined) !== (points === undefined), 'needs either "y" or "points"');

export const chart = z
  .strictObject({
    at: z.enum(['before', 'after']).default('before').describe('Above or below the table'),
    height: length.default(190),
    title: text.optional(),
    kind: kind.default('column'),
    x: value.optional().describe('What each mark stands for; columns of one x are added up'),
    y: z
      .union([value, z.array(value).min(1).max(MAX_SERIES)])
      .optional()
      .describe('One series for each'),
    split_by: value.optional().describe('One series for each of its values'),
    filter: expression.optional(),
    dataset: dataset.optional(),
    series: z
      .array(series)
      .min(1)
      .max(MAX_SERIES)
      .optional()
      .describe('Instead of y: series of several kinds'),
    stacking: z.enum(['none', 'stacked', 'percent']).default('none'),
    sort: z.enum(['none', 'x', '-x', 'y', '-y']).default('none'),
    top: z.number().int().min(1).max(500).optional().describe('Show the largest; the rest is one value'),
    legend: z.enum(['none', 'top', 'right', 'bottom', 'left']).default('bottom'),
    labels: z.boolean().default(false).describe('Figures at the marks'),
    x_title: text.optional(),
    y_title: text.optional(),
    grid: z.boolean().default(true),
    format: format.optional(),
    palette: z.array(color).min(1).max(50).optional(),
    shown_if: shownIf.optional(),
  })
  .superRefine((one, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((one.y === undefined) === (one.series === undefined))
      fault('y', 'is needed unless there are "series"');
    const needsX = one.series?.some((each) => each.points === undefined && each.x === undefined) ?? true;
    if (needsX && one.x === undefined) fault('x', 'is missing');
  });

export type ChartContent = z.infer<typeof chart>;
export type ChartValue = z.infer<typeof value>;
