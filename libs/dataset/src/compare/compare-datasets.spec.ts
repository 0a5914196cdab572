import type { Column, Json, TotalRequest } from '../dataset.js';
import { openDatasetStream, type DatasetStream } from '../dataset-stream.js';
import { FRAME, jsonFrame, rowFrame } from '../frames.js';
import { readTextRows, type TextRow } from '../row-reader.js';
import { ControlTotals } from '../totals/control-totals.js';
import { compareDatasets, comparedTotals, type CompareWish } from './compare-datasets.js';
import { varianceOf, variancePercent } from './variance.js';

const LABELS = {
  change: 'Change',
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  unchanged: 'unchanged',
  changed_columns: 'Changed',
  prior: '{label} before',
  variance: '{label} variance',
  variance_percent: '{label} %',
};
const COLUMNS: Column[] = [
  { name: 'vendor', label: 'Vendor', type: 'string', format: null, role: 'dimension' },
  { name: 'note', label: 'Note', type: 'string', format: null, role: 'dimension' },
  { name: 'value', label: 'Value', type: 'decimal', scale: 2, format: null, role: 'measure' },
];
const TOTALS: TotalRequest[] = [{ column: 'value', aggregate: 'sum' }];
const WISH: CompareWish = { key: ['vendor'], totals: TOTALS, show: 'all', labels: LABELS };

interface Made {
  readonly columns?: readonly Column[];
  readonly rows: readonly TextRow[];
  readonly totals?: Readonly<Record<string, Json>>;
  readonly currencies?: Readonly<Record<string, string>>;
}

function dataset({ columns = COLUMNS, rows, totals = {}, currencies }: Made): Promise<DatasetStream> {
  const summary = {
    row_count: rows.length,
    warnings: [],
    truncated: false,
    fingerprint: `sha256:${rows.length}`,
  };
  async function* chunks(): AsyncGenerator<Buffer> {
    yield jsonFrame(FRAME.header, { columns, ...(currencies && { currencies }) });
    for (const row of rows) yield rowFrame(row);
    yield jsonFrame(FRAME.trailer, { totals, groups: [], summary });
  }
  return openDatasetStream(chunks());
}

async function compared(now: Made, then: Made, wish: Partial<CompareWish> = {}) {
  const stream = await compareDatasets(() => dataset(now), await dataset(then), { ...WISH, ...wish });
  const control = new ControlTotals(stream.header, comparedTotals(TOTALS));
  const rows: TextRow[] = [];
  for await (const batch of stream.batches()) {
    control.add(batch);
    rows.push(...readTextRows(batch));
  }
  const trailer = stream.trailer();
  control.verify(trailer);
  return {
    columns: stream.header.columns,
    rows,
    totals: trailer.totals,
    summary: trailer.summary,
  };
}

const NOW: Made = {
  rows: [
    ['A', 'x', '10.00'],
    ['B', 'x', '7.50'],
    ['C', 'x', '1.00'],
  ],
  totals: { value: '18.50' },
};
const THEN: Made = {
  rows: [
    ['C', 'x', '1.0'],
    ['B', 'y', '5.00'],
    ['D', 'x', '2.00'],
  ],
  totals: { value: '8.00' },
};

