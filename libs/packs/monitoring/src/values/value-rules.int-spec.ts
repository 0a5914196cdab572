import type pg from 'pg';
import type { MonitoringRows } from '../testing/monitoring-rows.js';
import { TestDatabase } from '../testing/test-database.js';

describe('what a value may say', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let rows: MonitoringRows;
  let project: string;
  let period: string;
  let next = 0;

  beforeAll(async () => {
    database = await TestDatabase.open();
    ({ admin, rows } = database);
    project = await rows.project(await rows.program('P'), 'P1');
    period = await rows.quarter(project, 1);
  });
  afterAll(() => database?.close());

  const PERCENTAGE = { value_type: 'percentage', aggregation_method: 'average', unit: '%', unit_factor: 100 };
  const RATIO = { value_type: 'ratio', aggregation_method: 'average' };

  /** A value of an indicator of its own, so that cases do not meet. */
  async function value(indicator: object, values: object): Promise<string> {
    const indicator_id = await rows.indicator(`I${(next += 1)}`, { ...indicator });
    return rows.value(project, indicator_id, { reporting_period_id: period, ...values });
  }
  async function written(id: string): Promise<Record<string, unknown>> {
    const { rows: found } = await admin.query<Record<string, unknown>>(
      `select *, start_date::text as start_date, end_date::text as end_date from monitoring.indicator_report where id = $1`,
      [id],
    );
    return found[0] ?? {};
  }
  const set = (id: string, change: string) =>
    admin.query(`update monitoring.indicator_report set ${change} where id = $1`, [id]);
  const broken = (name: string) => ({ constraint: `indicator_report_${name}` });

  it('ME-6: a value without a period has days of its own, one with a period has those', async () => {
    const alone = { reporting_period_id: null };
    await expect(value({}, { ...alone, value: 1 })).rejects.toMatchObject(broken('own_days'));
    await expect(value({}, { ...alone, start_date: '2026-01-01' })).rejects.toMatchObject(broken('own_days'));
    const own = { ...alone, start_date: '2026-02-01', end_date: '2026-02-09', value: 1 };
    expect(await written(await value({}, own))).toMatchObject({ start_date: '2026-02-01' });
    expect(await written(await value({}, { value: 1 }))).toMatchObject({
      start_date: '2026-01-01',
      end_date: '2026-03-31',
    });
    await expect(value({}, { start_date: '2026-01-01', end_date: '2026-03-30' })).rejects.toMatchObject(
      broken('days'),
    );
    await expect(value({}, { start_date: '2026-01-02' })).rejects.toMatchObject(broken('days'));
  });

  it('ME-6: is of a period of its project', async () => {
    const other = await rows.project(await rows.program('Other'), 'P2');
    const theirs = await rows.quarter(other, 1);
    await expect(value({}, { reporting_period_id: theirs })).rejects.toMatchObject(
      broken('reporting_period'),
    );
  });

  it('takes the days of another period when it is moved there', async () => {
    const id = await value({}, { value: 1 });
    const second = await rows.quarter(project, 2);
    await set(id, `reporting_period_id = '${second}'`);
    expect(await written(id)).toMatchObject({ start_date: '2026-04-01', end_date: '2026-06-30' });
  });

  it('is of an indicator of its project, and stays with both', async () => {
    const indicator_id = await rows.indicator('LONE');
    const row = { project_id: project, indicator_id, reporting_period_id: period };
    await expect(rows.insert('indicator_report', row)).rejects.toMatchObject(broken('project_indicator'));
    const id = await value({}, {});
    await expect(set(id, `indicator_id = '${indicator_id}'`)).rejects.toMatchObject(broken('belongs'));
  });

  it('ME-8: an indicator that is computed takes none', async () => {
    await expect(value({ is_formula: true, formula: '{I1}' }, { value: 1 })).rejects.toMatchObject(
      broken('formula'),
    );
  });

  it('ME-11: the value of a quotient follows from numerator and denominator', async () => {
    const id = await value(PERCENTAGE, { numerator: 1, denominator: 3 });
    expect(await written(id)).toMatchObject({ value: '33.333333' });
    await set(id, 'numerator = 2');
    expect(await written(id)).toMatchObject({ value: '66.666667' });
    await set(id, 'value = 66.67');
    expect(await written(id)).toMatchObject({ value: '66.666667' });
    await expect(set(id, 'value = 66.66')).rejects.toMatchObject(broken('value'));
    expect(await written(await value(RATIO, { numerator: 7, denominator: 2 }))).toMatchObject({
      value: '3.500000',
    });
    expect(await written(await value(PERCENTAGE, { value: 41 }))).toMatchObject({ value: '41.000000' });
  });

  it.each([
    ['a denominator of nothing', PERCENTAGE, { numerator: 0, denominator: 0 }, 'denominator'],
    ['a negative denominator', RATIO, { numerator: 1, denominator: -1 }, 'denominator'],
    ['half a quotient', RATIO, { numerator: 1 }, 'quotient'],
    ['more than all', PERCENTAGE, { numerator: 11, denominator: 10 }, 'may_exceed'],
    ['numerators of a plain number', {}, { numerator: 1, denominator: 2 }, 'number'],
    ['people below nothing', { unit: 'people' }, { value: -1 }, 'people'],
    ['a target of people below nothing', { unit: 'Households reached' }, { target: -1 }, 'people'],
    ['a number where there is text', { value_type: 'text' }, { value: 1 }, 'text'],
  ])('ME-11: refuses %s', async (_name, indicator, values, name) => {
    await expect(value(indicator, values)).rejects.toMatchObject(broken(name));
  });

  it.each([
    ['more than all, where it may', { ...PERCENTAGE, may_exceed: true }, { numerator: 11, denominator: 10 }],
    ['a ratio above one', RATIO, { numerator: 11, denominator: 10 }],
    ['degrees below nothing', { unit: '°C' }, { value: -1 }],
    ['words of a text', { value_type: 'text' }, { narrative: 'Went well' }],
  ])('ME-11: takes %s', async (_name, indicator, values) => {
    await expect(value(indicator, values)).resolves.toEqual(expect.any(String));
  });

  it('leaves a value alone when a write comes to what is there already', async () => {
    const id = await value(PERCENTAGE, { numerator: 1, denominator: 4 });
    const again =
      'numerator = 1, denominator = 4, value = null, start_date = null, end_date = null, version = version + 1';
    expect((await set(id, again)).rowCount).toBe(0);
    expect(await written(id)).toMatchObject({ version: 1, value: '25.000000' });
    expect((await set(id, `${again}, narrative = 'x'`)).rowCount).toBe(1);
    expect((await set(id, 'version = version + 1')).rowCount).toBe(1);
  });

  describe('categories', () => {
    /** The value and its categories in one transaction, as everybody writes them. */
    async function split(indicator: object, values: object, categories: Record<string, object>) {
      const indicator_id = await rows.indicator(`I${(next += 1)}`, { ...indicator });
      for (const key of ['sex:female', 'sex:male', 'sex:unknown', 'age:child', 'age:adult']) {
        await rows.disaggregation(indicator_id, key);
      }
      await admin.query('begin');
      try {
        const id = await rows.value(project, indicator_id, { reporting_period_id: period, ...values });
        for (const [key, of] of Object.entries(categories)) await rows.category(id, key, { ...of });
        await admin.query('commit');
        return id;
      } catch (error) {
        await admin.query('rollback');
        throw error;
      }
    }
    const of = (...numbers: number[]) =>
      Object.fromEntries(
        numbers.map((value, index) => [`sex:${['female', 'male', 'unknown'][index]}`, { value }]),
      );

    it('ME-C12: add up to the value', async () => {
      await expect(split({}, { value: 120 }, of(70, 45, 5))).resolves.toEqual(expect.any(String));
      await expect(split({}, { value: 120 }, of(70, 45))).rejects.toMatchObject({
        ...broken('disaggregation'),
        detail: 'sex adds up to 115, not to 120',
      });
      await expect(split({}, {}, of(70))).rejects.toMatchObject(broken('disaggregation'));
    });

    it('ME-12: every dimension by itself, and only where it is given', async () => {
      const ages = { 'age:child': { value: 100 }, 'age:adult': { value: 20 } };
      await expect(split({}, { value: 120 }, { ...of(70, 45, 5), ...ages })).resolves.toEqual(
        expect.any(String),
      );
      const short = { ...of(70, 45, 5), 'age:child': { value: 100 } };
      await expect(split({}, { value: 120 }, short)).rejects.toMatchObject(broken('disaggregation'));
      await expect(split({}, { value: 120 }, {})).resolves.toEqual(expect.any(String));
    });

    it('ME-12: need not where values are not added up', async () => {
      for (const aggregation_method of ['average', 'min', 'max']) {
        await expect(split({ aggregation_method }, { value: 12 }, of(10, 13))).resolves.toEqual(
          expect.any(String),
        );
      }
      await expect(split({ aggregation_method: 'latest' }, { value: 12 }, of(10, 1))).rejects.toMatchObject(
        broken('disaggregation'),
      );
    });

    it('ME-C11: numerators and denominators add up, percentages do not', async () => {
      const female = { numerator: 50, denominator: 60 };
      const male = { numerator: 10, denominator: 40 };
      const id = await split(
        PERCENTAGE,
        { numerator: 60, denominator: 100 },
        { 'sex:female': female, 'sex:male': male },
      );
      const { rows: values } = await admin.query(
        `select category_key, value from monitoring.indicator_report_value where indicator_report_id = $1 order by 1`,
        [id],
      );
      expect(values).toEqual([
        { category_key: 'sex:female', value: '83.333333' },
        { category_key: 'sex:male', value: '25.000000' },
      ]);
      const torn = split(
        PERCENTAGE,
        { numerator: 60, denominator: 101 },
        { 'sex:female': female, 'sex:male': male },
      );
      await expect(torn).rejects.toMatchObject(broken('disaggregation'));
    });

    it('are of those that the indicator declares', async () => {
      await expect(split({}, { value: 1 }, { 'sex:other': { value: 1 } })).rejects.toMatchObject({
        constraint: 'indicator_report_value_category_key',
      });
    });

    it('add up after every later change, of either', async () => {
      const id = await split({}, { value: 120 }, of(70, 45, 5));
      await expect(set(id, 'value = 121')).rejects.toMatchObject(broken('disaggregation'));
      const change = (to: string) =>
        admin.query(`${to} where indicator_report_id = '${id}' and category_key = 'sex:unknown'`);
      await expect(change('update monitoring.indicator_report_value set value = 6')).rejects.toMatchObject(
        broken('disaggregation'),
      );
      await expect(
        change('update monitoring.indicator_report_value set deleted_at = now()'),
      ).rejects.toMatchObject(broken('disaggregation'));
      await expect(change('delete from monitoring.indicator_report_value')).rejects.toMatchObject(
        broken('disaggregation'),
      );
    });
  });
});
