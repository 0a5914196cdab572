import { faultsOf, PackApi, type Answered, type PackBody } from '../../../../test/support/pack-api.js';

const COORDINATOR = { roles: ['coordinator'], sub: '0199aaaa-0000-7000-8000-00000000000c' };
const MEMBER = { roles: ['member'], sub: '0199aaaa-0000-7000-8000-00000000000d' };
const UNKNOWN = '0199aaaa-0000-7000-8000-000000000001';

describe('reporting periods', () => {
  let api: PackApi;
  let next = 0;

  beforeAll(async () => {
    api = await PackApi.start('monitoring');
    await api.make('programs', { code: 'WASH', name: 'Water' });
  });
  afterAll(() => api?.stop());

  /** A project of a case's own. */
  const project = (days: object = { start_date: '2026-02-15', end_date: '2026-12-31' }): Promise<PackBody> =>
    api.make('projects', {
      program_code: 'WASH',
      code: `P${(next += 1)}`,
      name: 'P',
      currency: 'EUR',
      ...days,
    });
  const generate = (project_id: string, body: object = { kind: 'quarter' }, options: object = COORDINATOR) =>
    api.call('POST', 'reporting-periods/generate', { project_id, ...body }, options);
  const listed = async (project_id: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await api.call('GET', `reporting-periods?project_id=${project_id}&limit=200`)).body.items;
  const lock = (id: string, body: object = {}, options: object = COORDINATOR): Promise<Answered> =>
    api.call('POST', `reporting-periods/${id}/lock`, body, options);
  const unlock = (
    id: string,
    body: object = { reason: 'Late figures' },
    options: object = {},
  ): Promise<Answered> => api.call('POST', `reporting-periods/${id}/unlock`, body, options);
  const codeOf = ({ status, body }: Answered) => [status, body.code];

  /** A quarter of a project of its own, with values in these states. */
  async function quarterWith(...states: readonly string[]): Promise<{ id: string; project_id: string }> {
    const { id: project_id } = await project();
    const { id } = await api.make('reporting-periods', {
      project_id,
      label: 'Q2 2026',
      kind: 'quarter',
      start_date: '2026-04-01',
      end_date: '2026-06-30',
    });
    for (const status of states) {
      const { id: own } = await api.make('indicators', { code: `I${(next += 1)}`, name: 'I' });
      await api.make('project-indicators', { project_id, indicator_id: own });
      const value = { project_id, indicator_id: own, reporting_period_id: id, value: '1', status };
      await api.make('indicator-reports', value, COORDINATOR);
    }
    return { id, project_id };
  }

  describe('made for a project', () => {
    it('are clipped to it, once however often they are asked for', async () => {
      const { id } = await project();
      const first = await generate(id);
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({
        created: 4,
        warnings: [],
        items: [
          { label: 'Q1 2026', start_date: '2026-02-15', end_date: '2026-03-31', is_new: true, warning: null },
          { label: 'Q2 2026', start_date: '2026-04-01', end_date: '2026-06-30' },
          { label: 'Q3 2026', start_date: '2026-07-01', end_date: '2026-09-30' },
          { label: 'Q4 2026', start_date: '2026-10-01', end_date: '2026-12-31' },
        ],
      });
      const again = await generate(id);
      expect(again.body['created']).toBe(0);
      expect(again.body.items.map((item) => item['id'])).toEqual(first.body.items.map((item) => item['id']));
      expect((await listed(id))[0]).toMatchObject({
        kind: 'quarter',
        calendar_start: '2026-01-01',
        calendar_end: '2026-03-31',
        is_locked: false,
        warning: null,
      });
    });

    it('keep the names that people gave to those that are there', async () => {
      const { id: project_id } = await project();
      const days = { start_date: '2026-04-01', end_date: '2026-06-30' };
      const own = await api.make('reporting-periods', {
        project_id,
        label: 'Spring',
        kind: 'quarter',
        ...days,
      });
      const { body } = await generate(project_id);
      expect(body).toMatchObject({ created: 3 });
      expect(body.items[1]).toMatchObject({ id: own.id, label: 'Spring', is_new: false });
    });

    it('are only told of in a dry run', async () => {
      const { id } = await project();
      const { body } = await generate(id, { kind: 'month', dry_run: true });
      expect(body).toMatchObject({ created: 11 });
      expect(body.items[0]).toMatchObject({ id: null, label: '2026-02', is_new: true });
      expect(await listed(id)).toEqual([]);
    });

    it('begin their years in the month of the project, or the one that is asked for', async () => {
      const { id } = await project({
        start_date: '2026-07-01',
        end_date: '2027-06-30',
        fiscal_start_month: 7,
      });
      expect((await generate(id, { kind: 'year' })).body.items).toMatchObject([{ label: '2026/27' }]);
      const halves = await generate(id, { kind: 'half_year', fiscal_start_month: 1 });
      expect(halves.body.items).toMatchObject([{ label: 'H2 2026' }, { label: 'H1 2027' }]);
    });

    it('ME-5: warn of days outside the project', async () => {
      const { id } = await project();
      const { body } = await generate(id, { kind: 'year', from: '2026-01-01', to: '2027-12-31' });
      expect(body['warnings']).toEqual([
        '2026 begins before the project (2026-02-15)',
        '2027 ends after the project (2026-12-31)',
      ]);
      const periods = await listed(id);
      expect(periods.map(({ warning }) => warning)).toEqual([
        'begins before the project (2026-02-15)',
        'ends after the project (2026-12-31)',
      ]);
    });

    it('ME-5: do not overlap what is there', async () => {
      const { id: project_id } = await project();
      const days = { start_date: '2026-05-01', end_date: '2026-07-31' };
      await api.make('reporting-periods', { project_id, label: 'Mid', kind: 'quarter', ...days });
      for (const dry_run of [true, false]) {
        const refused = await generate(project_id, { kind: 'quarter', dry_run });
        expect(codeOf(refused)).toEqual([409, 'period-overlap']);
        expect(faultsOf(refused)).toEqual([
          ['/kind', 'Q2 2026 (2026-04-01 to 2026-06-30) overlaps Mid (2026-05-01 to 2026-07-31)'],
          ['/kind', 'Q3 2026 (2026-07-01 to 2026-09-30) overlaps Mid (2026-05-01 to 2026-07-31)'],
        ]);
      }
      expect(await listed(project_id)).toHaveLength(1);
      expect((await generate(project_id, { kind: 'half_year' })).status).toBe(200);
    });

    it('are made once by several who ask at the same time', async () => {
      const { id } = await project();
      const answers = await Promise.all([1, 2, 3].map(() => generate(id)));
      const counts = answers.map(({ body }) => Number(body['created']));
      expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 4]);
    });

    it.each([
      ['/from', { kind: 'month' }, {}],
      ['/to', { kind: 'month', from: '2026-01-01' }, {}],
      ['/to', { kind: 'month', from: '2026-02-01', to: '2026-01-31' }, {}],
      ['/to', { kind: 'custom', days: 1, from: '2000-01-01', to: '2020-12-31' }, {}],
      ['/days', { kind: 'custom', from: '2026-01-01', to: '2026-01-31' }, {}],
      ['/days', { kind: 'week', days: 7, from: '2026-01-01', to: '2026-01-31' }, {}],
      ['/from', { kind: 'week', from: '2026-02-30', to: '2026-03-31' }, {}],
      ['/project_id', { kind: 'week', project_id: UNKNOWN }, {}],
    ])('say what is wrong with %s', async (pointer, body, days) => {
      const { id } = await project(days);
      const refused = await generate(id, body);
      expect([refused.status, faultsOf(refused)[0]?.[0]]).toEqual([422, pointer]);
    });

    it('are made by coordinators and above', async () => {
      const { id } = await project();
      expect((await generate(id, { kind: 'quarter' }, MEMBER)).status).toBe(403);
    });
  });

  describe('kept one by one', () => {
    const body = { label: 'A', kind: 'month', start_date: '2026-03-01', end_date: '2026-03-31' };

    it('ME-5: end after they begin', async () => {
      const { id: project_id } = await project();
      const refused = await api.call('POST', 'reporting-periods', {
        ...body,
        project_id,
        end_date: '2026-02-28',
      });
      expect([refused.status, faultsOf(refused)]).toEqual([
        422,
        [['/end_date', 'end_date must not be before start_date']],
      ]);
    });

    it('ME-5: do not overlap a sibling of their kind in the project', async () => {
      const { id: project_id } = await project();
      await api.make('reporting-periods', { ...body, project_id });
      const other = { ...body, project_id, label: 'B', start_date: '2026-03-31', end_date: '2026-04-30' };
      const refused = await api.call('POST', 'reporting-periods', other);
      expect(codeOf(refused)).toEqual([409, 'period-overlap']);
      expect(refused.body.detail).toContain('A, 2026-03-01 to 2026-03-31');
      await api.make('reporting-periods', { ...other, kind: 'quarter' });
      await api.make('reporting-periods', { ...other, label: 'C', start_date: '2026-04-01' });
      await api.make('reporting-periods', { ...body, project_id: (await project()).id });
    });

    it('ME-5: one of two that overlap is made when both are at the same time', async () => {
      const { id: project_id } = await project();
      const answers = await Promise.all(
        ['A', 'B', 'C'].map((label) => api.call('POST', 'reporting-periods', { ...body, project_id, label })),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    });

    it('take their values along when their days change', async () => {
      const { id, project_id } = await quarterWith('draft', 'approved');
      await api.call('PATCH', `reporting-periods/${id}`, { start_date: '2026-04-15' });
      const values = await api.call('GET', `indicator-reports?project_id=${project_id}`);
      expect(values.body.items).toMatchObject([
        { start_date: '2026-04-15', end_date: '2026-06-30' },
        { start_date: '2026-04-15', end_date: '2026-06-30' },
      ]);
    });

    it('stay while they have values', async () => {
      const { id } = await quarterWith('draft');
      expect((await api.call('DELETE', `reporting-periods/${id}`)).status).toBe(409);
      const empty = await quarterWith();
      expect((await api.call('DELETE', `reporting-periods/${empty.id}`)).status).toBe(204);
    });
  });

  describe('locked', () => {
    it('ME-4: wait for values that are not approved, unless it is forced', async () => {
      const { id } = await quarterWith('draft', 'draft', 'submitted', 'approved');
      const refused = await lock(id);
      expect(codeOf(refused)).toEqual([409, 'period-has-unapproved']);
      expect(refused.body).toMatchObject({ draft: 2, submitted: 1 });
      expect((await lock(id, { force: true })).body).toMatchObject({
        is_locked: true,
        locked_by_id: COORDINATOR.sub,
        locked_at: expect.any(String),
        version: 2,
      });
      const done = await quarterWith('approved');
      expect((await lock(done.id)).body).toMatchObject({ is_locked: true });
      expect((await lock(done.id)).body).toMatchObject({ is_locked: true, version: 2 });
    });

    it('keep their days and stay, whatever else changes', async () => {
      const { id } = await quarterWith();
      await lock(id);
      for (const change of [{ start_date: '2026-04-02' }, { end_date: '2026-07-01' }, { kind: 'custom' }]) {
        expect(codeOf(await api.call('PATCH', `reporting-periods/${id}`, change))).toEqual([
          409,
          'period-locked',
        ]);
      }
      expect(codeOf(await api.call('DELETE', `reporting-periods/${id}`))).toEqual([409, 'period-locked']);
      expect((await api.call('PATCH', `reporting-periods/${id}`, { label: 'Spring' })).body).toMatchObject({
        label: 'Spring',
        is_locked: true,
      });
      const stated = await api.call('PATCH', `reporting-periods/${id}`, { is_locked: false });
      expect(faultsOf(stated)).toEqual([['/is_locked', 'is_locked cannot be set']]);
    });

    it('ME-3: are opened by administrators, for a reason that is kept', async () => {
      const { id } = await quarterWith();
      expect((await unlock(id)).status).toBe(409);
      await lock(id);
      expect((await unlock(id, { reason: 'Late' }, COORDINATOR)).status).toBe(403);
      expect(faultsOf(await unlock(id, { reason: ' ' }))).toEqual([['/reason', 'reason must not be blank']]);
      expect(faultsOf(await unlock(id, { reason: 'x', until: '2020-01-01T00:00:00Z' }))[0]?.[0]).toBe(
        '/until',
      );
      const opened = await unlock(id, { reason: 'Late figures', until: '2099-01-01T00:00:00+01:00' });
      expect(opened.body).toMatchObject({
        is_locked: false,
        locked_at: null,
        unlocked_until: '2098-12-31T23:00:00.000Z',
      });
      const unlocks = () => api.call('GET', `reporting-periods/${id}/unlocks`, undefined, MEMBER);
      expect((await unlocks()).body.items).toMatchObject([{ reason: 'Late figures', relocked_at: null }]);
      expect((await lock(id)).body).toMatchObject({ is_locked: true, unlocked_until: null });
      expect((await unlocks()).body.items).toMatchObject([{ relocked_at: expect.any(String) }]);
      const { rows } = await api.service.admin.query<{ action: string }>(
        'select action from platform.audit_event where entity_id = $1 order by sequence',
        [id],
      );
      expect(rows.map(({ action }) => action)).toEqual([
        'record.create',
        'record.lock',
        'record.unlock',
        'record.lock',
      ]);
    });

    it('ME-3: by themselves, from the begin of their day in the zone of the organization', async () => {
      const { id } = await quarterWith('draft');
      const set = (locks_on: string) =>
        api.service.admin.query('update monitoring.reporting_period set locks_on = $2::date where id = $1', [
          id,
          locks_on,
        ]);
      const { rows } = await api.service.admin.query<{ today: string; tomorrow: string }>(
        `select (now() at time zone 'Europe/Oslo')::date::text as today,
           ((now() at time zone 'Europe/Oslo')::date + 1)::text as tomorrow`,
      );
      const { today, tomorrow } = rows[0] ?? { today: '', tomorrow: '' };
      const isLocked = async () => (await api.call('GET', `reporting-periods/${id}`)).body['is_locked'];
      await set(tomorrow);
      expect(await isLocked()).toBe(false);
      await set(today);
      expect(await isLocked()).toBe(true);
      // No other day opens it again.
      for (const locks_on of [null, '2099-01-01']) {
        expect(codeOf(await api.call('PATCH', `reporting-periods/${id}`, { locks_on }))).toEqual([
          409,
          'period-locked',
        ]);
      }
      expect((await unlock(id)).body).toMatchObject({ is_locked: false, locks_on: null });
    });

    it('are found by what they are now', async () => {
      const { id, project_id } = await quarterWith();
      const found = async (is: boolean) =>
        (await api.call('GET', `reporting-periods?project_id=${project_id}&is_locked=${is}`)).body.items
          .length;
      expect([await found(true), await found(false)]).toEqual([0, 1]);
      await api.service.admin.query(
        `update monitoring.reporting_period set locks_on = '2020-01-01' where id = $1`,
        [id],
      );
      expect([await found(true), await found(false)]).toEqual([1, 0]);
    });

    it('again, when the time is over for which they were opened', async () => {
      const { id } = await quarterWith();
      await lock(id);
      await unlock(id, { reason: 'For a moment', until: '2099-01-01T00:00:00Z' });
      await api.service.admin.query(
        `update monitoring.reporting_period set unlocked_until = now() - interval '1 second' where id = $1`,
        [id],
      );
      expect((await api.call('GET', `reporting-periods/${id}`)).body).toMatchObject({ is_locked: true });
    });
  });

  it('are of one organization', async () => {
    const { id, project_id } = await quarterWith();
    const rival = { org: 'rival' };
    const answers = [
      await lock(id, {}, rival),
      await unlock(id, { reason: 'x' }, rival),
      await api.call('GET', `reporting-periods/${id}/unlocks`, undefined, rival),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(faultsOf(await generate(project_id, { kind: 'week' }, rival))[0]?.[0]).toBe('/project_id');
  });
});
