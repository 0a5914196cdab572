import { breaksRequisitionRule } from './requisition-rule.js';

describe('0 ≤ issued ≤ approved ≤ requested', () => {
  it.each([
    [false, { requested: 10, approved: 10, issued: 10 }],
    [false, { requested: 10, approved: '7.5', issued: 0 }],
    [true, { requested: 10, approved: 8, issued: '8.0001' }],
    [true, { requested: 10, approved: 12, issued: 5 }],
    [true, { requested: 10, approved: 8, issued: -1 }],
  ])('is broken: %s for %j (CA-C11)', (isBroken, quantities) => {
    expect(breaksRequisitionRule(quantities)).toBe(isBroken);
  });
});
