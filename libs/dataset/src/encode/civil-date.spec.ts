import fc from 'fast-check';
import { civilOf, daysOf } from './civil-date.js';

describe('civil dates', () => {
  it('count days as Date does', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const days = Math.floor(date.getTime() / 86_400_000);
          const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
          expect(daysOf(year, month, day)).toBe(days);
          expect(civilOf(days)).toBe(year * 10_000 + month * 100 + day);
        },
      ),
    );
  });
});
