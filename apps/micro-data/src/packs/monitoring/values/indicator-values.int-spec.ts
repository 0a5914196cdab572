import { faultsOf, PackApi, type Answered, type PackBody } from '../../../../test/support/pack-api.js';

const COORDINATOR = { roles: ['coordinator'], sub: '0199aaaa-0000-7000-8000-00000000000c' };
const OTHER_COORDINATOR = { roles: ['coordinator'], sub: '0199aaaa-0000-7000-8000-0000000000cc' };
const MEMBER = { roles: ['member'], sub: '0199aaaa-0000-7000-8000-00000000000d' };
const STATES = ['draft', 'submitted', 'approved', 'rejected'] as const;
type State = (typeof STATES)[number];
const FOLLOWS: Readonly<Record<State, readonly State[]>> = {
  draft: ['submitted'],
  submitted: ['approved', 'rejected'],
  approved: [],
  rejected: ['draft'],
};
const VERBS = { submitted: 'submit', approved: 'approve', rejected: 'reject', draft: 'reopen' } as const;

describe('values of indicators', () => {
  let api: PackApi;
  let project_id: string;
  let period: string;
  let next = 0;

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    await api.make('programs', { code: 'WASH', name: 'Water' });
    const days = { start_date: '2026-01-01', end_date: '2026-12-31' };
    const project = { program_code: 'WASH', code: 'P1', name: 'P', currency: 'EUR', ...days };
    project_id = (await api.make('projects', project)).id;
    const { body } = await api.call('POST', 'reporting-periods/generate', { project_id, kind: 'quarter' });
    period = String(body.items[0]?.['id']);
  });
  afterAll(() => api?.stop());

  /** An indicator of the project, of a case's own; answers its code. */
  async function indicator(body: object = {}, ...categories: readonly string[]): Promise<string> {
    const code = `I${(next += 1)}`;
    const disaggregations = categories.map((category) => ({ dimension: 'sex', category }));
    const given = { code, name: code, ...(categories.length > 0 && { disaggregations }), ...body };
    const { id: indicator_id } = await api.make('indicators', given);
    await api.make('project-indicators', { project_id, indicator_id });
    return code;
  }
  const bodyOf = (indicator_code: string, more: object = {}): object => ({
    indicator_code,
    project_code: 'P1',
    reporting_period_label: 'Q1 2026',
    value: '1',
    ...more,
  });
  const make = async (more: object = {}, options: object = MEMBER): Promise<PackBody> =>
    api.make('indicator-reports', bodyOf(await indicator(), more), options);
  const go = (
    id: string,
    verb: string,
    options: object = COORDINATOR,
    note: string | null = null,
  ): Promise<Answered> => api.call('POST', `indicator-reports/${id}/${verb}`, { note }, options);
  const read = async (id: string): Promise<PackBody> =>
    (await api.call('GET', `indicator-reports/${id}`)).body;
  const codeOf = ({ status, body }: Answered) => [status, body.code];

  async function valueThatIs(state: State): Promise<PackBody> {
    const made = await make();
    if (state !== 'draft') await go(made.id, 'submit', MEMBER);
    if (state === 'approved') await go(made.id, 'approve');
    if (state === 'rejected') await go(made.id, 'reject', COORDINATOR, 'Too many');
    return read(made.id);
  }

  it('ME-6: have the days of their period, or their own', async () => {
    expect(await make()).toMatchObject({
      reporting_period_id: period,
      start_date: '2026-01-01',
      end_date: '2026-03-31',
      status: 'draft',
      source: 'manual',
    });
    const alone = { reporting_period_label: null };
    const refused = await api.call('POST', 'indicator-reports', bodyOf(await indicator(), alone), MEMBER);
    expect([refused.status, faultsOf(refused)]).toEqual([
      422,
      [['/start_date', 'start_date and end_date are required of a value without a reporting period']],
    ]);
    const own = { ...alone, start_date: '2026-02-01', end_date: '2026-02-09' };
    expect(await make(own)).toMatchObject({
      reporting_period_id: null,
      ...own,
      reporting_period_label: null,
    });
    const same = { start_date: '2026-01-01', end_date: '2026-03-31' };
    expect(await make(same)).toMatchObject({ reporting_period_id: period, ...same });
    const torn = bodyOf(await indicator(), { ...same, end_date: '2026-03-30' });
    expect(faultsOf(await api.call('POST', 'indicator-reports', torn, MEMBER))).toEqual([
      ['/reporting_period_label', 'the reporting period has another end_date; leave that out'],
    ]);
  });

  it('ME-6: take the days of another period when they are moved there', async () => {
    const { id } = await make();
    const moved = await api.call(
      'PATCH',
      `indicator-reports/${id}`,
      { reporting_period_label: 'Q2 2026' },
      MEMBER,
    );
    expect(moved.body).toMatchObject({ start_date: '2026-04-01', end_date: '2026-06-30', version: 2 });
    const torn = await api.call('PATCH', `indicator-reports/${id}`, { end_date: '2026-06-29' }, MEMBER);
    expect(faultsOf(torn)[0]?.[0]).toBe('/start_date');
  });

  it('are of an indicator of the project', async () => {
    await api.make('indicators', { code: 'LONE', name: 'Lone' });
    const refused = await api.call('POST', 'indicator-reports', bodyOf('LONE'), MEMBER);
    expect(faultsOf(refused)).toEqual([
      ['/indicator_id', 'indicator_id must be one of the project: add it to project-indicators first'],
    ]);
  });

  it('ME-8: keep what they were reported as', async () => {
    const code = await indicator();
    const [found] = (await api.call('GET', `indicators?q=${code}`)).body.items;
    const change = (body: object) => api.call('PATCH', `indicators/${String(found?.['id'])}`, body);
    expect((await change({ value_type: 'percentage', aggregation_method: 'average' })).status).toBe(200);
    expect((await change({ value_type: 'number', unit_factor: '1' })).status).toBe(200);
    const { id } = await api.make('indicator-reports', bodyOf(code), MEMBER);
    for (const body of [
      { value_type: 'text' },
      { unit_factor: '1000' },
      { is_formula: true, formula: '1 + 1' },
    ]) {
      expect(codeOf(await change(body))).toEqual([409, 'conflict']);
    }
    expect((await change({ name: 'Other', aggregation_method: 'max' })).status).toBe(200);
    expect((await api.call('DELETE', `indicator-reports/${id}`)).status).toBe(204);
    expect((await change({ value_type: 'text' })).status).toBe(200);
  });

  it('ME-8: are none of a computed indicator', async () => {
    const input = await indicator();
    const code = await indicator({ is_formula: true, formula: `{${input}} * 2` });
    const refused = await api.call('POST', 'indicator-reports', bodyOf(code), MEMBER);
    expect(codeOf(refused)).toEqual([409, 'formula-read-only']);
  });

  it('ME-11: of a percentage follow from numerator and denominator', async () => {
    const percentage = { value_type: 'percentage', aggregation_method: 'average' };
    const code = await indicator(percentage);
    const quotient = { value: null, numerator: '45', denominator: '60' };
    const { id } = await api.make('indicator-reports', bodyOf(code, quotient), MEMBER);
    expect(await read(id)).toMatchObject({ value: '75.000000', numerator: '45.000000' });
    const change = await api.call('PATCH', `indicator-reports/${id}`, { numerator: '30' }, MEMBER);
    expect(change.body).toMatchObject({ value: '50.000000' });
    const refused = async (body: object) =>
      faultsOf(await api.call('PATCH', `indicator-reports/${id}`, body, MEMBER))[0]?.[0];
    expect(await refused({ value: '51' })).toBe('/value');
    expect(await refused({ numerator: '61' })).toBe('/numerator');
    expect(await refused({ denominator: '0' })).toBe('/denominator');
    const people = await indicator({ unit: 'people' });
    const negative = await api.call('POST', 'indicator-reports', bodyOf(people, { value: '-1' }), MEMBER);
    expect(faultsOf(negative)).toEqual([
      ['/value', 'value must not be negative: the indicator counts people'],
    ]);
  });

  it('ME-C12: are the sum of their categories', async () => {
    const code = await indicator({}, 'female', 'male', 'unknown');
    const of = (...numbers: readonly string[]) =>
      ['female', 'male', 'unknown']
        .map((category, index) => ({ category_key: `sex:${category}`, value: numbers[index] ?? null }))
        .slice(0, numbers.length);
    const body = (values: object) => bodyOf(code, { value: '120', values });
    const torn = await api.call('POST', 'indicator-reports', body(of('70', '45')), MEMBER);
    expect(codeOf(torn)).toEqual([422, 'disaggregation-mismatch']);
    expect(faultsOf(torn)).toEqual([
      ['/values', 'values must add up to the value: sex adds up to 115, not to 120'],
    ]);
    const made = await api.make('indicator-reports', body(of('70', '45', '5')), MEMBER);
    expect(made['values']).toMatchObject([
      { category_key: 'sex:female', value: '70.000000' },
      { category_key: 'sex:male', value: '45.000000' },
      { category_key: 'sex:unknown', value: '5.000000' },
    ]);
    const path = `indicator-reports/${made.id}`;
    expect(codeOf(await api.call('PATCH', path, { value: '121' }, MEMBER))).toEqual([
      422,
      'disaggregation-mismatch',
    ]);
    const both = { value: '121', values: of('70', '45', '6') };
    expect((await api.call('PATCH', path, both, MEMBER)).body).toMatchObject({
      value: '121.000000',
      version: 2,
    });
    const strange = { values: [{ category_key: 'sex:other', value: '121' }] };
    expect(faultsOf(await api.call('PATCH', path, strange, MEMBER))).toEqual([
      ['/values', 'values have a category that the indicator does not have: sex:other'],
    ]);
  });

  describe('lead a life', () => {
    it.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))(
      'ME-2: from %s to %s',
      async (from, to) => {
        const before = await valueThatIs(from);
        const answer = await go(before.id, VERBS[to], COORDINATOR, 'Because');
        const after = await read(before.id);
        if (FOLLOWS[from].includes(to)) {
          expect([answer.status, answer.body['status']]).toEqual([200, to]);
          expect(after).toMatchObject({ status: to, version: before.version + 1 });
        } else {
          expect(answer.body).toMatchObject({ code: 'invalid-transition', from, to, allowed: FOLLOWS[from] });
          expect([answer.status, after]).toEqual([409, before]);
        }
      },
    );

    it('ME-2: name who submitted and who approved them', async () => {
      const { id } = await valueThatIs('approved');
      expect(await read(id)).toMatchObject({
        submitted_by: MEMBER.sub,
        submitted_at: expect.any(String),
        approved_by: COORDINATOR.sub,
        approved_at: expect.any(String),
        rejection_reason: null,
      });
    });

    it('ME-2: are not decided on by who submitted them', async () => {
      const { id } = await make({}, COORDINATOR);
      await go(id, 'submit', COORDINATOR);
      expect(codeOf(await go(id, 'approve', COORDINATOR))).toEqual([403, 'self-approval']);
      expect(codeOf(await go(id, 'reject', COORDINATOR, 'x'))).toEqual([403, 'self-approval']);
      const several = (options: object) =>
        api.call('POST', 'indicator-reports/approve', { ids: [id] }, options);
      expect(codeOf(await several(COORDINATOR))).toEqual([403, 'self-approval']);
      expect((await several(OTHER_COORDINATOR)).body).toEqual({ moved: 1 });
    });

    it('ME-2: are rejected for a reason, and reopened', async () => {
      const { id } = await valueThatIs('submitted');
      expect(faultsOf(await go(id, 'reject'))).toEqual([['/note', 'note is required: say why']]);
      expect((await go(id, 'reject', COORDINATOR, 'Too many')).body).toMatchObject({
        status: 'rejected',
        rejection_reason: 'Too many',
        approved_by: null,
        approved_at: null,
      });
      expect((await go(id, 'reopen', MEMBER)).body).toMatchObject({
        status: 'draft',
        rejection_reason: 'Too many',
      });
      expect((await go(id, 'submit', MEMBER)).body).toMatchObject({ rejection_reason: null });
    });

    it('ME-2: are decided on by coordinators, and stated as decided by them only', async () => {
      const { id } = await valueThatIs('submitted');
      expect((await go(id, 'approve', MEMBER)).status).toBe(403);
      const stated = bodyOf(await indicator(), { status: 'approved' });
      expect((await api.call('POST', 'indicator-reports', stated, MEMBER)).status).toBe(403);
      const made = await api.make('indicator-reports', stated, COORDINATOR);
      expect(made).toMatchObject({ status: 'approved', approved_by: COORDINATOR.sub, submitted_by: null });
    });

    it.each(['submitted', 'approved', 'rejected'] as const)(
      'change as drafts only: not when %s',
      async (state) => {
        const { id, ...before } = await valueThatIs(state);
        for (const change of [{ value: '2' }, { target: '2' }, { narrative: 'x' }]) {
          const refused = await api.call('PATCH', `indicator-reports/${id}`, change, COORDINATOR);
          expect(codeOf(refused)).toEqual([409, 'invalid-transition']);
        }
        expect(await read(id)).toEqual({ id, ...before });
      },
    );
  });

  describe('written many at once', () => {
    const bulk = (items: readonly object[], options: object = MEMBER): Promise<Answered> =>
      api.call('POST', 'indicator-reports/bulk', { items }, options);

    it('are found by indicator, project and period, or by their own days', async () => {
      const code = await indicator({ value_type: 'ratio', aggregation_method: 'average' });
      const quotient = { value: null, numerator: '1', denominator: '4' };
      const own = { reporting_period_label: null, start_date: '2026-02-01', end_date: '2026-02-09' };
      const items = [
        bodyOf(code, quotient),
        bodyOf(code, own),
        bodyOf(code, { ...own, end_date: '2026-02-10' }),
      ];
      expect((await bulk(items)).body).toMatchObject({ created: 3 });
      expect((await bulk(items)).body).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
      items[1] = bodyOf(code, { ...own, value: '7' });
      expect((await bulk(items)).body).toMatchObject({ updated: 1, unchanged: 2 });
    });

    it('say which of them is refused', async () => {
      const [good, people] = [await indicator(), await indicator({ unit: 'people' })];
      const refused = await bulk([bodyOf(good), bodyOf(people, { value: '-1' })]);
      expect(faultsOf(refused)[0]?.[0]).toBe('/items/1/value');
    });

    it('pass over what was rejected', async () => {
      const rejected = await valueThatIs('rejected');
      const code = String(rejected['indicator_code']);
      expect((await bulk([bodyOf(code, { value: '2' })])).body).toMatchObject({ created: 1 });
      expect((await bulk([bodyOf(code, { value: '3' })])).body).toMatchObject({ updated: 1 });
      expect((await read(rejected.id))['value']).toBe('1.000000');
      expect((await go(rejected.id, 'reopen', MEMBER)).status).toBe(409);
    });

    it('come in as files, approved or not', async () => {
      const code = await indicator({ value_type: 'ratio', aggregation_method: 'average' }, 'female', 'male');
      const plain = await indicator();
      const file = [
        'indicator_code,project_code,reporting_period_label,start_date,end_date,value,numerator,denominator,status,category_key,category_numerator,category_denominator',
        `${code},P1,Q1 2026,,,,4,8,approved,sex:female,1,4`,
        `${code},P1,Q1 2026,,,,4,8,approved,sex:male,3,4`,
        `${plain},P1,,2026-02-01,2026-02-28,12,,,,,,`,
        `${plain},P1,Q2 2026,,,13,,,,,,`,
      ].join('\n');
      const first = await api.importFile('indicator-reports', file, COORDINATOR);
      expect([first.status, first.body]).toEqual([200, expect.objectContaining({ accepted: 3, created: 3 })]);
      const { items } = (await api.call('GET', `indicator-reports?indicator_code=${code}`)).body;
      expect(items).toMatchObject([{ value: '0.500000', status: 'approved', approved_by: COORDINATOR.sub }]);
      const again = await api.importFile('indicator-reports', file, COORDINATOR);
      expect(again.body).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    });
  });

  describe('of a locked period', () => {
    it('ME-3: are read, and not written in any way', async () => {
      const [draft, submitted, rejected] = [
        await valueThatIs('draft'),
        await valueThatIs('submitted'),
        await valueThatIs('rejected'),
      ];
      const alone = await make({
        reporting_period_label: null,
        start_date: '2026-02-01',
        end_date: '2026-02-09',
      });
      const elsewhere = await make({ reporting_period_label: 'Q2 2026' });
      const fresh = await indicator();
      const free = bodyOf(await indicator(), { reporting_period_label: 'Q2 2026' });
      await api.call('POST', `reporting-periods/${period}/lock`, { force: true }, COORDINATOR);
      try {
        const path = (value: PackBody): string => `indicator-reports/${value.id}`;
        const code = (value: PackBody): string => String(value['indicator_code']);
        const own = { reporting_period_label: null, start_date: '2026-01-01', end_date: '2026-03-31' };
        const file = `indicator_code,project_code,reporting_period_label,value\n${code(draft)},P1,Q1 2026,5\n`;
        const attempts = {
          post: await api.call('POST', 'indicator-reports', bodyOf(fresh)),
          put: await api.call('PUT', path(draft), bodyOf(code(draft), { value: '5' })),
          patch: await api.call('PATCH', path(draft), { value: '5' }),
          delete: await api.call('DELETE', path(draft)),
          submit: await go(draft.id, 'submit'),
          approve: await go(submitted.id, 'approve'),
          reject: await go(submitted.id, 'reject', COORDINATOR, 'x'),
          reopen: await go(rejected.id, 'reopen'),
          approveAll: await api.call('POST', 'indicator-reports/approve', { ids: [submitted.id] }),
          bulkChange: await api.call('POST', 'indicator-reports/bulk', {
            items: [free, bodyOf(code(draft), { value: '5' })],
          }),
          bulkCreate: await api.call('POST', 'indicator-reports/bulk', { items: [free, bodyOf(fresh)] }),
          categories: await api.call('PATCH', path(draft), { values: [], value: '6' }),
          movedIn: await api.call('PATCH', path(elsewhere), { reporting_period_label: 'Q1 2026' }),
          movedOut: await api.call('PATCH', path(draft), { reporting_period_label: 'Q2 2026' }),
          // Days of their own inside the period are in its figures.
          inside: await api.call('POST', 'indicator-reports', bodyOf(fresh, own)),
          insideChange: await api.call('PATCH', path(alone), { value: '5' }),
        };
        for (const [attempt, answer] of Object.entries(attempts)) {
          expect([attempt, ...codeOf(answer)]).toEqual([attempt, 409, 'period-locked']);
        }
        expect(faultsOf(attempts.bulkCreate)[0]?.[0]).toBe('/items/1/reporting_period_id');
        const imported = await api.importFile('indicator-reports', file, COORDINATOR);
        expect([imported.status, imported.body]).toEqual([
          422,
          expect.objectContaining({
            code: 'import-rejected',
            errors: [expect.objectContaining({ line: 2, code: 'period-locked' })],
          }),
        ]);
        for (const value of [draft, submitted, rejected, alone])
          expect(await read(value.id)).toMatchObject(value);
        // What reaches beyond the period is in none of its figures.
        const beyond = { ...own, end_date: '2026-04-01' };
        expect((await api.call('POST', 'indicator-reports', bodyOf(fresh, beyond))).status).toBe(201);
      } finally {
        await api.call('POST', `reporting-periods/${period}/unlock`, { reason: 'Other cases' });
      }
      expect((await api.call('PATCH', `indicator-reports/${draft.id}`, { value: '5' })).status).toBe(200);
    });
  });
});
