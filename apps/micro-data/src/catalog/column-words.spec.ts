import { humanize, roleOf } from './column-words.js';

describe('humanize', () => {
  it.each([
    ['unit_price', 'Unit price'],
    ['OrderID', 'Order ID'],
    ['sku', 'SKU'],
    ['po_no', 'PO no'],
    ['HTTPStatus', 'Http status'],
    ['จำนวน', 'จำนวน'],
  ])('reads %s as %s', (name, label) => {
    expect(humanize(name)).toBe(label);
  });
});

describe('roleOf', () => {
  it.each([
    ['qty', 'integer', 'measure'],
    ['customer_id', 'integer', 'dimension'],
    ['OrderID', 'integer', 'dimension'],
    ['tx_year', 'integer', 'dimension'],
    ['line_no', 'integer', 'dimension'],
    ['year', 'decimal', 'measure'],
    ['total', 'decimal', 'measure'],
    ['issued_on', 'date', 'dimension'],
  ] as const)('takes %s (%s) as a %s', (name, type, role) => {
    expect(roleOf(name, type)).toBe(role);
  });
});
