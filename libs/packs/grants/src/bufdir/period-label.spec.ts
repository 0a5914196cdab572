import { periodLabel } from './period-label.js';

describe('the label of a period', () => {
  it.each([
    ['2025-01-01', '2025-12-31', '2025'],
    ['2025-01-01', '2025-06-30', 'H1 2025'],
    ['2025-07-01', '2025-12-31', 'H2 2025'],
    ['2025-01-01', '2025-03-31', 'Q1 2025'],
    ['2025-04-01', '2025-06-30', 'Q2 2025'],
    ['2025-07-01', '2025-09-30', 'Q3 2025'],
    ['2025-10-01', '2025-12-31', 'Q4 2025'],
  ])('%s to %s is called %s', (start, end, label) => {
    expect(periodLabel(start, end)).toBe(label);
  });

  it.each([
    ['three months that are no quarter', '2025-02-01', '2025-04-30'],
    ['six months that are no half', '2025-02-01', '2025-07-31'],
    ['a month', '2025-01-01', '2025-01-31'],
    ['a quarter that begins a day late', '2025-01-02', '2025-03-31'],
    ['a quarter that ends a day early', '2025-01-01', '2025-03-30'],
    ['a year across two', '2024-07-01', '2025-06-30'],
    ['two years', '2024-01-01', '2025-12-31'],
    ['nine months', '2025-01-01', '2025-09-30'],
  ])('says both ends of %s', (_name, start, end) => {
    expect(periodLabel(start, end)).toBe(`${start} – ${end}`);
  });

  it('knows the length of February', () => {
    expect(periodLabel('2024-02-01', '2024-02-29')).toBe('2024-02-01 – 2024-02-29');
    expect(() => periodLabel('2025-02-01', '2025-02-29')).toThrow(RangeError);
  });
});
