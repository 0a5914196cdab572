import { faultsOf, PackApi } from '../../../../test/support/pack-api.js';

const PARENT = 'parent_id must be a result of the same program, one level up';
const UNKNOWN = '0199aaaa-0000-7000-8000-000000000001';

describe('the results of a program', () => {
  let api: PackApi;
  let program_id: string;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    program_id = (await api.make('programs', { code: 'WASH', name: 'Water' })).id;
    await api.make('programs', { code: 'OTHER', name: 'Other' });
    await api.make('result-nodes', {
      program_code: 'OTHER',
      level: 'outcome',
      code: 'OC-1',
      title: 'Theirs',
    });
    await api.make('projects', { program_code: 'WASH', code: 'P1', name: 'P1', currency: 'EUR' });
    await fill('WASH', [
      ['OP-1.1', 'output', 'OC-1'],
      ['OP-1.2', 'output', 'OC-1'],
      ['OP-1.3', 'output', 'OC-1'],
      ['OP-2.1', 'output', 'OC-2'],
      ['OC-1', 'outcome', 'IM'],
      ['OC-2', 'outcome', 'IM'],
      ['IM', 'impact', null],
      ['OC-9', 'outcome', null],
    ]);
  });
  afterAll(() => api?.stop());

  /** Children before those above them: a bulk write takes them in any order. */
  async function fill(
    program_code: string,
    nodes: readonly (readonly [code: string, level: string, parent: string | null])[],
  ): Promise<void> {
    const items = nodes.map(([code, level, parent_code]) => ({
      program_code,
      code,
      level,
      title: code,
      parent_code,
    }));
    const { body, status } = await api.call('POST', 'result-nodes/bulk', { items });
    expect([status, body['created']]).toEqual([200, nodes.length]);
    nodes.forEach(([code], index) => (ids[code] = String(body.items[index]?.['id'])));
  }

  const at = (code: string): string => `result-nodes/${ids[code]}`;
  const move = (code: string, parent: string | null, order_index?: number, headers = {}) =>
    api.call(
      'POST',
      `${at(code)}/move`,
      { parent_id: parent === null ? null : ids[parent], ...(order_index !== undefined && { order_index }) },
      { headers },
    );
  const tree = async (): Promise<unknown> => {
    const draw = (nodes: unknown): unknown[] =>
      (nodes as { code: string; order_index: number; children: unknown[] }[]).map(
        ({ code, order_index, children }, place) => {
          expect([code, order_index]).toEqual([code, place]);
          return children.length > 0 ? [code, draw(children)] : code;
        },
      );
    return draw((await api.call('GET', `result-nodes/tree?program_id=${program_id}`)).body.items);
  };
  const START = [
    [
      'IM',
      [
        ['OC-1', ['OP-1.1', 'OP-1.2', 'OP-1.3']],
        ['OC-2', ['OP-2.1']],
      ],
    ],
    'OC-9',
  ];

  it('ME-7: are read as a tree, of one program', async () => {
    expect(await tree()).toEqual(START);
    expect((await api.call('GET', `result-nodes/tree?program_id=${UNKNOWN}`)).status).toBe(404);
    expect((await api.call('GET', 'result-nodes/tree')).status).toBe(422);
    const elsewhere = await api.call('GET', `result-nodes/tree?program_id=${program_id}`, undefined, {
      org: 'rival',
    });
    expect(elsewhere.status).toBe(404);
  });

  it('ME-7: move with all that is below them, and both sides close ranks', async () => {
    const moved = await move('OP-1.1', 'OC-2', 0);
    expect([moved.status, moved.body]).toMatchObject([
      200,
      { parent_code: 'OC-2', order_index: 0, version: 2 },
    ]);
    expect(await tree()).toEqual([
      [
        'IM',
        [
          ['OC-1', ['OP-1.2', 'OP-1.3']],
          ['OC-2', ['OP-1.1', 'OP-2.1']],
        ],
      ],
      'OC-9',
    ]);
    await move('OC-2', null, 0);
    expect(await tree()).toEqual([
      ['OC-2', ['OP-1.1', 'OP-2.1']],
      ['IM', [['OC-1', ['OP-1.2', 'OP-1.3']]]],
      'OC-9',
    ]);
    await move('OC-2', 'IM');
    await move('OP-1.1', 'OC-1', 2);
    await move('OP-1.1', 'OC-1', 0);
    expect(await tree()).toEqual(START);
    await api.call('PATCH', at('OP-1.1'), { parent_code: 'OC-2' });
    await move('OP-1.1', 'OC-1', 0);
    expect(await tree()).toEqual(START);
  });

  it('ME-7: move as somebody saw them, and write down who moved what', async () => {
    const { body } = await api.call('GET', at('OP-1.2'));
    expect((await move('OP-1.2', 'OC-1', 0, { 'if-match': '"v99"' })).status).toBe(412);
    const unmoved = await move('OP-1.2', 'OC-1', 1, { 'if-match': `"v${body.version}"` });
    expect(unmoved.body.version).toBe(body.version);
    await move('OP-1.2', 'OC-1', 2);
    const audited = await api.service.admin.query<{ action: string }>(
      `select action from platform.audit_event where entity_id = $1 order by created_at, id`,
      [ids['OP-1.2']],
    );
    expect(audited.rows.map(({ action }) => action)).toEqual(['record.move']);
    await move('OP-1.2', 'OC-1', 1);
  });

  it.each([
    ['an impact below its outcome', 'IM', 'OC-1'],
    ['a result below itself', 'OC-1', 'OC-1'],
    ['an impact below what is below its outcome', 'IM', 'OP-1.1'],
  ])('ME-7: never go round in circles: %s', async (_what, code, parent) => {
    const answer = await move(code, parent);
    expect([answer.status, answer.body.code, faultsOf(answer)]).toEqual([
      409,
      'tree-cycle',
      [['/parent_id', 'parent_id would make the result contribute to itself']],
    ]);
    const changed = await api.call('PATCH', at(code), { parent_code: parent });
    expect([changed.status, changed.body.code]).toEqual([409, 'tree-cycle']);
  });

  it.each([
    ['an output below an impact', 'OP-1.1', 'IM'],
    ['an output below an output', 'OP-1.1', 'OP-1.2'],
    ['an outcome below an outcome', 'OC-9', 'OC-1'],
    ['an outcome below an output of another', 'OC-9', 'OP-1.1'],
  ])('ME-7: never hang %s', async (_what, code, parent) => {
    const answer = await move(code, parent);
    expect([answer.status, faultsOf(answer)]).toEqual([422, [['/parent_id', PARENT]]]);
  });

  it('ME-7: never hang below nothing, or results of other programs and organizations', async () => {
    const theirs = (await api.call('GET', 'result-nodes?program_code=OTHER')).body.items[0]?.['id'];
    const across = await api.call('POST', `${at('OP-1.1')}/move`, { parent_id: theirs });
    expect([across.status, faultsOf(across)]).toEqual([422, [['/parent_id', PARENT]]]);
    const nowhere = await api.call('POST', `${at('OP-1.1')}/move`, { parent_id: UNKNOWN });
    expect([nowhere.status, faultsOf(nowhere)]).toEqual([
      422,
      [['/parent_id', 'there is no result of this id']],
    ]);
    const created = await api.call('POST', 'result-nodes', {
      program_code: 'WASH',
      level: 'output',
      code: 'X',
      title: 'X',
      parent_id: theirs,
    });
    expect(created.status).toBe(422);
    const stranger = await api.call('POST', `${at('OP-1.1')}/move`, { parent_id: null }, { org: 'rival' });
    expect(stranger.status).toBe(404);
    const program = await api.call('PATCH', at('OC-9'), { program_code: 'OTHER' });
    expect([program.status, faultsOf(program)]).toEqual([
      422,
      [['/program_id', 'program_id cannot be changed']],
    ]);
  });

  it('ME-7: are put in order, all of them or none', async () => {
    const order = (body: object) => api.call('POST', 'result-nodes/reorder', body);
    const named = (...codes: readonly string[]) => codes.map((code) => ids[code]);
    const done = await order({ parent_id: ids['OC-1'], ids: named('OP-1.3', 'OP-1.1', 'OP-1.2') });
    expect(done.body.items).toMatchObject([
      { id: ids['OP-1.3'], order_index: 0 },
      { order_index: 1 },
      { order_index: 2 },
    ]);
    for (const some of [named('OP-1.3', 'OP-1.1'), named('OP-1.3', 'OP-1.1', 'OP-2.1'), []]) {
      const refused = await order({ parent_id: ids['OC-1'], ids: some });
      expect([refused.status, faultsOf(refused)]).toEqual([
        422,
        [['/ids', 'must be exactly the 3 results that stand there']],
      ]);
    }
    const twice = await order({ parent_id: ids['OC-1'], ids: named('OP-1.3', 'OP-1.3', 'OP-1.1', 'OP-1.2') });
    expect(twice.status).toBe(422);
    expect((await order({ ids: [] })).status).toBe(422);
    expect((await order({ program_id, ids: named('OC-9', 'IM') })).status).toBe(200);
    expect(await tree()).toEqual([
      'OC-9',
      [
        'IM',
        [
          ['OC-1', ['OP-1.3', 'OP-1.1', 'OP-1.2']],
          ['OC-2', ['OP-2.1']],
        ],
      ],
    ]);
    await order({ program_id, ids: named('IM', 'OC-9') });
    await order({ parent_id: ids['OC-1'], ids: named('OP-1.1', 'OP-1.2', 'OP-1.3') });
  });

  it('ME-7: are moved and put in order by staff', async () => {
    const member = { roles: ['member'] as const };
    const moved = await api.call(
      'POST',
      `${at('OP-1.1')}/move`,
      { parent_id: null },
      { roles: [...member.roles] },
    );
    expect(moved.status).toBe(403);
    const ordered = await api.call(
      'POST',
      'result-nodes/reorder',
      { program_id, ids: [] },
      { roles: [...member.roles] },
    );
    expect(ordered.status).toBe(403);
  });

  it('ME-7: stay while results, indicators or activities belong to them', async () => {
    expect((await api.call('DELETE', at('OC-1'))).status).toBe(409);
    await api.make('indicators', { code: 'I1', name: 'I1', result_node_id: ids['OP-1.1'] });
    expect((await api.call('DELETE', at('OP-1.1'))).status).toBe(409);
    await api.make('activities', {
      project_code: 'P1',
      code: 'A1',
      title: 'A1',
      result_node_id: ids['OP-1.2'],
    });
    expect((await api.call('DELETE', at('OP-1.2'))).status).toBe(409);
    expect((await api.call('DELETE', at('OP-1.3'))).status).toBe(204);
    expect(await tree()).toEqual([
      [
        'IM',
        [
          ['OC-1', ['OP-1.1', 'OP-1.2']],
          ['OC-2', ['OP-2.1']],
        ],
      ],
      'OC-9',
    ]);
  });

  it('ME-7: have activities work for outputs only', async () => {
    const answer = await api.call('POST', 'activities', {
      project_code: 'P1',
      code: 'A2',
      title: 'A2',
      result_node_id: ids['OC-1'],
    });
    expect([answer.status, faultsOf(answer)]).toEqual([
      422,
      [['/result_node_id', 'result_node_id must be an output of the program that the project belongs to']],
    ]);
  });

  it('ME-7: stand in order whatever several people do at the same time', async () => {
    await fill(
      'WASH',
      Array.from({ length: 8 }, (_, index) => [`R-${index}`, 'output', 'OC-2'] as const),
    );
    const codes = Array.from({ length: 8 }, (_, index) => `R-${index}`);
    const answers = await Promise.all([
      ...codes.map((code, index) => move(code, index % 2 === 0 ? 'OC-1' : 'OC-2', 7 - index)),
      ...codes.map((code) => move(code, 'OC-2', 0)),
      ...codes.map((code) => {
        const body = { program_code: 'WASH', level: 'output', code: `${code}-new`, title: code };
        return api.call('POST', 'result-nodes', { ...body, parent_id: ids['OC-2'] });
      }),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 201)).toEqual(
      [],
    );
    await tree();
  });
});
