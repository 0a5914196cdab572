import type { DatasetStream } from '@galley/dataset';
import { readLayout } from '@galley/layout';
import type { OutputFormat, RenderInput } from '../contract.js';
import { MemorySink } from './memory-sink.js';
import { column, openSample, type SampleDataset } from './sample-dataset.js';
import { SAMPLE_DOCUMENT } from './sample-input.js';

const EN = {
  region: 'Northern coast region',
  narrative:
    'Outreach teams reached **every** village that the plan names. Two roads were closed for *nine* days; what was missed was made up in June.',
  status: ['on track', 'behind', 'off track'],
  heading: 'What was done in quarter',
  indicator: 'Households with safe water within 500 m of their home',
};
const AR = {
  region: 'منطقة الساحل الشمالي',
  narrative:
    'وصلت فرق التوعية إلى **كل** القرى المذكورة في الخطة مع UNICEF و WHO. أُغلق طريقان لمدة 9 أيام، وعُوّض ما فات في يونيو بنسبة 97.5%.',
  status: ['على المسار', 'متأخر', 'خارج المسار'],
  heading: 'ما أُنجز في الربع',
  indicator: 'الأسر التي لديها مياه آمنة (WASH) على بعد 500 متر',
};
type Words = typeof EN;

/** Rows of progress: eight columns, texts that wrap, figures, a status to be coloured. */
export function progressOf(words: Words, count: number): SampleDataset {
  return {
    columns: [
      column('code', 'string', { label: 'Code' }),
      column('indicator', 'string', { label: 'Indicator' }),
      column('baseline', 'decimal', { label: 'Baseline', scale: 1, role: 'measure' }),
      column('target', 'decimal', { label: 'Target', scale: 1, role: 'measure' }),
      column('actual', 'decimal', { label: 'Actual', scale: 1, role: 'measure' }),
      column('progress', 'decimal', { label: 'Progress', scale: 1, format: 'percent', role: 'measure' }),
      column('status', 'string', { label: 'Status' }),
      column('note', 'string', { label: 'Explanation' }),
    ],
    rows: Array.from({ length: count }, (_, at) => [
      `WASH-${at + 1}`,
      words.indicator,
      '10.5',
      '1200.0',
      `${at * 20 - 30}.5`,
      `${(at * 17) % 110}.5`,
      words.status[at % 3] ?? null,
      at % 4 === 0 ? words.narrative.replaceAll('*', '') : null,
    ]),
  };
}

/** Texts by quarter, each of several paragraphs. */
export function narrativesOf(words: Words, rows: number, paragraphs: number): SampleDataset {
  return {
    columns: [column('heading', 'string'), column('body', 'string')],
    rows: Array.from({ length: rows }, (_, at) => [
      `${words.heading} ${at + 1}`,
      Array.from({ length: paragraphs }, (_, one) =>
        one % 5 === 2
          ? `- ${words.region}\n- [Galley](https://galley.example)\n- ${words.status[0]}`
          : words.narrative,
      ).join('\n\n'),
    ]),
  };
}

const EMPTY: SampleDataset = { ...progressOf(EN, 0), rows: [] };

export interface ComposedRun {
  readonly locale?: string;
  readonly content?: unknown;
  readonly datasets?: Readonly<Record<string, SampleDataset>>;
  readonly assets?: RenderInput['assets'];
  readonly pdf?: RenderInput['options']['pdf'];
}

/** A layout of every kind of section. */
export const COMPOSED = {
  title: 'Annual report 2026',
  footer: { left: '[Organization]', right: '[PageNofM]' },
  sections: [
    {
      kind: 'cover',
      subtitle: '[region]',
      stamp: '[stamp]',
      facts: [
        { label: 'Region', value: '[region]' },
        { label: 'Period', value: '2026-01-01 – 2026-12-31' },
        { label: 'Nothing', value: '[nothing]' },
      ],
    },
    { kind: 'contents' },
    { kind: 'text', title: 'Summary', dataset: 'narratives', heading: '[heading]', paragraphs: '[body]' },
    {
      title: 'Progress',
      subtitle: 'Against the targets of the year',
      dataset: 'progress',
      columns: [
        'code',
        'indicator',
        'baseline',
        'target',
        'actual',
        'progress',
        {
          field: 'status',
          when: [
            { if: '[progress] >= 80', style: { fill: '#c8e6c9' } },
            { if: '[progress] >= 40', style: { fill: '#ffecb3' } },
            { if: 'true', style: { fill: '#ffcdd2', bold: true } },
          ],
        },
        'note',
      ],
      charts: [{ kind: 'column', x: 'status', y: 'actual', title: 'Actual by status', height: '60mm' }],
      page_break: false,
    },
    { title: 'Budget', dataset: 'empty', page_break: false },
    {
      kind: 'text',
      title: 'Annexes',
      paragraphs: ['See **[region]**.', '1. One\n2. Two'],
      page_break: false,
    },
  ],
};

/** Renders a layout of several parts over small datasets, for tests. */
export async function renderComposed(format: OutputFormat, run: ComposedRun = {}): Promise<Buffer> {
  const sink = new MemorySink();
  await format.render(await composedInput(run), sink);
  return sink.bytes;
}

/** What `renderComposed` renders. */
export async function composedInput({
  locale = 'en',
  content = COMPOSED,
  datasets = {},
  assets,
  pdf,
}: ComposedRun = {}): Promise<RenderInput> {
  const words = locale.startsWith('ar') ? AR : EN;
  const known: Readonly<Record<string, SampleDataset>> = {
    narratives: narrativesOf(words, 2, 3),
    progress: progressOf(words, 12),
    empty: EMPTY,
    ...datasets,
  };
  const own: SampleDataset = {
    columns: [column('region', 'string'), column('stamp', 'string'), column('nothing', 'string')],
    rows: [[words.region, 'DRAFT', null]],
  };
  const openDataset = async (name: string): Promise<DatasetStream | null> => {
    const sample = known[name];
    return sample ? openSample(sample) : null;
  };
  return {
    dataset: await openSample(own),
    document: { ...SAMPLE_DOCUMENT, locale },
    options: { group_by: [], totals: [], include_summary: true, csv: {}, ...(pdf && { pdf }) },
    layout: readLayout(JSON.stringify(content), { signature_config: null, orientation: 'auto', locale }),
    openDataset,
    ...(assets && { assets }),
  };
}
