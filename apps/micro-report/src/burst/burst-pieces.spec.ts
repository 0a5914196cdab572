import { keysOf, keysRequest, MAX_PIECES } from './burst-keys.js';
import { planPieces } from './burst-pieces.js';

const group = (key: Record<string, string | null>, row_count: number) => ({ key, totals: {}, row_count });
const keys = keysOf([group({ vendor: 'V1' }, 2), group({ vendor: 'V2' }, 3), group({ vendor: null }, 1)], {
  by: 'vendor',
});
const mail = (value: string) => ({ type: 'email', value });

describe('the keys of a run', () => {
  it('are asked for with the run’s own filters and without rows', () => {
    const run = {
      name: 'orders',
      bu_codes: ['HQ'],
      filters: { day: '2026-01-01' },
      order_by: [{ column: 'no' }],
      totals: [],
    };
    expect(keysRequest(run, { by: 'vendor', recipient_column: 'email' })).toEqual({
      name: 'orders',
      bu_codes: ['HQ'],
      filters: { day: '2026-01-01' },
      group_by: ['vendor', 'email'],
      limit: 0,
    });
  });

  it('refuse a key that belongs to two addresses', () => {
    const order = { by: 'vendor', recipient_column: 'email' };
    const groups = [
      group({ vendor: 'V1', email: 'a@x.org' }, 1),
      group({ vendor: 'V1', email: 'b@x.org' }, 1),
    ];
    expect(() => keysOf(groups, order)).toThrow(
      expect.objectContaining({ code: 'burst-recipient-ambiguous' }),
    );
  });

  it('are bounded', () => {
    const many = Array.from({ length: MAX_PIECES + 1 }, (_, at) => group({ vendor: `V${at}` }, 1));
    expect(() => keysOf(many, { by: 'vendor' })).toThrow(
      expect.objectContaining({ code: 'burst-too-many-pieces' }),
    );
  });
});

describe('the pieces of a run', () => {
  it('are all keys when none is listed, also rows without a key', () => {
    const { pieces, warnings } = planPieces({ by: 'vendor' }, keys, 6);
    expect(pieces.map(({ label }) => label)).toEqual(['V1', 'V2', '']);
    expect(warnings).toEqual([]);
  });

  it('take recipients, format and locale from the list, and the address of the data where the list has none', () => {
    const found = [
      { key: 'V1', row_count: 6, recipient: 'data@x.org' },
      { key: 'V2', row_count: 0, recipient: 'two@x.org' },
    ];
    const order = {
      by: 'vendor',
      pieces: [{ key: 'V1', recipients: [mail('list@x.org')], format: 'excel', locale: 'nb' }],
    };
    expect(planPieces(order, found, 6).pieces).toEqual([
      { key: 'V1', label: 'V1', recipients: [mail('list@x.org')], format: 'excel', locale: 'nb' },
      { key: 'V2', label: 'V2', recipients: [mail('two@x.org')], format: null, locale: null },
    ]);
  });

  it('tell of keys that were left out, and of listed keys without rows', () => {
    const order = { by: 'vendor', pieces: [{ key: 'V1' }, { key: 'V9' }], unlisted: 'skip' as const };
    const { pieces, warnings } = planPieces(order, keys, 6);
    expect(pieces.map(({ label }) => label)).toEqual(['V1']);
    expect(warnings).toEqual([
      { code: 'burst-skipped', detail: 'No file was made for "V2", "".' },
      { code: 'burst-empty', detail: 'There are no rows of "V9"; no file was made.' },
    ]);
  });

  it('fail where unlisted keys must not be', () => {
    const order = { by: 'vendor', pieces: [{ key: 'V1' }], unlisted: 'fail' as const };
    expect(() => planPieces(order, keys, 6)).toThrow(expect.objectContaining({ code: 'burst-unlisted-key' }));
  });

  it('tell when whole and pieces differ', () => {
    expect(planPieces({ by: 'vendor' }, keys, 7).warnings).toEqual([
      {
        code: 'burst-rows-changed',
        detail: 'The whole has 7 rows, its pieces 6: the data changed meanwhile.',
      },
    ]);
  });
});
