import { readContent } from '../report-content.js';
import { composeReport } from './compose-report.js';

const SAID = { period: '1 – 31 March', published: '1 April', grant: null, edition: 'Revision 2 · abc' };
const HEAD = {
  organization: 'Acme',
  program: 'Water',
  project: 'Wells',
  project_code: 'P1',
  location: null,
  donor: 'Norad [Oslo]',
  grant_ref: null,
  grant_amount: null,
  title: 'A [report]',
  report_type: 'ad_hoc',
  language: 'en',
  provisional: false,
  warnings: [],
};

function composed(sections: readonly object[], head: object = {}, isDraft = false) {
  const content = readContent(JSON.stringify({ head: { ...HEAD, ...head }, sections }));
  const publication = isDraft
    ? null
    : { revision: 2, sha256: 'abc', published_at: '2026-04-01T00:00:00.000Z' };
  const report = composeReport({ content, publication }, SAID);
  const layout = JSON.parse(report.layout) as {
    sections: Record<string, unknown>[];
    watermark?: string;
    direction: string;
  };
  return { ...report, layout };
}

const section = (kind: string, more: object = {}) => ({ kind, title: null, body: null, rows: [], ...more });

describe('a report as the renderer takes it', () => {
  it('ME-16: begins with cover and contents; sections without rows and text say that there are no data', () => {
    const { layout, datasets } = composed([section('logframe'), section('budget', { title: 'Money [EUR]' })]);
    expect(layout.sections.map(({ kind, title }) => [kind, title])).toEqual([
      ['cover', '[Title]'],
      ['contents', 'Contents'],
      ['text', 'Logical framework'],
      ['text', 'Money ["["]EUR]'],
    ]);
    expect(datasets.slice(1).map(({ rows }) => rows)).toEqual([[['No data.']], [['No data.']]]);
  });

  it('ME-16: the cover names donor, grant, project and revision, as values and never as templates', () => {
    const { layout, datasets } = composed([section('annex')], { grant_ref: 'G-1' });
    expect(layout.sections[0]).toMatchObject({
      facts: [
        { label: 'Donor', value: '[donor]' },
        { label: 'Grant reference', value: '[grant_ref]' },
        { label: 'Programme', value: '[program]' },
        { label: 'Project', value: '[project]' },
        { label: 'Revision', value: '[revision]' },
        { label: 'SHA-256 of the content', value: '[sha256]' },
      ],
    });
    expect(datasets[0]).toMatchObject({
      name: null,
      rows: [['Norad [Oslo]', 'G-1', 'Water', 'P1 Wells', '2 · 1 April', 'abc']],
    });
  });

  it('shows the text of an author above the rows, paragraph by paragraph', () => {
    const rows = [{ title: 'Photos', description: null, url: null }];
    const { layout, datasets } = composed([section('annex', { body: 'One.\nStill one.\n \nTwo.', rows })]);
    expect(layout.sections.slice(2)).toMatchObject([
      { kind: 'text', title: 'Annexes', dataset: 'text0', paragraphs: '[paragraph]' },
      { dataset: 'rows0', page_break: false },
    ]);
    expect(datasets[1]?.rows).toEqual([['One.\nStill one.'], ['Two.']]);
    expect(datasets[2]?.rows).toEqual([['Photos', null, null, null]]);
  });

  it('ME-14: ends with what the reader of the figures should know', () => {
    const warnings = [
      { code: 'PERIOD_PARTIAL', subject: 'P1 Q1', affected_count: 1, message: 'm' },
      { code: 'NEWER', subject: null, affected_count: 1, message: 'As the records say.' },
    ];
    const { layout, datasets } = composed([section('annex')], { warnings });
    expect(layout.sections.at(-1)).toMatchObject({ title: 'Remarks on the figures', dataset: 'remarks' });
    expect(datasets.at(-1)?.rows.map(([subject, message]) => [subject, message])).toEqual([
      ['P1 Q1', 'The period is only partly inside the reporting period: its values are not counted.'],
      [null, 'As the records say.'],
    ]);
  });

  it.each([
    [false, false, undefined, undefined],
    [true, false, 'PROVISIONAL', 'PROVISIONAL'],
    [false, true, 'DRAFT', 'DRAFT'],
    [true, true, 'DRAFT · PROVISIONAL', 'DRAFT'],
  ])('ME-1: provisional %s, draft %s: stamped %s', (provisional, isDraft, stamp, watermark) => {
    const { layout } = composed([section('annex')], { provisional }, isDraft);
    expect([layout.sections[0]?.stamp, layout.watermark]).toEqual([stamp, watermark]);
  });

  it('ME-C14: money has a chart for each currency, and sums in the rows of none', () => {
    const line = (currency: string, is_total: boolean) => ({
      currency,
      code: '1',
      category: 'A',
      budgeted: '1.00',
      is_total,
    });
    const rows = [line('EUR', false), line('EUR', true), line('USD', false), line('USD', true)];
    const { layout, datasets } = composed([section('budget', { rows })]);
    expect(layout.sections[2]?.charts).toMatchObject([
      { title: 'Budget and expenditure (EUR)', series: [{ filter: '[chart] == "0"' }, {}] },
      { title: 'Budget and expenditure (USD)' },
    ]);
    const chart = datasets[1]?.columns.findIndex(({ name }) => name === 'chart') ?? -1;
    expect(datasets[1]?.rows.map((row) => row[chart])).toEqual(['0', null, '1', null]);
  });

  it('Arabic runs from the right', () => {
    expect(composed([section('annex')], { language: 'ar' }).layout.direction).toBe('rtl');
  });
});
