import {
  canOverrule,
  DELIVERY_STATUSES,
  DELIVERY_TRANSITIONS,
  deliverySources,
  SUPPRESSIONS,
} from './delivery-lifecycle.js';

describe('the life of a delivery', () => {
  it('has these moves and no others', () => {
    expect(DELIVERY_TRANSITIONS.map(({ from, to, by }) => `${from}→${to} ${by}`).toSorted()).toEqual([
      'failed→pending person',
      'pending→sending dispatcher',
      'sending→delivered dispatcher',
      'sending→failed dispatcher',
      'sending→pending dispatcher',
      'suppressed→pending person',
    ]);
  });

  it('ends with delivered', () => {
    expect(
      DELIVERY_STATUSES.filter((status) => !DELIVERY_TRANSITIONS.some(({ from }) => from === status)),
    ).toEqual(['delivered']);
  });

  it('lets no dispatcher take up again what a person must', () => {
    expect(deliverySources('pending', 'dispatcher')).toEqual(['sending']);
    expect(deliverySources('pending', 'person')).toEqual(['failed', 'suppressed']);
  });

  it.each([
    ['refused-by-policy', false],
    ['condition-no-rows', true],
    ['condition-unchanged', true],
  ] as const)('%s can be overruled by hand: %s', (reason, can) => {
    expect(canOverrule(reason)).toBe(can);
    expect(SUPPRESSIONS[reason]).toMatch(/\.$/);
  });
});
