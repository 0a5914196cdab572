import { RenderError } from '../render-error.js';
import { column } from '../testing/sample-dataset.js';
import { renderSample, SAMPLE_DOCUMENT } from '../testing/sample-input.js';
import { TWO_CURRENCIES } from '../testing/two-currencies.js';
import { jsonFormat } from './json-format.js';

const BARE = { options: { json: { bare: true } } };

const COLUMNS = [
  column('sku', 'string'),
  column('value', 'decimal', { scale: 2 }),
  column('at', 'timestamp'),
];

describe('the json format', () => {
  it('is the dataset with what made it', async () => {
    const rows = [
      ['A-1 "é"\n', '120.50', '2026-06-30 23:59:59+07'],
      [null, null, null],
    ];
    const { bytes, trailer } = await renderSample(jsonFormat, {
      columns: COLUMNS,
      rows,
      totals: { value: '120.50' },
    });
    const { template, options, ...document } = SAMPLE_DOCUMENT;
    expect(JSON.parse(bytes.toString())).toEqual({
      template,
      document,
      options,
      columns: COLUMNS,
      rows: [
        { sku: 'A-1 "é"\n', value: '120.50', at: '2026-06-30T16:59:59.000Z' },
        { sku: null, value: null, at: null },
      ],
      totals: { value: '120.50' },
      groups: [],
      summary: trailer.summary,
    });
  });

  it('tells the currency of each unit, and totals as they are answered', async () => {
    const { bytes } = await renderSample(jsonFormat, TWO_CURRENCIES);
    const { currencies, totals, groups } = TWO_CURRENCIES;
    expect(JSON.parse(bytes.toString())).toMatchObject({ currencies, totals, groups });
  });

  it('is bare the value that the dataset holds, byte for byte', async () => {
    const text = `{"b": 1.50,  "a": "é\\n${'x'.repeat(600_000)}"}`;
    const { bytes } = await renderSample(
      jsonFormat,
      { columns: [column('payload', 'json')], rows: [[text]] },
      BARE,
    );
    expect(bytes.toString()).toBe(text);
  });

  it.each([
    ['two columns', [column('a', 'json'), column('b', 'json')], [['{}', '{}']]],
    ['text', [column('a', 'string')], [['{}']]],
    ['no row', [column('a', 'json')], []],
    ['several rows', [column('a', 'json')], [['{}'], ['{}']]],
    ['null', [column('a', 'json')], [[null]]],
  ])('refuses to be bare of %s', async (_, columns, rows) => {
    const rendered = renderSample(jsonFormat, { columns, rows }, BARE);
    await expect(rendered).rejects.toThrow(expect.objectContaining({ code: 'json-not-bare' }));
    await expect(rendered).rejects.toBeInstanceOf(RenderError);
  });

  it('has an empty list of rows when there are none', async () => {
    const { bytes } = await renderSample(jsonFormat, { columns: COLUMNS, rows: [] });
    expect(JSON.parse(bytes.toString())).toMatchObject({
      columns: COLUMNS,
      rows: [],
      summary: { row_count: 0 },
    });
  });
});
