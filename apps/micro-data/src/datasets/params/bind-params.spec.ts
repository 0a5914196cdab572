import type { Json } from '@galley/dataset';
import { GalleyError } from '@galley/platform';
import { bindParams } from './bind-params.js';
import type { DeclaredParam } from './declared-params.js';

const declared: readonly DeclaredParam[] = [
  { key: 'DateFrom', type: 'date', nullable: false },
  { key: 'Country', type: 'text', nullable: true },
  { key: 'Ids', type: 'int[]', nullable: true },
  { key: 'Top', type: 'int', nullable: false, default: 10 },
];

describe('bindParams', () => {
  it('fills parameters from params, filters and defaults, and leaves other filters', () => {
    const bound = bindParams(declared, { DateFrom: '2021-01-01' }, { Ids: [1, 2], total: { gt: 5 } });
    expect(bound.values).toEqual({ DateFrom: '2021-01-01', Country: null, Ids: [1, 2], Top: 10 });
    expect(bound.filters).toEqual({ total: { gt: 5 } });
  });

  it('keeps the declared order, which is that of the arguments', () => {
    const bound = bindParams(declared, { Top: 1, DateFrom: '2021-01-01' }, {});
    expect(Object.keys(bound.values)).toEqual(['DateFrom', 'Country', 'Ids', 'Top']);
  });

  it('takes empty filters as left out', () => {
    expect(
      bindParams(declared, { DateFrom: '2021-01-01' }, { Country: '', Ids: [], Top: '' }).values,
    ).toMatchObject({
      Country: null,
      Ids: null,
      Top: 10,
    });
  });

  it('takes one value for a list and unwraps equals and in', () => {
    const bound = bindParams(declared, {}, { DateFrom: { equals: '2021-01-01' }, Ids: 7, Country: 'TH' });
    expect(bound.values).toMatchObject({ DateFrom: '2021-01-01', Ids: [7], Country: 'TH' });
  });

  it('hands a document on as its text, however it was given', () => {
    const params: readonly DeclaredParam[] = [{ key: 'Tree', type: 'json', nullable: true }];
    for (const Tree of [{ ids: ['a'] }, '{"ids":["a"]}']) {
      expect(bindParams(params, { Tree }, {}).values).toEqual({ Tree: '{"ids":["a"]}' });
    }
    expect(errorOf(() => bindParams(params, { Tree: 'a' }, {})).code).toBe('parameter-invalid');
  });

  it('takes a choice, alone and in a list, and names the choices to whoever asks for another', () => {
    const choices = ['2024-v2', '2025-v1'];
    const params: readonly DeclaredParam[] = [
      { key: 'Version', type: 'text', nullable: false, choices },
      { key: 'Others', type: 'text[]', nullable: true, choices },
    ];
    const given = { Version: '2025-v1', Others: ['2024-v2'] };
    expect(bindParams(params, given, {}).values).toEqual(given);
    const error = errorOf(() => bindParams(params, { ...given, Others: ['2024-v2', '1999'] }, {}));
    expect(error).toMatchObject({
      code: 'parameter-invalid',
      errors: [{ pointer: '/params/Others/1', detail: 'must be one of 2024-v2, 2025-v1' }],
    });
  });

  it.each<[string, Record<string, Json>, Record<string, Json>, string, string]>([
    ['a missing parameter', {}, {}, 'parameter-missing', '/params/DateFrom'],
    ['a null for one that needs a value', { DateFrom: null }, {}, 'parameter-missing', '/params/DateFrom'],
    ['an impossible date', { DateFrom: '2021-02-30' }, {}, 'parameter-invalid', '/params/DateFrom'],
    ['an unknown parameter', { DateFrom: '2021-01-01', Nope: 1 }, {}, 'parameter-invalid', '/params/Nope'],
    ['a list for one value', { DateFrom: ['2021-01-01'] }, {}, 'parameter-invalid', '/params/DateFrom'],
    [
      'a bad item of a list',
      { DateFrom: '2021-01-01', Ids: [1, 'x'] },
      {},
      'parameter-invalid',
      '/params/Ids/1',
    ],
    ['an operator', {}, { DateFrom: { gte: '2021-01-01' } }, 'parameter-invalid', '/filters/DateFrom'],
  ])('refuses %s', (_, params, filters, code, pointer) => {
    const error = errorOf(() => bindParams(declared, params, filters));
    expect([error.code, error.errors[0]?.pointer]).toEqual([code, pointer]);
  });
});

function errorOf(work: () => unknown): GalleyError {
  try {
    work();
  } catch (error) {
    if (error instanceof GalleyError) return error;
  }
  throw new Error('nothing was refused');
}
