import { z } from 'zod';

const MAX_TEXT = 2_000;
const MAX_EXPRESSION = 4_000;
const MM = 72 / 25.4;

export const text = z.string().max(MAX_TEXT, `is longer than ${MAX_TEXT} characters`);

/** Text in which `[names]` and `[expressions]` stand for values. */
export const template = text
  .min(1, 'is empty')
  .describe('Text; [column], [Page], [Title] … stand for values');

export const field = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'is not the name of a column')
  .describe('Column of the dataset');

export const dataset = z
  .string()
  .min(1, 'is empty')
  .max(100)
  .describe('Named dataset of the template; absent: the one the template is bound to');

export const expression = z
  .string()
  .min(1, 'is empty')
  .max(MAX_EXPRESSION)
  .describe('Expression over columns in brackets: [qty] < 0 && [status] == "open"');

export const color = z
  .string()
  .regex(/^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, 'is not a colour: #rgb or #rrggbb')
  .describe('#rgb or #rrggbb');

/** Points, or millimetres as text. */
export const length = z
  .union([
    z.number().min(1).max(5_000),
    z.string().regex(/^\d{1,4}(\.\d{1,3})?mm$/, 'is not a length: points as a number, or "35mm"'),
  ])
  .describe('Points (1/72 inch) as a number, or millimetres as text: "35mm"');

export function pointsOf(value: z.infer<typeof length>): number {
  return typeof value === 'number' ? value : parseFloat(value) * MM;
}

export const FORMAT_NAMES = [
  'text',
  'money',
  'quantity',
  'integer',
  'percent',
  'date',
  'datetime',
  'time',
  'boolean',
] as const;

export const format = z
  .string()
  .min(1, 'is empty')
  .max(100)
  .describe(
    `One of ${FORMAT_NAMES.join(', ')} (percent takes the figure as per cent: 83.3), or a pattern: 0.00, #,##0;(#,##0), dd.MM.yyyy, N2`,
  );

export const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    color: color.optional(),
    fill: color.optional(),
    border: z
      .array(z.enum(['top', 'bottom', 'left', 'right']))
      .max(4)
      .optional()
      .describe('Sides with a thin line'),
  })
  .describe('Look of the cells');

export const shownIf = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'is not the name of a part: small letters, digits and _')
  .describe(
    'Shown unless `template_config` of the template switches this name off (false, null, 0, "" or [])',
  );

export const AGGREGATES = ['sum', 'avg', 'min', 'max', 'count', 'count_distinct'] as const;

export const total = z
  .union([
    field,
    z.strictObject({ column: field, aggregate: z.enum(AGGREGATES).default('sum'), as: field.optional() }),
  ])
  .describe('A column to add up, or {column, aggregate}');

export const running = z
  .union([
    template,
    z.strictObject({ left: template.optional(), center: template.optional(), right: template.optional() }),
  ])
  .describe(
    'Text at the left, or {left, center, right}; [Page], [TotalPages], [Date], [Title], [Organization]',
  );
