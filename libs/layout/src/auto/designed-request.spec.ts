import type { Layout } from '../model/layout.js';
import { readLayout } from '../readers/read-layout.js';
import { designedRequest } from './designed-request.js';

function layoutOf(content: unknown): Layout {
  return readLayout(content === '' ? '' : JSON.stringify(content), {
    signature_config: null,
    orientation: 'auto',
    locale: 'en',
  });
}

describe('what a layout asks of its datasets', () => {
  it('is everything where no columns are named', () => {
    expect(designedRequest(layoutOf(''))).toEqual({ columns: null, group_by: [], totals: [], order_by: [] });
  });

  it('holds columns, groups and totals, and what conditions and charts look at', () => {
    const layout = layoutOf({
      columns: ['item', { field: 'qty', when: [{ if: '[least] > [qty]', style: {} }] }],
      group_by: [{ field: 'category', totals: ['qty', { column: 'price', aggregate: 'avg' }] }],
      totals: ['qty'],
      charts: [{ x: 'month', y: { expression: '[qty] * [price]' } }],
    });
    expect(designedRequest(layout)).toEqual({
      columns: ['category', 'item', 'qty', 'price', 'least', 'month'],
      group_by: ['category'],
      totals: [
        { column: 'qty', aggregate: 'sum' },
        { column: 'price', aggregate: 'avg', as: 'price_avg' },
      ],
      order_by: [{ column: 'category', direction: 'asc' }],
    });
  });

  it('tells named datasets apart', () => {
    const layout = layoutOf({
      sections: [
        { columns: ['item'], charts: [{ x: 'a', y: 'b', dataset: 'Budget' }] },
        { dataset: 'stock', columns: ['place'], group_by: ['place'] },
      ],
    });
    expect(designedRequest(layout)?.columns).toEqual(['item']);
    expect(designedRequest(layout, 'budget')).toMatchObject({ columns: ['a', 'b'], group_by: [] });
    expect(designedRequest(layout, 'stock')).toMatchObject({ columns: ['place'], group_by: ['place'] });
    expect(designedRequest(layout, 'other')).toBeNull();
  });
});
