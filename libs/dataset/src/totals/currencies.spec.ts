import type { Column } from '../dataset.js';
import { rowFrame } from '../frames.js';
import { currenciesOf, isPerCurrency, RowCurrencies } from './currencies.js';

const COLUMNS: readonly Column[] = ['bu_code', 'value'].map((name) => ({
  name,
  label: name,
  type: 'string',
  format: null,
  role: 'dimension',
}));

describe('currencies of a dataset', () => {
  it('are told only where there is more than one', () => {
    const units = [
      { bu_code: 'T01', currency: 'THB' },
      { bu_code: 'T03', currency: 'USD' },
    ];
    expect(currenciesOf(units)).toEqual({ T01: 'THB', T03: 'USD' });
    expect(currenciesOf(units.slice(0, 1))).toBeNull();
    expect(currenciesOf([{ bu_code: null, currency: null }])).toBeNull();
    expect(currenciesOf([...units.slice(0, 1), { bu_code: 'T04', currency: null }])).toEqual({
      T01: 'THB',
      T04: 'XXX',
    });
  });

  it('part amounts of money, and leave their count and other numbers alone', () => {
    expect(isPerCurrency({ format: 'money' }, 'avg')).toBe(true);
    expect(isPerCurrency({ format: 'money' }, 'count')).toBe(false);
    expect(isPerCurrency({ format: 'money' }, 'count_distinct')).toBe(false);
    expect(isPerCurrency({ format: 'quantity' }, 'sum')).toBe(false);
    expect(isPerCurrency({ format: null }, 'sum')).toBe(false);
  });

  it('are found by the unit of each row', () => {
    const currencies = new RowCurrencies({
      columns: COLUMNS,
      currencies: { T03: 'USD', T01: 'THB', T02: 'THB', Tå: 'NOK' },
    });
    expect(currencies.codes).toEqual(['NOK', 'THB', 'USD']);
    const units = ['T01', 'T01', 'T02', 'T03', 'Tå', 'T01'];
    expect(units.map((unit) => currencies.codes[currencies.of(rowFrame([unit, '1']), 0)])).toEqual([
      'THB',
      'THB',
      'THB',
      'USD',
      'NOK',
      'THB',
    ]);
    expect(currencies.unitsOf(1)).toEqual(['T01', 'T02']);
  });

  it('are not guessed', () => {
    const currencies = { T01: 'THB', T03: 'USD' };
    const known = new RowCurrencies({ columns: COLUMNS, currencies });
    expect(() => known.of(rowFrame(['T9', '1']), 0)).toThrow('a row begins with "T9"');
    expect(() => known.of(rowFrame([null, '1']), 0)).toThrow('not stated');
    expect(() => new RowCurrencies({ columns: COLUMNS.slice(1), currencies })).toThrow('bu_code');
  });

  it('are one where none is told', () => {
    const currencies = new RowCurrencies({ columns: COLUMNS.slice(1) });
    expect(currencies.codes).toEqual([]);
    expect(currencies.of(rowFrame(['anything']), 0)).toBe(0);
  });
});
