import { tableOfSection, wordsOf, type ContentSection } from '@galley/pack-monitoring/donor-report';
import { chartHtml } from './page-chart.js';

/** What is written below the columns of a chart of so many budget lines. */
function labelsOf(count: number): readonly (string | undefined)[] {
  const rows = Array.from({ length: count }, (_, at) => ({
    currency: 'EUR',
    code: `${at + 10}.1`,
    category: 'Monitoring',
    budgeted: '1',
    is_total: false,
  }));
  const words = wordsOf('en');
  const table = tableOfSection({ kind: 'budget', rows } as unknown as ContentSection, words);
  const [chart] = table?.charts ?? [];
  if (!table || !chart) return [];
  const html = chartHtml(chart, table, words, { locale: 'en-GB', isRtl: false });
  return [...html.matchAll(/text-anchor="middle">([^<]*)</g)].map((one) => one[1]);
}

it('names columns as far as there is room, and only some where they are many', () => {
  expect(labelsOf(2)).toEqual(['10.1 Monitori…', '11.1 Monitori…']);
  expect(labelsOf(8)[0]).toBe('10.1 Monito…');
  expect(labelsOf(40).slice(0, 4)).toEqual(['10.1 M…', '', '', '13.1 M…']);
});
