import { DatasetStreamError, type TextRow } from '@galley/dataset';
import { FORMATS } from './registry.js';
import { MemorySink } from './testing/memory-sink.js';
import { column, type SampleDataset } from './testing/sample-dataset.js';
import { renderSample, type SampleRun } from './testing/sample-input.js';
import { QUANTITY_AND_VALUE, TWO_CURRENCIES } from './testing/two-currencies.js';

const COLUMNS = [
  column('category', 'string', { label: 'Category "A";, \nétage' }),
  column('name', 'string'),
  column('qty', 'integer', { role: 'measure' }),
  column('value', 'decimal', { scale: 2, role: 'measure' }),
  column('day', 'date'),
  column('posted', 'timestamp'),
  column('active', 'boolean'),
  column('id', 'uuid'),
  column('extra', 'json'),
];

const NAMES = ['Smoked salmon', 'น้ำมันมะกอก', 'Rødgrøt, fløte', 'مطعم "البحر"', '=1+1', 'ไก่ 🐔', '', ' a\nb '];

function rowOf(index: number): TextRow {
  if (index % 50 === 49) return COLUMNS.map(() => null);
  const day = `2026-0${1 + (index % 9)}-1${index % 10}`;
  return [
    `C${Math.floor(index / 100)}`,
    NAMES[index % NAMES.length] ?? null,
    String(index),
    `${index % 7 === 0 ? '-' : ''}${index}.25`,
    day,
    `${day} 23:59:59.5+07`,
    index % 2 === 0 ? 't' : 'f',
    '5f0c1f5e-9d0b-4b7e-8a55-0242ac120002',
    '{"a": [1, null]}',
  ];
}

/** Every kind of dataset a format has to cope with, with the database's totals. */
function sampleOf(rows: number, chunkSizes: readonly number[] = [65_536]): SampleDataset {
  const all = Array.from({ length: rows }, (_, index) => rowOf(index)).sort((a, b) =>
    (a[0] ?? '~').localeCompare(b[0] ?? '~'),
  );
  const quantity = all.reduce((sum, row) => sum + Number(row[2]), 0);
  const cents = all.reduce((sum, row) => sum + Math.round(Number(row[3]) * 100), 0);
  const totals = rows === 0 ? { qty: null, value: null } : { qty: quantity, value: (cents / 100).toFixed(2) };
  return { columns: COLUMNS, rows: all, totals, chunkSizes };
}

const TOTALS = [
  { column: 'qty', aggregate: 'sum' },
  { column: 'value', aggregate: 'sum' },
] as const;
const GROUPED: SampleRun = { options: { group_by: ['category'], totals: TOTALS } };

describe.each(FORMATS.map((format) => [format.key, format] as const))('the %s format', (_key, format) => {
  it.each([
    ['no rows', 0],
    ['one row', 1],
    ['nulls and many scripts', 60],
    ['rows of several groups', 350],
  ])('draws %s', async (_what, rows) => {
    const result = await renderSample(format, sampleOf(rows), GROUPED);
    expect(result.rows).toBe(rows);
    expect(result.trailer.summary.row_count).toBe(rows);
    expect(result.bytes.length).toBeGreaterThan(0);
  });

  it('gives the same bytes however 10,000 rows arrive', async () => {
    const whole = await renderSample(format, sampleOf(10_000), GROUPED);
    const pieces = await renderSample(format, sampleOf(10_000, [1, 7, 997, 16_384]), GROUPED);
    expect(whole.rows).toBe(10_000);
    expect(pieces.bytes.equals(whole.bytes)).toBe(true);
  });

  it('waits for a slow sink, and gives it the same bytes', async () => {
    const sink = new MemorySink(true);
    const slow = await renderSample(format, sampleOf(3000), { ...GROUPED, sink });
    const fast = await renderSample(format, sampleOf(3000), GROUPED);
    expect(sink.waits).toBe(sink.chunks.length);
    expect(slow.bytes.equals(fast.bytes)).toBe(true);
  });

  it.each([1, 2000, 20_000])('fails on a dataset whose last %i bytes never came', async (cut) => {
    const sample = { ...sampleOf(500), cut };
    await expect(renderSample(format, sample, GROUPED)).rejects.toThrow(DatasetStreamError);
  });

  it('fails when the database added up other rows', async () => {
    const sample = { ...sampleOf(500), totals: { qty: 1, value: '0.00' } };
    await expect(renderSample(format, sample, GROUPED)).rejects.toThrow('total "qty"');
  });

  it('takes totals of money per currency, and fails when those of one are wrong', async () => {
    const run: SampleRun = { options: { group_by: ['category'], totals: QUANTITY_AND_VALUE } };
    const right = await renderSample(format, TWO_CURRENCIES, run);
    expect(right.trailer.totals.value).toEqual({ THB: '1347.35', USD: '10.00' });
    const totals = { qty: 13, value: { THB: '1347.35', USD: '10.01' } };
    await expect(renderSample(format, { ...TWO_CURRENCIES, totals }, run)).rejects.toThrow('total "value"');
  });

  it('draws no group that the database did not form, or came to another figure', async () => {
    if (!format.shows_groups) return;
    const run: SampleRun = { options: { group_by: ['category'], totals: QUANTITY_AND_VALUE } };
    const [dry, ...others] = TWO_CURRENCIES.groups ?? [];
    const value = { THB: '150.15', USD: '10.01' };
    const wrong = [{ ...dry!, totals: { ...dry!.totals, value } }, ...others];
    await expect(renderSample(format, { ...TWO_CURRENCIES, groups: wrong }, run)).rejects.toThrow(
      'group ["Dry"], total "value"',
    );
    await expect(renderSample(format, { ...TWO_CURRENCIES, groups: others }, run)).rejects.toThrow(
      '3 groups',
    );
  });

  it('fails with the error of its sink', async () => {
    const full = new Error('ENOSPC');
    class FullSink extends MemorySink {
      override write(bytes: Buffer): boolean {
        if (this.chunks.length > 0) throw full;
        return super.write(bytes);
      }
    }
    await expect(renderSample(format, sampleOf(5000), { ...GROUPED, sink: new FullSink() })).rejects.toThrow(
      full,
    );
  });

  it('fails with the error of a sink that never drains', async () => {
    const broken = new Error('EPIPE');
    class BrokenSink extends MemorySink {
      override async drained(): Promise<void> {
        await Promise.reject(broken);
      }
    }
    const sink = new BrokenSink(true);
    await expect(renderSample(format, sampleOf(5000), { ...GROUPED, sink })).rejects.toThrow(broken);
  });

  it('tells its progress, at last with all rows', async () => {
    const told: number[] = [];
    await renderSample(format, sampleOf(25_000), { onProgress: (rows) => told.push(rows) });
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(25_000);
  });

  it('draws 2,000 columns', async () => {
    const columns = Array.from({ length: 2000 }, (_, index) =>
      column(`c${index}`, index % 2 ? 'string' : 'integer'),
    );
    const rows = Array.from({ length: 3 }, () => columns.map((_, index) => String(index)));
    expect((await renderSample(format, { columns, rows })).rows).toBe(3);
  });
});
