import { faultsOf, PackApi, type Answered } from '../../../../test/support/pack-api.js';

describe('through the API', () => {
  let api: PackApi;
  let next = 0;

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    await api.make('programs', { code: 'P', name: 'P' });
    await api.make('projects', { program_code: 'P', code: 'P1', name: 'P1', currency: 'EUR' });
  });
  afterAll(() => api?.stop());

  const newCode = (): string => `N${(next += 1)}`;
  const refused = (answer: Answered) => [answer.status, answer.body.code, faultsOf(answer)];

  describe('an indicator', () => {
    const indicator = (code: string, values: object = {}) => ({ code, name: code, ...values });
    const computed = (code: string, formula: string) => indicator(code, { is_formula: true, formula });

    it('is multiplied by what its kind asks for, unless somebody says otherwise', async () => {
      const factor = async (values: object) =>
        (await api.make('indicators', indicator(newCode(), values)))['unit_factor'];
      const share = { value_type: 'percentage', aggregation_method: 'latest' };
      expect(await factor({})).toBe('1.000000');
      expect(await factor(share)).toBe('100.000000');
      expect(await factor({ ...share, unit_factor: '1000' })).toBe('1000.000000');
    });

    it('keeps its factor when a file does not speak of it', async () => {
      const share = { value_type: 'percentage', aggregation_method: 'latest', unit_factor: '1000' };
      const { id, code = '' } = await api.make('indicators', indicator(newCode(), share));
      const kept = await api.importFile('indicators', `code,name\n${code},Renamed`);
      expect(kept.body).toMatchObject({ updated: 1 });
      expect((await api.call('GET', `indicators/${id}`)).body).toMatchObject({
        ...share,
        name: 'Renamed',
        unit_factor: '1000.000000',
      });
    });

    it('has its categories, each known by dimension and category', async () => {
      const disaggregations = [
        { dimension: 'sex', category: 'female', label: 'Women' },
        { dimension: 'sex', category: 'male', sort: 1 },
        { dimension: 'age', category: '60+' },
      ];
      const { id, disaggregations: made } = await api.make(
        'indicators',
        indicator(newCode(), { disaggregations }),
      );
      const keys = (rows: unknown) =>
        (rows as { category_key: string }[])
          .map(({ category_key }) => category_key)
          .toSorted((a, b) => a.localeCompare(b));
      expect(keys(made)).toEqual(['age:60+', 'sex:female', 'sex:male']);
      const fewer = await api.call('PATCH', `indicators/${id}`, {
        disaggregations: disaggregations.slice(1),
      });
      expect(keys(fewer.body['disaggregations'])).toEqual(['age:60+', 'sex:male']);
      const twice = await api.call('PATCH', `indicators/${id}`, {
        disaggregations: [disaggregations[0], disaggregations[0]],
      });
      expect(twice.status).toBe(422);
    });

    it.each([
      ['ME-10: percentages are never added up', { value_type: 'percentage' }, '/aggregation_method'],
      ['ME-10: ratios are never added up', { value_type: 'ratio' }, '/aggregation_method'],
      ['ME-9: what is computed has a formula', { is_formula: true }, '/formula'],
      ['ME-9: a formula is not blank', { is_formula: true, formula: '  ' }, '/formula'],
      ['ME-9: what has a formula is computed', { formula: '1 + 1' }, '/formula'],
      ['ME-11: only quotients may exceed', { may_exceed: true }, '/value_type'],
    ])('%s', async (_rule, values, pointer) => {
      const answer = await api.call('POST', 'indicators', indicator(newCode(), values));
      expect([answer.status, answer.body.errors?.map((fault) => fault.pointer)]).toEqual([422, [pointer]]);
    });

    it('ME-8: is read when it is saved, by create, change and file', async () => {
      await api.make('indicators', indicator('EXP'));
      await api.make('indicators', indicator('REACH'));
      const { id, formula_program } = await api.make('indicators', computed('COST', '{EXP} / {REACH}'));
      expect(formula_program).toEqual(['/', ['ref', 'EXP'], ['ref', 'REACH']]);
      const changed = await api.call('PATCH', `indicators/${id}`, { formula: 'round({EXP}, 2)' });
      expect(changed.body['formula_program']).toEqual([
        'call',
        'round',
        [
          ['ref', 'EXP'],
          ['num', '2'],
        ],
      ]);
      const renamed = await api.call('PATCH', `indicators/${id}`, { name: 'Cost' });
      expect(renamed.body['formula_program']).toEqual(changed.body['formula_program']);
      const imported = await api.importFile('indicators', 'code,name,formula\nCOST,Cost,{EXP} / 2');
      expect(imported.body).toMatchObject({ updated: 1 });
      expect((await api.call('GET', `indicators/${id}`)).body['formula_program']).toEqual([
        '/',
        ['ref', 'EXP'],
        ['num', '2'],
      ]);
      const plain = await api.call('PATCH', `indicators/${id}`, { is_formula: false, formula: null });
      expect(plain.body).toMatchObject({ formula: null, formula_program: null });
      const told = await api.call('PATCH', `indicators/${id}`, { formula_program: ['num', '1'] });
      expect(refused(told)).toEqual([
        422,
        'invalid',
        [['/formula_program', 'formula_program cannot be set']],
      ]);
    });

    it('ME-8: tells where a formula is not understood', async () => {
      const answer = await api.call('POST', 'indicators', computed(newCode(), '{EXP} / (1 + '));
      expect(refused(answer)).toEqual([
        422,
        'invalid',
        [
          [
            '/formula',
            'formula is not understood: expected a number, {CODE}, a function or ( where it ends at character 14',
          ],
        ],
      ]);
      const bulk = await api.call('POST', 'indicators/bulk', {
        items: [indicator(newCode()), computed(newCode(), 'eval("1")')],
      });
      expect(faultsOf(bulk)).toEqual([
        ['/items/1/formula', 'formula is not understood: """ has no meaning at character 6'],
      ]);
      const file = await api.importFile('indicators', 'code,name,is_formula,formula\nX1,X1,true,1 +');
      expect(file.body.errors).toMatchObject([
        { line: 2, detail: expect.stringContaining('where it ends at character 4') as string },
      ]);
    });

    it('ME-8: names indicators that are there', async () => {
      const answer = await api.call('POST', 'indicators', computed(newCode(), '{EXP} + {NOBODY}'));
      expect(refused(answer)).toEqual([
        422,
        'formula-unknown-indicator',
        [['/formula', 'formula names an indicator that is not there: {NOBODY}']],
      ]);
      const { id } = await api.make('indicators', indicator('NOBODY'), { org: 'rival' });
      expect((await api.call('POST', 'indicators', computed(newCode(), '{NOBODY}'))).body.code).toBe(
        'formula-unknown-indicator',
      );
      expect(id).toEqual(expect.any(String));
    });

    it('ME-8: is never computed from itself', async () => {
      const self = await api.call('POST', 'indicators', computed('SELF', '{SELF} + 1'));
      expect(refused(self)).toEqual([
        422,
        'formula-cycle',
        [['/formula', 'formula would be computed from itself: by way of {SELF}']],
      ]);
      const bulk = await api.call('POST', 'indicators/bulk', {
        items: [computed('CA', '{CB}'), computed('CB', '{CC} * 2'), computed('CC', '{CA}')],
      });
      expect([bulk.status, bulk.body.code]).toEqual([422, 'formula-cycle']);
      const chain = await api.call('POST', 'indicators/bulk', {
        items: [computed('CA', '{CB}'), computed('CB', '{CC} * 2'), indicator('CC')],
      });
      expect([chain.status, chain.body['created']]).toEqual([200, 3]);
      const closed = await api.call('PATCH', `indicators/${String(chain.body.items[2]?.['id'])}`, {
        is_formula: true,
        formula: '{CA}',
      });
      expect([closed.status, closed.body.code]).toEqual([422, 'formula-cycle']);
    });

    it('ME-8: keeps its code, and stays, while formulas name it', async () => {
      const { id } = await api.make('indicators', indicator('NAMED'));
      const formula = await api.make('indicators', computed('NAMING', '{NAMED} * 2'));
      for (const answer of [
        await api.call('PATCH', `indicators/${id}`, { code: 'OTHER' }),
        await api.call('DELETE', `indicators/${id}`),
      ]) {
        expect([answer.status, answer.body.detail]).toEqual([
          409,
          'Is named by formulas of other indicators; change those first: NAMING.',
        ]);
      }
      await api.call('DELETE', `indicators/${formula.id}`);
      expect((await api.call('DELETE', `indicators/${id}`)).status).toBe(204);
    });
  });

  describe('a participant', () => {
    const SAYS = 'requires consent: leave it out, or record that they agreed';

    it('who did not agree is counted without a name', async () => {
      const body = {
        code: newCode(),
        sex: 'female',
        household_members: [{ line_no: 1, age: 8, sex: 'male' }],
      };
      expect((await api.make('participants', body))['consent']).toBe(false);
      const told = { code: newCode(), name: 'Amina', birth_date: '1990-01-01', consent_on: '2026-01-01' };
      const answer = await api.call('POST', 'participants', told);
      expect(refused(answer)).toEqual([
        422,
        'invalid',
        [
          ['/name', `name ${SAYS}`],
          ['/birth_date', `birth_date ${SAYS}`],
          ['/consent_on', `consent_on ${SAYS}`],
        ],
      ]);
    });

    it('has no names of the household on record either', async () => {
      const household_members = [{ line_no: 1, name: 'Grace', age: 8 }];
      const answer = await api.call('POST', 'participants', { code: newCode(), household_members });
      expect(refused(answer)).toEqual([
        422,
        'invalid',
        [
          [
            '/household_members',
            'household_members must have no names as long as the participant has not agreed',
          ],
        ],
      ]);
    });

    it('takes the consent back in one change', async () => {
      const household_members = [{ line_no: 1, name: 'Grace', age: 8 }];
      const named = {
        code: newCode(),
        name: 'Amina',
        consent: true,
        consent_on: '2026-01-01',
        household_members,
      };
      const { id } = await api.make('participants', named);
      const withdraw = (more: object) => api.call('PATCH', `participants/${id}`, { consent: false, ...more });
      expect((await withdraw({})).status).toBe(422);
      const cleared = { name: null, consent_on: null };
      expect((await withdraw(cleared)).status).toBe(422);
      const done = await withdraw({ ...cleared, household_members: [{ line_no: 1, age: 8 }] });
      expect(done.body).toMatchObject({
        consent: false,
        name: null,
        household_members: [{ name: null, age: 8 }],
      });
    });

    it('takes the household along to another project', async () => {
      const body = { code: newCode(), project_code: 'P1', household_members: [{ line_no: 1 }] };
      const { id } = await api.make('participants', body);
      expect((await api.call('PATCH', `participants/${id}`, { project_id: null })).status).toBe(200);
      const { rows } = await api.service.admin.query(
        'select project_id from monitoring.household_member where participant_id = $1',
        [id],
      );
      expect(rows).toEqual([{ project_id: null }]);
    });
  });

  it('a project stays with its program', async () => {
    await api.make('programs', { code: 'Q', name: 'Q' });
    const { body } = await api.call('GET', 'projects?code=P1');
    const answer = await api.call('PATCH', `projects/${String(body.items[0]?.['id'])}`, {
      program_code: 'Q',
    });
    expect(refused(answer)).toEqual([422, 'invalid', [['/program_id', 'program_id cannot be changed']]]);
  });

  it('a grant with an amount is in some currency', async () => {
    await api.make('donors', { code: 'D', name: 'D' });
    const grant = { program_code: 'P', donor_code: 'D', amount: '12.50' };
    const answer = await api.call('POST', 'program-donors', grant);
    expect(refused(answer)).toEqual([422, 'invalid', [['/currency', 'currency is required with an amount']]]);
    await api.make('program-donors', { ...grant, currency: 'NOK' });
    expect((await api.call('POST', 'program-donors', { program_code: 'P', donor_code: 'D' })).status).toBe(
      409,
    );
    await api.make('program-donors', { ...grant, currency: 'NOK', grant_ref: 'Second' });
  });
});
