import { tableOfSection, wordsOf, type ContentSection } from '@galley/pack-monitoring/donor-report';
import { chartHtml } from './page-chart.js';
import { paragraphHtml } from './markup.js';
import { tableHtml } from './page-table.js';

it.each([
  ['a **b** *c* <i>', '<p dir="auto">a <strong>b</strong> <em>c</em> &#60;i&#62;</p>'],
  ['- one\n- **two**', '<ul dir="auto"><li>one</li><li><strong>two</strong></li></ul>'],
  ['x\ny', '<p dir="auto">x<br>y</p>'],
  [
    '[here](https://a.example/?b=1&c)',
    '<p dir="auto"><a href="https://a.example/?b=1&#38;c" rel="noopener noreferrer nofollow">here</a></p>',
  ],
  [
    '*[a](https://a.example/*b*)',
    '<p dir="auto">*<a href="https://a.example/&#42;b&#42;" rel="noopener noreferrer nofollow">a</a></p>',
  ],
  ['[no](javascript:alert(1))', '<p dir="auto">[no](javascript:alert(1))</p>'],
  [
    '[no](https://a.example/"onclick="x)',
    '<p dir="auto"><a href="https://a.example/&#34;onclick=&#34;x" rel="noopener noreferrer nofollow">no</a></p>',
  ],
])('%j becomes %s', (text, html) => {
  expect(paragraphHtml(text)).toBe(html);
});

const budget = (rows: readonly object[]) =>
  tableOfSection({ kind: 'budget', rows } as unknown as ContentSection, wordsOf('en'));

it('cells are named by their columns, figures written as the locale does, sums told apart', () => {
  const table = budget([
    { currency: 'EUR', is_total: true, budgeted: '1234.5', spent: '-7', percent_spent: '64.25' },
  ]);
  const html = table && tableHtml(table, 'Money "2026"', wordsOf('en'), 'en-GB');
  expect(html).toContain('aria-label="Money &#34;2026&#34;"');
  expect(html).toContain('<tr class="sum">');
  expect(html).toContain('<td data-label="Budget" class="n"><bdi>1,234.50</bdi></td>');
  expect(html).toContain('<td data-label="Spent" class="n"><bdi>-7.00</bdi></td>');
  expect(html).toContain('<td data-label="% spent" class="n"><bdi>64.25%</bdi></td>');
  expect(html).toContain('<td data-label="Remaining" class="n"></td>');
});

it('charts stand on zero, are mirrored from the right, and are left out where there is nothing to see', () => {
  const rows = (budgeted: string | null) => [
    { currency: 'EUR', code: '1', category: '<A>', budgeted, spent: '-50', is_total: false },
  ];
  const drawn = (budgeted: string | null, isRtl: boolean) => {
    const table = budget(rows(budgeted));
    const [chart] = table?.charts ?? [];
    return table && chart ? chartHtml(chart, table, wordsOf('en'), { locale: 'en-GB', isRtl }) : '';
  };
  const bars = (html: string) =>
    [...html.matchAll(/<rect class="s\d" x="([\d.]+)" y="([\d.]+)"[^>]*height="([\d.]+)"/g)].map((one) =>
      one.slice(1, 4).map(Number),
    );
  const [up, down] = bars(drawn('100', false));
  // 184 points for 150 units: the column of 100 ends where that of -50 begins.
  expect((up?.[1] ?? 0) + (up?.[2] ?? 0)).toBeCloseTo(down?.[1] ?? 0);
  expect((up?.[2] ?? 0) / (down?.[2] ?? 1)).toBeCloseTo(2, 1);
  const [mirrored] = bars(drawn('100', true));
  expect(mirrored?.[0]).toBeCloseTo(640 - (up?.[0] ?? 0) - 44);
  expect(drawn('100', false)).toContain('&#60;A&#62;');
  expect(bars(drawn(null, false))).toHaveLength(1);
});
