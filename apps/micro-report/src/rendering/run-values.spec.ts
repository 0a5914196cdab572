import { runValues } from './run-values.js';

const unit = (code: string, currency: string | null = null) => ({ code, name: `Unit ${code}`, currency });

describe('what a layout may call by name', () => {
  it('is what the run was asked for, as text', () => {
    const asked = {
      from: '2026-06-01',
      status: ['sent', 'open'],
      top: 5,
      paid: true,
      none: null,
      range: { gte: 1 },
    };
    expect(runValues(asked, [], null).values).toEqual({
      from: '2026-06-01',
      status: 'sent, open',
      top: '5',
      paid: 'true',
      none: null,
      range: null,
    });
  });

  it('is the unit, where there is one', () => {
    expect(runValues({}, [unit('T01')], null).values).toEqual({ bu_code: 'T01', bu_name: 'Unit T01' });
    expect(runValues({}, [unit('T01'), unit('T02')], null).values).toEqual({});
  });

  it.each([
    ['the organization’s, of units without one', [unit('A'), unit('B')], 'THB'],
    ['what all units share', [unit('A', 'USD'), unit('B', 'USD')], 'USD'],
    ['none of units that differ', [unit('A', 'USD'), unit('B')], null],
    ['the organization’s, without units', [], 'THB'],
  ])('has the currency: %s', (_, units, currency) => {
    expect(runValues({}, units, 'THB').currency).toBe(currency);
  });
});