describe('a report set against another', () => {
  it('says of each row what became of it, with the variance', async () => {
    const { columns, rows, summary } = await compared(NOW, THEN);
    expect(columns.map(({ label }) => label)).toEqual([
      'Change',
      'Vendor',
      'Note',
      'Value',
      'Value before',
      'Value variance',
      'Value %',
      'Changed',
    ]);
    expect(rows).toEqual([
      ['added', 'A', 'x', '10.00', null, '10.00', null, null],
      ['changed', 'B', 'x', '7.50', '5.00', '2.50', '50.00', 'Note, Value'],
      ['unchanged', 'C', 'x', '1.00', '1.0', '0.00', '0.00', null],
      ['removed', 'D', 'x', null, '2.00', '-2.00', null, null],
    ]);
    expect(summary.compared).toMatchObject({
      added: 1,
      removed: 1,
      changed: 1,
      unchanged: 1,
      with: 'sha256:3',
    });
    expect(summary.row_count).toBe(4);
  });

  it('keeps the totals of both databases and their variance, which its rows prove', async () => {
    expect((await compared(NOW, THEN)).totals).toEqual({
      value: '18.50',
      value_prior: '8.00',
      value_variance: '10.50',
    });
  });

  it('adds up what it shows where unchanged rows are left out', async () => {
    const { rows, totals } = await compared(NOW, THEN, { show: 'changes' });
    expect(rows).toHaveLength(3);
    expect(totals).toEqual({ value: '17.50', value_prior: '7.00', value_variance: '10.50' });
  });

  it('takes every dimension for the key where none is named', async () => {
    const { rows } = await compared(NOW, THEN, { key: null });
    expect(rows.map(([change]) => change)).toEqual(['added', 'added', 'unchanged', 'removed', 'removed']);
  });

  it('pairs rows of the same key in their order, so that none is lost', async () => {
    const twice = {
      rows: [
        ['A', 'x', '1.00'],
        ['A', 'x', '2.00'],
      ],
      totals: { value: '3.00' },
    };
    const once = { rows: [['A', 'x', '1.00']], totals: { value: '1.00' } };
    expect((await compared(twice, once)).rows.map(([change]) => change)).toEqual(['unchanged', 'added']);
    expect((await compared(once, twice)).rows.map(([change]) => change)).toEqual(['unchanged', 'removed']);
  });

  it('never confuses an absent key with an empty one', async () => {
    const { rows } = await compared({ rows: [[null, 'x', null]] }, { rows: [['', 'x', null]] });
    expect(rows.map(([change]) => change)).toEqual(['added', 'removed']);
  });

  it('keeps currencies apart', async () => {
    const unit: Column = { name: 'bu_code', label: 'Unit', type: 'string', format: null, role: 'dimension' };
    const money: Column = { ...COLUMNS[2]!, format: 'money' };
    const made = (thb: string, usd: string): Made => ({
      columns: [unit, money],
      currencies: { T01: 'THB', T03: 'USD' },
      rows: [
        ['T01', thb],
        ['T03', usd],
      ],
      totals: { value: { THB: thb, USD: usd } },
    });
    const { totals, rows } = await compared(made('10.00', '3.00'), made('4.00', '5.00'), { key: null });
    expect(totals).toEqual({
      value: { THB: '10.00', USD: '3.00' },
      value_prior: { THB: '4.00', USD: '5.00' },
      value_variance: { THB: '6.00', USD: '-2.00' },
    });
    expect(rows[0]?.slice(0, 2)).toEqual(['T01', 'changed']);
  });

  it('refuses a key that is not there', async () => {
    await expect(compared(NOW, THEN, { key: ['colour'] })).rejects.toMatchObject({
      problem: { code: 'compare-key-unknown' },
    });
    const narrower = { columns: COLUMNS.slice(1), rows: [] };
    await expect(compared(NOW, narrower)).rejects.toMatchObject({
      problem: { code: 'compare-columns-differ' },
    });
  });
});

describe('a variance', () => {
  // EN-C11: budget and actual of five expense categories.
  it.each([
    ['45360', '42000', '3360', '8.00'],
    ['12000', '12000', '0', '0.00'],
    ['7600', '8000', '-400', '-5.00'],
    ['9125.50', '5000', '4125.50', '82.51'],
    ['1250', '0', '1250', null],
  ])('%s after %s is %s (%s %%)', (current, prior, variance, percent) => {
    expect(varianceOf(current, prior)).toBe(variance);
    expect(variancePercent(current, prior)).toBe(percent);
  });

  it('is rounded half away from zero, and measured by the size of what was before', () => {
    expect(variancePercent('1.00125', '1')).toBe('0.13');
    expect(variancePercent('0.99875', '1')).toBe('-0.13');
    expect(variancePercent('-50', '-100')).toBe('50.00');
  });
});
