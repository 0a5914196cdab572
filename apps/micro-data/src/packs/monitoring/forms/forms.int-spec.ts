import { faultsOf, PackApi, type Answered, type PackBody } from '../../../../test/support/pack-api.js';

const COORDINATOR = { roles: ['coordinator'], sub: '0199aaaa-0000-7000-8000-00000000000c' };
const MEMBER = { roles: ['member'], sub: '0199aaaa-0000-7000-8000-00000000000d' };

const options = ['pump', 'tap'].map((value) => ({ value, label: value }));
const SURVEY = [
  { name: 'works', label: 'Does it work?', type: 'boolean', required: true },
  {
    name: 'people',
    label: 'How many people?',
    type: 'integer',
    required: true,
    relevant: { field: 'works', op: '=', value: true },
    constraint: { op: '>=', value: 0 },
  },
  { name: 'kind', label: 'Which?', type: 'select_multiple', options },
  { name: 'share', label: 'Share', type: 'calculate', calculation: '${people} / 4' },
];

describe('forms', () => {
  let api: PackApi;
  let next = 0;

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    await api.make('programs', { code: 'WASH', name: 'Water' });
    await api.make('projects', { program_code: 'WASH', code: 'P', name: 'P', currency: 'EUR' });
  });
  afterAll(() => api?.stop());

  const body = (fields: readonly object[] = SURVEY, more: object = {}) => ({
    project_code: 'P',
    code: `F${(next += 1)}`,
    name: 'Survey',
    fields,
    ...more,
  });
  const make = (fields?: readonly object[], more?: object): Promise<PackBody> =>
    api.make('forms', body(fields, more), COORDINATOR);
  const post = (path: string, given: object = {}, options_ = COORDINATOR): Promise<Answered> =>
    api.call('POST', `forms/${path}`, given, options_);
  const publish = (id: string): Promise<Answered> => post(`${id}/publish`);
  async function published(fields?: readonly object[], more?: object): Promise<PackBody> {
    const { id } = await make(fields, more);
    const answer = await publish(id);
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ status: 'published' })]);
    return answer.body;
  }

  it('keep their fields in the order in which they are written', async () => {
    const form = await make();
    const fields = form['fields'] as readonly { name: string; order_index: number }[];
    expect(fields.map(({ name, order_index }) => [name, order_index])).toEqual([
      ['works', 0],
      ['people', 1],
      ['kind', 2],
      ['share', 3],
    ]);
    expect(form).toMatchObject({ status: 'draft', form_version: 1, published_at: null });
    const turned = [SURVEY[2], SURVEY[0], SURVEY[1], SURVEY[3]];
    const changed = await api.call('PATCH', `forms/${form.id}`, { fields: turned }, COORDINATOR);
    const after = changed.body['fields'] as typeof fields;
    expect(after.map(({ name, order_index }) => `${order_index} ${name}`)).toEqual([
      '0 kind',
      '1 works',
      '2 people',
      '3 share',
    ]);
  });

  it('ME-F5: are refused when a field refers to a later one, by the name of the field', async () => {
    const turned = [SURVEY[1], SURVEY[0], SURVEY[3]];
    const answer = await api.call('POST', 'forms', body(turned as object[]), COORDINATOR);
    expect([answer.status, faultsOf(answer)]).toEqual([
      422,
      [['/fields/0/relevant', 'relevant of people refers to works, which comes later']],
    ]);
    const circle = [
      { name: 'a', label: 'A', type: 'calculate', calculation: '${b} + 1' },
      { name: 'b', label: 'B', type: 'calculate', calculation: '${a} + 1' },
    ];
    const bulk = await api.call('POST', 'forms/bulk', { items: [body(), body(circle)] }, COORDINATOR);
    expect(faultsOf(bulk)).toEqual([
      ['/items/1/fields/0/calculation', 'calculation of a goes round in a circle: a → b → a'],
    ]);
  });

  it('are published whole: everything that one lacks is said at once', async () => {
    const computed = { is_formula: true, formula: '1' };
    await api.make('indicators', { code: 'COMPUTED', name: 'C', ...computed });
    await api.make('indicators', { code: 'ELSEWHERE', name: 'E' });
    const { id } = await make([
      { name: 'note', label: 'Note', type: 'note' },
      { name: 'pick', label: 'Pick', type: 'select_one' },
      { name: 'sum', label: 'Sum', type: 'calculate' },
      { name: 'n', label: 'N', type: 'integer', indicator_code: 'COMPUTED', indicator_aggregate: 'sum' },
      { name: 'm', label: 'M', type: 'text', indicator_code: 'ELSEWHERE', indicator_aggregate: 'count' },
    ]);
    const answer = await publish(id);
    expect([answer.status, faultsOf(answer)]).toEqual([
      422,
      [
        ['/fields/1/options', 'options of pick are required'],
        ['/fields/2/calculation', 'calculation of sum is required'],
        ['/fields/3/indicator_id', 'indicator_id of n is computed, and takes no values'],
        [
          '/fields/4/indicator_id',
          'indicator_id of m is none of the project: add it to project-indicators first',
        ],
      ],
    ]);
    expect(faultsOf(await publish((await make([])).id))).toEqual([
      ['/fields', 'fields must have one that is asked'],
    ]);
  });

  it('stay as they were published, whoever writes', async () => {
    const form = await published();
    const path = `forms/${form.id}`;
    for (const change of [{ name: 'Other' }, { fields: SURVEY.slice(0, 1) }, { fields: [] }]) {
      const answer = await api.call('PATCH', path, change, COORDINATOR);
      expect([answer.status, answer.body.code]).toEqual([409, 'form-frozen']);
    }
    const removed = await api.call('DELETE', path, undefined, COORDINATOR);
    expect([removed.status, removed.body?.code]).toEqual([409, 'form-frozen']);
    expect((await publish(form.id)).body.code).toBe('form-frozen');
    for (const statement of [
      `update monitoring.form set name = 'x' where id = $1`,
      `update monitoring.form set status = 'draft' where id = $1`,
      `delete from monitoring.form where id = $1`,
      `update monitoring.form_field set label = 'x' where form_id = $1`,
      `delete from monitoring.form_field where form_id = $1`,
    ]) {
      await expect(api.service.admin.query(statement, [form.id])).rejects.toMatchObject({ code: '23514' });
    }
    expect((await api.call('GET', path)).body).toMatchObject({ name: 'Survey', version: form.version });
  });

  it('are revised into a draft, one at a time, and retired by its publication', async () => {
    const first = await published();
    const second = await post(`${first.id}/revise`);
    expect([second.status, second.body]).toEqual([
      201,
      expect.objectContaining({ status: 'draft', form_version: 2, code: first['code'], name: 'Survey' }),
    ]);
    const namesOf = (form: PackBody) =>
      (form['fields'] as readonly { name: string }[]).map(({ name }) => name);
    expect(namesOf(second.body)).toEqual(namesOf(first));
    expect(second.headers.get('location')).toBe(`/api/monitoring/forms/${second.body.id}`);
    const again = await post(`${first.id}/revise`);
    expect([again.status, again.body]).toEqual([409, expect.objectContaining({ draft_id: second.body.id })]);
    await publish(second.body.id);
    const { items } = (await api.call('GET', `forms?code=${String(first['code'])}&sort=form_version`)).body;
    expect(items.map(({ form_version, status }) => [form_version, status])).toEqual([
      [1, 'retired'],
      [2, 'published'],
    ]);
    const { rows } = await api.service.admin.query<{ action: string }>(
      'select action from platform.audit_event where entity_id = any($1) order by sequence',
      [[first.id, second.body.id]],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'record.create',
      'record.publish',
      'record.revise',
      'record.publish',
    ]);
  });

  it.each(
    ['draft', 'published', 'retired'].flatMap((from) =>
      ['draft', 'published', 'retired'].filter((to) => to !== from).map((to) => [from, to] as const),
    ),
  )('from %s to %s is allowed or refused by the database', async (from, to) => {
    const { id } = await make();
    const move = (status: string) =>
      api.service.admin.query('update monitoring.form set status = $2 where id = $1', [id, status]);
    if (from !== 'draft') await move('published');
    if (from === 'retired') await move('retired');
    if (['draft→published', 'published→retired'].includes(`${from}→${to}`)) await move(to);
    else await expect(move(to)).rejects.toMatchObject({ constraint: 'form_transition' });
  });

  it('are tried out without keeping anything', async () => {
    const { id } = await make();
    const tried = await post(`${id}/evaluate`, { answers: { works: true, people: -1 } }, MEMBER);
    expect(tried.body).toEqual({
      relevant: ['works', 'people', 'kind', 'share'],
      answers: { works: true },
      faults: [{ field: 'people', detail: 'people does not satisfy its constraint' }],
    });
    const fine = await post(`${id}/evaluate`, { answers: { works: true, people: 6, share: 'x' } }, MEMBER);
    expect(fine.body).toEqual({
      relevant: ['works', 'people', 'kind', 'share'],
      answers: { works: true, people: 6, share: '1.5' },
      faults: [],
    });
    expect((await post(`${id}/evaluate`, { answers: [] })).status).toBe(422);
  });

  it('are made and published by coordinators, answered by members', async () => {
    const { id } = await make();
    for (const path of ['forms', `forms/${id}/publish`, `forms/${id}/revise`]) {
      expect((await api.call('POST', path, body(), MEMBER)).status).toBe(403);
    }
    expect((await api.call('GET', `forms/${id}`, undefined, MEMBER)).status).toBe(200);
    expect(
      (await post(`${id}/evaluate`, { answers: {} }, { ...MEMBER, roles: ['peer_mentor'] })).status,
    ).toBe(403);
    expect((await api.call('POST', `forms/${id}/publish`, {}, { org: 'rival' })).status).toBe(404);
  });
});
