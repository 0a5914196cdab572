import type { Column } from '@galley/dataset';
import { withStableOrder } from './stable-order.js';

const column = (name: string, type: Column['type'] = 'string'): Column => ({
  name,
  label: name,
  type,
  format: null,
  role: 'dimension',
});
const COLUMNS = [column('project'), column('details', 'json'), column('amount', 'decimal')];

describe('the order of exported rows', () => {
  it('is that of the columns that can be compared, where nobody names another', () => {
    expect(withStableOrder({ locale: 'en' }, {}, COLUMNS)).toEqual({
      locale: 'en',
      sort_by: ['project', 'amount'],
    });
    expect(withStableOrder({ sort_by: [] }, null, COLUMNS)).toEqual({ sort_by: ['project', 'amount'] });
  });

  it('is the one that was asked for, or the template’s', () => {
    expect(withStableOrder({ sort_by: '-amount' }, {}, COLUMNS)).toEqual({ sort_by: '-amount' });
    expect(withStableOrder({}, { sort_by: ['amount'] }, COLUMNS)).toEqual({});
  });

  it('takes as many columns as the options do', () => {
    const many = Array.from({ length: 30 }, (_, index) => column(`c${index}`));
    expect(withStableOrder({}, {}, many).sort_by).toHaveLength(20);
  });
});
