import pg from 'pg';
import { MonitoringRows } from '../testing/monitoring-rows.js';
import { TestDatabase } from '../testing/test-database.js';

describe('what submissions feed', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let rows: MonitoringRows;
  let program: string;
  let next = 0;

  beforeAll(async () => {
    database = await TestDatabase.open();
    ({ admin, rows } = database);
    program = await rows.program('P');
  });
  afterAll(() => database?.close());

  interface World {
    readonly project: string;
    readonly period: string;
    readonly indicator: string;
  }

  /** A project of its own with the first quarter and one indicator. */
  async function world(values: Record<string, unknown> = {}): Promise<World> {
    const code = `W${(next += 1)}`;
    const project = await rows.project(program, code);
    const indicator = await rows.indicator(code, values);
    await rows.projectIndicator(project, indicator);
    return { project, indicator, period: await rows.quarter(project, 1) };
  }
  const feeding = ({ indicator }: World, indicator_aggregate: string, more: object = {}) => ({
    name: 'n',
    indicator_id: indicator,
    indicator_aggregate,
    ...more,
  });
  async function valuesOf({ indicator }: World): Promise<Record<string, unknown>[]> {
    const { rows: found } = await admin.query<Record<string, unknown>>(
      `select trim_scale(value)::text as value, trim_scale(numerator)::text as numerator,
         trim_scale(denominator)::text as denominator, status, source, reporting_period_id, id, version
       from monitoring.indicator_report where indicator_id = $1 and deleted_at is null order by created_at`,
      [indicator],
    );
    return found;
  }
  const valueOf = async (of: World): Promise<unknown> => (await valuesOf(of)).map(({ value }) => value);
  const broken = (name: string) => ({ constraint: `form_submission_${name}` });
  const remove = (id: string) =>
    admin.query('update monitoring.form_submission set deleted_at = now() where id = $1', [id]);
  const answer = (id: string, answers: object) =>
    admin.query('update monitoring.form_submission set answers = $2 where id = $1', [id, answers]);

  it.each([
    ['sum', [3, 4, 3], '10'],
    ['count', [3, 4, 3], '3'],
    ['count_distinct', [3, 4, 3], '2'],
    ['avg', [3, 4, 3], '3.333333'],
    ['sum', ['0.1', '0.2'], '0.3'],
  ])('ME-F9: %s of %j is a draft of %s', async (aggregate, answers, expected) => {
    const here = await world();
    const type = typeof answers[0] === 'string' ? 'decimal' : 'integer';
    const form = await rows.form(here.project, 'F', [feeding(here, aggregate, { type }), { name: 'other' }]);
    for (const n of answers) await rows.submission(form, { n });
    await rows.submission(form, { other: 5 });
    expect(await valuesOf(here)).toMatchObject([
      { value: expected, status: 'draft', source: 'form', reporting_period_id: here.period },
    ]);
    const { rows: fed } = await admin.query(
      `select distinct answers ? 'n' as is_feeding, indicator_report_id as id from monitoring.form_submission
       where form_id = $1 order by 1`,
      [form],
    );
    const [{ id } = {}] = await valuesOf(here);
    expect(fed).toEqual([
      { is_feeding: false, id: null },
      { is_feeding: true, id },
    ]);
  });

  it('ME-F9: an average of a percentage keeps numerator and denominator', async () => {
    const here = await world({ value_type: 'percentage', aggregation_method: 'average', unit_factor: 100 });
    const form = await rows.form(here.project, 'F', [
      feeding(here, 'avg', { type: 'calculate', calculation: '1' }),
    ]);
    for (const n of ['1', '0', '1']) await rows.submission(form, { n });
    expect(await valuesOf(here)).toMatchObject([{ numerator: '2', denominator: '3', value: '66.666667' }]);
    await rows.submission(form, { n: '0' });
    expect(await valuesOf(here)).toMatchObject([{ numerator: '2', denominator: '4', value: '50' }]);
  });

  it('ME-F9: what is changed, moved or removed is counted as it is now', async () => {
    const here = await world();
    const second = await rows.quarter(here.project, 2);
    const form = await rows.form(here.project, 'F', [feeding(here, 'sum')]);
    const a = await rows.submission(form, { n: 3 });
    const b = await rows.submission(form, { n: 4 });
    await answer(a, { n: 30 });
    expect(await valueOf(here)).toEqual(['34']);
    await admin.query(
      `update monitoring.form_submission set submitted_at = '2026-04-01T12:00:00Z' where id = $1`,
      [b],
    );
    expect(await valuesOf(here)).toMatchObject([
      { value: '30', reporting_period_id: here.period },
      { value: '4', reporting_period_id: second },
    ]);
    await remove(a);
    expect(await valuesOf(here)).toMatchObject([{ value: '4', reporting_period_id: second }]);
    await answer(b, {});
    expect(await valueOf(here)).toEqual([]);
  });

  it('ME-F9: all versions of all forms of the project are counted together', async () => {
    const here = await world();
    const first = await rows.form(here.project, 'F', [feeding(here, 'sum')], { status: 'retired' });
    const second = await rows.form(here.project, 'F', [feeding(here, 'sum')], { form_version: 2 });
    const other = await rows.form(here.project, 'G', [feeding(here, 'sum')]);
    await rows.submission(first, { n: 1 });
    await rows.submission(second, { n: 2 });
    await rows.submission(other, { n: 4 });
    expect(await valueOf(here)).toEqual(['7']);
  });

  it('ME-F9: the period is that of the local day; without one nothing is fed', async () => {
    const here = await world();
    const form = await rows.form(here.project, 'F', [feeding(here, 'sum')]);
    // In Oslo it is April already.
    const late = await rows.submission(form, { n: 1 }, { submitted_at: '2026-03-31T22:30:00Z' });
    await rows.submission(form, { n: 2 }, { submitted_at: '2026-03-31T21:30:00Z' });
    expect(await valueOf(here)).toEqual(['2']);
    const { rows: found } = await admin.query(
      'select reporting_period_id, indicator_report_id from monitoring.form_submission where id = $1',
      [late],
    );
    expect(found).toEqual([{ reporting_period_id: null, indicator_report_id: null }]);
    const month = await rows.insert('reporting_period', {
      project_id: here.project,
      label: 'April',
      kind: 'month',
      start_date: '2026-04-01',
      end_date: '2026-04-30',
    });
    await rows.quarter(here.project, 2);
    await answer(late, { n: 8 });
    expect((await valuesOf(here)).map((value) => value['reporting_period_id'])).toEqual([here.period, month]);
  });

  it('ME-F9: a value that somebody entered, submitted or approved is not overwritten, and nothing is written', async () => {
    const here = await world();
    const form = await rows.form(here.project, 'F', [feeding(here, 'sum'), { name: 'other' }]);
    const value = await rows.value(here.project, here.indicator, {
      reporting_period_id: here.period,
      value: 99,
    });
    await expect(rows.submission(form, { n: 1 })).rejects.toMatchObject(broken('value_manual'));
    for (const status of ['submitted', 'approved']) {
      await admin.query('update monitoring.indicator_report set status = $2 where id = $1', [value, status]);
      await expect(rows.submission(form, { n: 1 })).rejects.toMatchObject(broken('value_decided'));
    }
    expect(await valueOf(here)).toEqual(['99']);
    const { rows: kept } = await admin.query('select from monitoring.form_submission where form_id = $1', [
      form,
    ]);
    expect(kept).toEqual([]);
    // What feeds nothing is taken.
    await rows.submission(form, { other: 1 });
  });

  it('ME-F9: nothing is written into a locked period, whether or not it feeds anything', async () => {
    const here = await world();
    const form = await rows.form(here.project, 'F', [feeding(here, 'sum'), { name: 'other' }]);
    const id = await rows.submission(form, { n: 1 });
    await admin.query('update monitoring.reporting_period set is_locked = true where id = $1', [here.period]);
    const locked = broken('period_locked');
    await expect(rows.submission(form, { n: 2 })).rejects.toMatchObject(locked);
    await expect(rows.submission(form, { other: 2 })).rejects.toMatchObject(locked);
    await expect(answer(id, { n: 2 })).rejects.toMatchObject(locked);
    await expect(remove(id)).rejects.toMatchObject(locked);
    expect(await valueOf(here)).toEqual(['1']);
  });

  describe('by several at the same time', () => {
    let clients: readonly pg.Client[];

    beforeAll(async () => {
      clients = await Promise.all(
        Array.from({ length: 4 }, async () => {
          const client = new pg.Client({ connectionString: database.clone.url });
          await client.connect();
          return client;
        }),
      );
    });
    afterAll(() => Promise.all(clients.map((client) => client.end())));

    /** Each sends as many as said, one after the other. */
    const sendAll = (count: number, send: (rows: MonitoringRows) => Promise<unknown>): Promise<unknown> =>
      Promise.all(
        clients.map(async (client) => {
          const own = new MonitoringRows(client, rows.organization_id);
          for (let sent = 0; sent < count; sent += 1) await send(own);
        }),
      );

    it('ME-F9: one value is fed by one after the other', async () => {
      const here = await world();
      const form = await rows.form(here.project, 'F', [feeding(here, 'sum')]);
      await sendAll(10, (own) => own.submission(form, { n: 1 }));
      expect(await valueOf(here)).toEqual(['40']);
    });

    it('ME-3: none of 1,000 slips into a period that is being locked', async () => {
      let refused = 0;
      for (let round = 0; round < 10; round += 1) {
        const here = await world();
        const form = await rows.form(here.project, 'F', [feeding(here, 'sum')]);
        const state = async () => {
          const { rows: counts } = await admin.query<{ count: string }>(
            'select count(*) from monitoring.form_submission where form_id = $1',
            [form],
          );
          return [counts[0]?.count, ...(await valuesOf(here)).map(({ value }) => value)];
        };
        const lock = async () => {
          await admin.query('update monitoring.reporting_period set is_locked = true where id = $1', [
            here.period,
          ]);
          return state();
        };
        let sent = 0;
        let locked: Promise<unknown> = Promise.resolve();
        await sendAll(25, async (own) => {
          if ((sent += 1) === 10 + 5 * round) locked = lock();
          await own.submission(form, { n: 1 }).catch((error: unknown) => {
            expect(error).toMatchObject(broken('period_locked'));
            refused += 1;
          });
        });
        expect(await state()).toEqual(await locked);
      }
      expect(refused).toBeGreaterThan(0);
    });
  });
});
