import type { TextRow, TotalRequest } from '@galley/dataset';
import { column, type SampleDataset } from './sample-dataset.js';

const ROWS: readonly TextRow[] = [
  ['T01', 'Dry', '2', '100.10'],
  ['T02', 'Dry', '1', '50.05'],
  ['T03', 'Dry', '4', '10.00'],
  ['T01', 'Wine', '1', '1200.20'],
  ['T03', 'Wine', null, null],
  ['T01', 'Zest', '5', '-3.00'],
];

/** Rows of three business units, of which the third keeps its books in another currency; in groups of both and of one. */
export const TWO_CURRENCIES: SampleDataset = {
  columns: [
    column('bu_code', 'string', { label: 'Business unit' }),
    column('category', 'string', { label: 'Category' }),
    column('qty', 'integer', { label: 'Quantity', role: 'measure' }),
    column('value', 'decimal', { label: 'Value', scale: 2, format: 'money', role: 'measure' }),
  ],
  rows: ROWS,
  currencies: { T01: 'THB', T02: 'THB', T03: 'USD' },
  totals: { qty: 13, value: { THB: '1347.35', USD: '10.00' }, mean: { THB: '336.84', USD: '10.00' } },
  groups: [
    group('Dry', 3, { qty: 7, value: { THB: '150.15', USD: '10.00' }, mean: { THB: '75.08', USD: '10.00' } }),
    group('Wine', 2, { qty: 1, value: { THB: '1200.20', USD: '0' }, mean: { THB: '1200.20', USD: null } }),
    group('Zest', 1, { qty: 5, value: { THB: '-3.00' }, mean: { THB: '-3.00' } }),
  ],
};

export const QUANTITY_AND_VALUE: readonly TotalRequest[] = [
  { column: 'qty', aggregate: 'sum' },
  { column: 'value', aggregate: 'sum' },
];

function group(category: string, row_count: number, totals: NonNullable<SampleDataset['totals']>) {
  return { key: { category }, row_count, totals };
}
