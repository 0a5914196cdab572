import { readDialog } from '@galley/template';
import { withPlainFilters } from './plain-filters.js';

const { fields } = readDialog(
  JSON.stringify({
    fields: [
      { name: 'due_from', type: 'date', column: 'due', operator: 'gte' },
      { name: 'due_to', type: 'date', column: 'due', operator: 'lte' },
      { name: 'status', column: 'status', operator: 'in', multiple: true },
      { name: 'kind', column: 'kind', operator: 'not' },
      { name: 'as_of', type: 'date' },
    ],
  }),
);
const plain = (filters: Parameters<typeof withPlainFilters>[0]['filters']) =>
  withPlainFilters({ name: 'shop.orders', filters }, fields).filters;

describe('filters of a form that the source does not know', () => {
  it('become conditions on their columns, several on one column too', () => {
    expect(plain({ due_from: '2026-01-01', due_to: '2026-01-31', status: 'sent', kind: 'draft' })).toEqual({
      AND: [
        { due: { gte: '2026-01-01' } },
        { due: { lte: '2026-01-31' } },
        { status: { in: ['sent'] } },
        { kind: { not: 'draft' } },
      ],
    });
  });

  it('take a list for any of its values, and objects of operators as they are', () => {
    expect(plain({ status: ['sent', 'open'], kind: ['a', 'b'], due_from: { lt: '2026-01-01' } })).toEqual({
      AND: [
        { due: { lt: '2026-01-01' } },
        { status: { in: ['sent', 'open'] } },
        { kind: { notIn: ['a', 'b'] } },
      ],
    });
  });

  it('filter nothing when empty, and leave conditions on plain columns alone', () => {
    expect(plain({ status: [], kind: '', total: { gt: 5 }, OR: [{ no: 'A' }] })).toEqual({
      AND: [{ total: { gt: 5 }, OR: [{ no: 'A' }] }],
    });
    expect(plain({})).toEqual({});
    expect(plain(undefined)).toBeUndefined();
  });
});
