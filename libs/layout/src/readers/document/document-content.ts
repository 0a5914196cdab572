import { z } from 'zod';

const MAX_TEXT = 2000;
const text = z.string().min(1, 'is empty').max(MAX_TEXT);
const field = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, 'is not the name of a column');
const orientation = z.enum(['portrait', 'landscape']);
const condition = z.string().min(1, 'is empty').max(MAX_TEXT);

/** How a value of a document is written; digits stay fixed so that figures align on the decimal sign. */
export const VALUE_FORMATS = [
  'text',
  'money',
  'price',
  'quantity',
  'integer',
  'percent',
  'rate',
  'date',
  'date_time',
] as const;
export type DocumentFormat = (typeof VALUE_FORMATS)[number];

/** A column of the dataset, or text with `[expressions]`. */
const shown = {
  field: field.optional(),
  text: text.optional(),
  format: z.enum(VALUE_FORMATS).default('text'),
};

function showsOneThing({ field: name, text: words }: { field?: string; text?: string }): boolean {
  return (name === undefined) !== (words === undefined);
}
const ONE_THING = { message: 'needs either "field" or "text"' };

const entry = z
  .strictObject({ label: text, ...shown, when: condition.optional() })
  .refine(showsOneThing, ONE_THING);
export type DocumentEntry = z.output<typeof entry>;

const column = z
  .strictObject({
    label: z.string().max(200),
    ...shown,
    /** Points, on A4 portrait. */
    width: z.number().min(8).max(600).default(50),
    /** Takes what the others leave. */
    grow: z.boolean().default(false),
    align: z.enum(['left', 'center', 'right']).optional(),
    when: condition.optional(),
    /** While it holds, the value is shown in red: a rule of the business is broken. */
    alert: condition.optional(),
    only: orientation.optional(),
  })
  .refine(showsOneThing, ONE_THING);
export type DocumentColumn = z.output<typeof column>;

const columns = z.array(column).min(1, 'is empty').max(24);
/** Below the row, side by side in small letters; each is left out when every column it names is null. */
const detail = z.strictObject({
  text,
  format: z.enum(VALUE_FORMATS).default('text'),
  when: condition.optional(),
  only: orientation.optional(),
});

const total = z
  .strictObject({
    label: text,
    field: field.optional(),
    expression: condition.optional(),
    format: z.enum(VALUE_FORMATS).default('money'),
    style: z.enum(['normal', 'strong', 'muted']).default('normal'),
    when: condition.optional(),
  })
  .refine(
    ({ field: name, expression }) => (name === undefined) !== (expression === undefined),
    'needs either "field" or "expression"',
  );
export type DocumentTotal = z.output<typeof total>;

const party = z.strictObject({ label: text, name: text, lines: z.array(text).max(10).default([]) });
export type DocumentParty = z.output<typeof party>;

const note = z
  .strictObject({
    label: text.optional(),
    ...shown,
    style: z.enum(['normal', 'small', 'alert']).default('normal'),
    when: condition.optional(),
  })
  .refine(showsOneThing, ONE_THING);
export type DocumentNote = z.output<typeof note>;

/** A further small table below the totals, from a named dataset of the template. */
const block = z.strictObject({ title: text, source: field, columns, total: entry.optional() });
export type DocumentBlock = z.output<typeof block>;

/**
 * A printed document: `{"kind": "document", …}`. Rows come from one dataset in which the columns of the document's head
 * repeat on every line. Names in `[brackets]` are columns of that dataset.
 */
export const documentContentSchema = z.strictObject({
  kind: z.literal('document'),
  title: text,
  /** Rows with the same value are one document. */
  key: field.default('document_id'),
  number: field.default('document_no'),
  date: field.optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'is not a colour such as #1F4E5F')
    .optional(),
  sender: z.strictObject({
    name: text,
    lines: z.array(text).max(6).default([]),
    logo: z.union([z.strictObject({ field }), z.strictObject({ asset: text })]).optional(),
  }),
  parties: z.array(party).max(3).default([]),
  header: z
    .strictObject({
      left: z.array(entry).max(16).default([]),
      right: z.array(entry).max(16).default([]),
    })
    .default({ left: [], right: [] }),
  lines: z.strictObject({
    columns,
    /** The order in which the rows of a document stand. */
    sort: field.default('line_no'),
    details: z.array(detail).max(12).default([]),
    /** Beside the number on every page but the first. */
    continued: text.optional(),
  }),
  totals: z.array(total).max(16).default([]),
  amount_in_words: z
    .strictObject({
      label: text,
      field,
      currency: field,
      locale: z
        .string()
        .regex(/^[A-Za-z-]{2,35}$/, 'is not a language tag (BCP 47)')
        .optional(),
    })
    .optional(),
  blocks: z.array(block).max(4).default([]),
  notes: z.array(note).max(8).default([]),
  /** The first whose condition holds stands across the pages. */
  watermark: z
    .array(z.strictObject({ when: condition, text }))
    .max(6)
    .default([]),
  /** Prints the blocks of the template's `signature_config`. */
  signatures: z.boolean().default(true),
  qr: field.optional(),
  footer: text.optional(),
});
export type DocumentContent = z.output<typeof documentContentSchema>;
