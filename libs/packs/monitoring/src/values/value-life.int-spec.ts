import type pg from 'pg';
import { indicatorReports } from '../records/indicator-reports.js';
import { ActingSession } from '../testing/acting-session.js';
import { MonitoringRows } from '../testing/monitoring-rows.js';
import { TestDatabase } from '../testing/test-database.js';

const STATES = ['draft', 'submitted', 'approved', 'rejected'] as const;
type State = (typeof STATES)[number];
const MOVES = Object.values(indicatorReports.states?.moves ?? {});
const FORBIDDEN = { code: '42501' };

describe('the life of a value, in the database', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let rows: MonitoringRows;
  let project: string;
  let period: string;
  let reporter: ActingSession;
  let coordinator: ActingSession;
  let next = 0;

  beforeAll(async () => {
    database = await TestDatabase.open();
    ({ admin, rows } = database);
    project = await rows.project(await rows.program('P'), 'P1');
    period = await rows.quarter(project, 1);
    reporter = await ActingSession.open(database.clone, rows.organization_id, 'member');
    coordinator = await ActingSession.open(database.clone, rows.organization_id, 'coordinator');
  });
  afterAll(async () => {
    await Promise.all([reporter?.end(), coordinator?.end()]);
    await database?.close();
  });

  const set = (by: Pick<ActingSession, 'query'>, id: string, change: string) =>
    by.query(`update monitoring.indicator_report set ${change} where id = $1`, [id]);
  const broken = (name: string) => ({ constraint: `indicator_report_${name}` });
  async function written(id: string): Promise<Record<string, unknown>> {
    const { rows: found } = await admin.query<Record<string, unknown>>(
      'select * from monitoring.indicator_report where id = $1',
      [id],
    );
    return found[0] ?? {};
  }

  /** A value that went from draft to where it is, reported by the member. */
  async function valueThatIs(state: State): Promise<string> {
    const indicator = await rows.indicator(`I${(next += 1)}`);
    await rows.projectIndicator(project, indicator);
    const own = new MonitoringRows(reporter, rows.organization_id);
    const values = { project_id: project, indicator_id: indicator, reporting_period_id: period, value: 1 };
    const id = await own.insert('indicator_report', values);
    if (state !== 'draft') await set(reporter, id, `status = 'submitted'`);
    if (state === 'approved') await set(coordinator, id, `status = 'approved'`);
    if (state === 'rejected')
      await set(coordinator, id, `status = 'rejected', rejection_reason = 'Too many'`);
    return id;
  }

  it.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))(
    'ME-2: from %s to %s',
    async (from, to) => {
      const id = await valueThatIs(from);
      const move = set(coordinator, id, `status = '${to}', rejection_reason = 'Because'`);
      const isLegal = from === to || MOVES.some((one) => one.to === to && one.from.includes(from));
      if (isLegal) await expect(move).resolves.toMatchObject({ rowCount: from === to ? 0 : 1 });
      else await expect(move).rejects.toMatchObject(broken('transition'));
      expect(await written(id)).toMatchObject({ status: isLegal ? to : from });
    },
  );

  it('ME-2: says by itself who submitted and approved it, and when', async () => {
    const id = await valueThatIs('draft');
    const lie = `submitted_by = gen_random_uuid(), approved_by = gen_random_uuid(), approved_at = '2020-01-01'`;
    await set(reporter, id, `narrative = 'x', ${lie}`);
    expect(await written(id)).toMatchObject({ narrative: 'x', submitted_by: null, approved_by: null });
    await set(reporter, id, `status = 'submitted', ${lie}`);
    expect(await written(id)).toMatchObject({
      submitted_by: reporter.person,
      submitted_at: expect.any(Date),
      approved_by: null,
      approved_at: null,
    });
    await set(coordinator, id, `status = 'approved', ${lie}`);
    const approved = await written(id);
    expect(approved).toMatchObject({ submitted_by: reporter.person, approved_by: coordinator.person });
    expect((approved['approved_at'] as Date).getFullYear()).toBeGreaterThan(2020);
  });

  it('ME-2: who submitted it neither approves nor rejects it', async () => {
    const id = await valueThatIs('draft');
    await set(coordinator, id, `status = 'submitted'`);
    await expect(set(coordinator, id, `status = 'approved'`)).rejects.toMatchObject(broken('self_approval'));
    await expect(set(coordinator, id, `status = 'rejected', rejection_reason = 'x'`)).rejects.toMatchObject(
      broken('self_approval'),
    );
    await set(admin, id, `status = 'approved'`);
  });

  it('ME-2: is rejected for a reason, which a draft keeps until it is submitted again', async () => {
    const id = await valueThatIs('submitted');
    for (const reason of ['null', `' '`]) {
      await expect(
        set(coordinator, id, `status = 'rejected', rejection_reason = ${reason}`),
      ).rejects.toMatchObject(broken('rejection_reason'));
    }
    await set(coordinator, id, `status = 'rejected', rejection_reason = 'Too many'`);
    await set(reporter, id, `status = 'draft', rejection_reason = null`);
    expect(await written(id)).toMatchObject({ rejection_reason: 'Too many', submitted_by: null });
    await set(reporter, id, `status = 'submitted'`);
    expect(await written(id)).toMatchObject({ rejection_reason: null, submitted_by: reporter.person });
  });

  it('ME-2: coordinators decide, and bring in what was decided elsewhere', async () => {
    const id = await valueThatIs('submitted');
    await expect(set(reporter, id, `status = 'approved'`)).rejects.toMatchObject(FORBIDDEN);
    const indicator = await rows.indicator('HISTORY');
    await rows.projectIndicator(project, indicator);
    const history = { reporting_period_id: period, value: 1, status: 'approved' };
    const by = (session: ActingSession) =>
      new MonitoringRows(session, rows.organization_id).insert('indicator_report', {
        project_id: project,
        indicator_id: indicator,
        ...history,
      });
    await expect(by(reporter)).rejects.toMatchObject(FORBIDDEN);
    expect(await written(await by(coordinator))).toMatchObject({
      submitted_by: null,
      approved_by: coordinator.person,
      approved_at: expect.any(Date),
    });
  });

  it.each(['submitted', 'approved', 'rejected'] as const)(
    'changes as a draft only: what is %s stays as it is',
    async (state) => {
      const id = await valueThatIs(state);
      for (const change of ['value = 2', 'target = 2', `narrative = 'x'`, 'reporting_period_id = null']) {
        await expect(set(coordinator, id, change)).rejects.toMatchObject(broken(state));
      }
      const indicator = String((await written(id))['indicator_id']);
      await rows.disaggregation(indicator, 'sex:female');
      const coordinated = new MonitoringRows(coordinator, rows.organization_id);
      await expect(coordinated.category(id, 'sex:female', { value: 1 })).rejects.toMatchObject({
        constraint: `indicator_report_value_${state}`,
      });
      expect(await written(id)).toMatchObject({ value: '1.000000' });
    },
  );

  it('loses no category once it is submitted, but goes with all of them', async () => {
    const id = await valueThatIs('draft');
    const indicator = String((await written(id))['indicator_id']);
    await rows.disaggregation(indicator, 'sex:female');
    await rows.category(id, 'sex:female', { value: 1 });
    await set(reporter, id, `status = 'submitted'`);
    const drop =
      'update monitoring.indicator_report_value set deleted_at = now() where indicator_report_id = $1';
    await expect(coordinator.query(drop, [id])).rejects.toMatchObject({
      constraint: 'indicator_report_value_submitted',
    });
    await coordinator.query('begin');
    await coordinator.query(drop, [id]);
    await set(coordinator, id, 'deleted_at = now()');
    await expect(coordinator.query('commit')).resolves.toMatchObject({ command: 'COMMIT' });
  });

  it('is removed by its reporters as a draft, by coordinators always', async () => {
    for (const state of ['draft', 'rejected'] as const) {
      await set(reporter, await valueThatIs(state), 'deleted_at = now()');
    }
    for (const state of ['submitted', 'approved'] as const) {
      const id = await valueThatIs(state);
      await expect(set(reporter, id, 'deleted_at = now()')).rejects.toMatchObject(FORBIDDEN);
      await set(coordinator, id, 'deleted_at = now()');
    }
  });

  it('leaves room for another attempt when it is rejected, and comes back only where there is room', async () => {
    const id = await valueThatIs('rejected');
    const { indicator_id } = await written(id);
    await rows.value(project, String(indicator_id), { reporting_period_id: period, value: 2 });
    await expect(set(reporter, id, `status = 'draft'`)).rejects.toMatchObject({
      constraint: 'indicator_report_live_key',
    });
    await expect(
      rows.value(project, String(indicator_id), { reporting_period_id: period, value: 3 }),
    ).rejects.toMatchObject({ constraint: 'indicator_report_live_key' });
  });
});
