import { faultsOf, PackApi } from '../../../test/support/pack-api.js';

const PARENT =
  'parent_id must be the organization for a region, the organization or a region for a local association';

describe('the units of an organization', () => {
  let api: PackApi;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    api = await PackApi.start('grants');
    // Children before those above them.
    const { body, status } = await api.call('POST', 'organization-units/bulk', {
      items: [
        { kind: 'local', code: 'L1', name: 'Lokallag 1', parent_code: 'R1' },
        { kind: 'local', code: 'L2', name: 'Lokallag 2', parent_code: 'R1' },
        { kind: 'region', code: 'R1', name: 'Region 1', parent_code: 'ORG' },
        { kind: 'region', code: 'R2', name: 'Region 2', parent_code: 'ORG' },
        { kind: 'org', code: 'ORG', name: 'Organisasjonen', org_number: '974760673' },
      ],
    });
    expect([status, body['created']]).toEqual([200, 5]);
    ['L1', 'L2', 'R1', 'R2', 'ORG'].forEach((code, index) => {
      ids[code] = String(body.items[index]?.['id']);
    });
  });
  afterAll(() => api?.stop());

  const at = (code: string): string => `organization-units/${ids[code]}`;
  const drawn = async (): Promise<unknown> => {
    const draw = (nodes: unknown): unknown[] =>
      (nodes as { code: string; children: unknown[] }[]).map(({ code, children }) =>
        children.length > 0 ? [code, draw(children)] : code,
      );
    return draw((await api.call('GET', 'organization-units/tree')).body.items);
  };

  it('are read as a tree, and one by one with the unit above them', async () => {
    expect(await drawn()).toEqual([['ORG', [['R1', ['L1', 'L2']], 'R2']]]);
    expect((await api.call('GET', at('L1'))).body).toMatchObject({ parent_id: ids['R1'], parent_code: 'R1' });
    const below = await api.call('GET', 'organization-units?parent_code=R1&kind=local');
    expect(below.body.total).toBe(2);
  });

  it('move with all that is below them', async () => {
    const moved = await api.call('PATCH', at('L1'), { parent_code: 'R2' });
    expect(moved.body).toMatchObject({ parent_code: 'R2', version: 2 });
    expect(await drawn()).toEqual([
      [
        'ORG',
        [
          ['R1', ['L2']],
          ['R2', ['L1']],
        ],
      ],
    ]);
    await api.call('PATCH', at('R2'), { parent_id: null });
    expect(await drawn()).toEqual([
      ['ORG', [['R1', ['L2']]]],
      ['R2', ['L1']],
    ]);
    await api.call('PATCH', at('R2'), { parent_code: 'ORG' });
  });

  it.each([
    ['a region below a local association', 'R1', { parent_code: 'L1' }, PARENT],
    ['a region below a region', 'R1', { parent_code: 'R2' }, PARENT],
    ['a unit below itself', 'R1', { parent_code: 'R1' }, PARENT],
    ['a local association below one', 'L1', { parent_code: 'L2' }, PARENT],
    [
      'the organization below its region',
      'ORG',
      { parent_code: 'R1' },
      'parent_id must be nothing for the organization itself',
    ],
    ['a region with local associations as one of them', 'R1', { kind: 'local' }, PARENT],
  ])('never hang %s', async (_what, code, change, detail) => {
    const answer = await api.call('PATCH', at(code), change);
    expect([answer.status, faultsOf(answer)]).toEqual([422, [['/parent_id', detail]]]);
  });

  it('have one root', async () => {
    const second = { kind: 'org', code: 'ORG2', name: 'Another' };
    const answer = await api.call('POST', 'organization-units', second);
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      'Org is the organization itself, which is there already.',
    ]);
    await api.make('organization-units', second, { org: 'rival' });
  });

  it('stay while others hang below them', async () => {
    const answer = await api.call('DELETE', at('R1'));
    expect([answer.status, answer.body['referred_by']]).toEqual([409, 'organization_unit']);
  });

  it('keep their order although two move at the same time', async () => {
    const region = await api.make('organization-units', { kind: 'region', code: 'R3', name: 'Region 3' });
    const local = await api.make('organization-units', { kind: 'local', code: 'L3', name: 'Lokallag 3' });
    // Each alone is possible, both are not.
    const answers = await Promise.all([
      api.call('PATCH', `organization-units/${region.id}`, { kind: 'local', parent_code: 'R1' }),
      api.call('PATCH', `organization-units/${local.id}`, { parent_code: 'R3' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
  });

  it('come from one file in any order, and what leads nowhere is named by its line', async () => {
    const file = [
      'code;kind;name;parent_code;member_count',
      'X1;local;Lag X;XR;12',
      'XR;region;Region X;ORG;',
      'X2;local;Lag Y;NONE;3',
      'X3;local;Lag Z;X3;',
    ].join('\n');
    const refused = await api.importFile('organization-units', file);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ line, detail }) => [line, detail])).toEqual([
      [4, 'there is no organization unit "NONE"'],
      [5, 'there is no organization unit "X3"'],
    ]);
    const kept = await api.importFile('organization-units', file, { query: '?mode=partial' });
    expect(kept.body).toMatchObject({ accepted: 2, created: 2, rejected: 2 });
    expect((await api.call('GET', 'organization-units?parent_code=XR')).body.items).toMatchObject([
      { code: 'X1', member_count: 12 },
    ]);
  });
});
