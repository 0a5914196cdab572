import { z } from 'zod';
import { dataset, running, shownIf, template, text } from './content-parts.js';

const MAX_NOTES = 50;
const MAX_FACTS = 40;
const MAX_PARAGRAPHS = 200;
const MAX_PARAGRAPH = 20_000;

const notes = z
  .union([text, z.array(text).max(MAX_NOTES)])
  .describe('Paragraphs below; **bold**, *italic*, lists, links');

const title = template.optional();

/** What stands at the edge of pages, and may differ from section to section. */
const edges = {
  header: running.optional().describe('At the head of every page'),
  footer: running.optional().describe('At the foot of every page'),
  watermark: text.optional().describe('Across every page'),
};

/** What a whole layout says, and each section that has a title, pages and notes of its own. */
export const frame = { title, subtitle: title, ...edges, notes: notes.optional() };

/** What every section may say. */
export const place = {
  name: z.string().min(1, 'is empty').max(31).optional().describe('Name of the sheet in a workbook'),
  shown_if: shownIf.optional(),
};

export const pageBreak = z
  .boolean()
  .default(true)
  .describe('False: begins below the section before it where the page has room');

export const closing = z
  .enum(['full', 'brief', 'none'])
  .describe(
    'What stands below the rows: how many of how many units, and their fingerprint. Absent: full, and brief (one line) in documents of several kinds of section. What is missing is told in any case',
  );

const paragraph = z
  .string()
  .min(1, 'is empty')
  .max(MAX_PARAGRAPH, `is longer than ${MAX_PARAGRAPH} characters`)
  .describe('Text; [column], [Title] … stand for values; then **bold**, *italic*, lists, links');

export const coverSection = z
  .strictObject({
    kind: z.literal('cover'),
    ...place,
    dataset: dataset.optional(),
    title,
    subtitle: title,
    watermark: edges.watermark,
    logo: z
      .string()
      .min(1, 'is empty')
      .max(100)
      .optional()
      .describe("Name of a stored picture; absent: the logo of the template's branding"),
    stamp: template.optional().describe('Framed word: DRAFT; not drawn where it comes out empty'),
    facts: z
      .array(z.strictObject({ label: template, value: template }))
      .max(MAX_FACTS)
      .default([])
      .describe('Lines of label and value; one whose value comes out empty is left out'),
  })
  .describe('A page without running head: what the document is. Sees the first row of its dataset');

export const contentsSection = z
  .strictObject({ kind: z.literal('contents'), ...place, title, ...edges, page_break: pageBreak })
  .describe('Titles of the other sections with their pages; of a workbook with links to their sheets');

export const textSection = z
  .strictObject({
    kind: z.literal('text'),
    ...place,
    dataset: dataset
      .optional()
      .describe('Printed once for each row of it; absent: once, over the first row of the own dataset'),
    ...frame,
    heading: template.optional().describe('Above the paragraphs of each row, unless it comes out empty'),
    paragraphs: z.union([paragraph, z.array(paragraph).max(MAX_PARAGRAPHS)]),
    page_break: pageBreak,
  })
  .describe('Running text');

export type CoverContent = z.infer<typeof coverSection>;
export type TextContent = z.infer<typeof textSection>;
