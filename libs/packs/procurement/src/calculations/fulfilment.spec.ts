import { fulfilment } from './fulfilment.js';

describe('fulfilment', () => {
  it('of 300 with deliveries of 150 and 100 is 83.33 %, 50 pending (CA-C8)', () => {
    const { percent, pending } = fulfilment(300, [150, 100]);
    expect([percent?.toFixed(2), pending.toFixed()]).toEqual(['83.33', '50']);
  });

  it('may pass a hundred percent, but then nothing is pending', () => {
    const { percent, pending } = fulfilment(10, [12]);
    expect([percent?.toFixed(2), pending.toFixed()]).toEqual(['120.00', '0']);
  });

  it('of nothing ordered is no number', () => {
    expect(fulfilment(0, []).percent).toBeNull();
  });
});
