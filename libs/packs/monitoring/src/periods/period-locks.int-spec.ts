import type pg from 'pg';
import { ActingSession } from '../testing/acting-session.js';
import type { MonitoringRows } from '../testing/monitoring-rows.js';
import { TestDatabase } from '../testing/test-database.js';

const LOCKED: unknown = expect.objectContaining({ constraint: expect.stringMatching(/_period_locked$/) });

/** What a writer does to a value, and what that value is beforehand. */
const WRITES: Readonly<Record<string, { readonly status?: string; readonly sql: string }>> = {
  'a change': { sql: `update monitoring.indicator_report set value = 2 where id = $1` },
  'a submission': { sql: `update monitoring.indicator_report set status = 'submitted' where id = $1` },
  'an approval': {
    status: 'submitted',
    sql: `update monitoring.indicator_report set status = 'approved' where id = $1`,
  },
  'a removal': { sql: `update monitoring.indicator_report set deleted_at = now() where id = $1` },
  'a deletion': { sql: `delete from monitoring.indicator_report where id = $1` },
  'a move out': {
    sql: `update monitoring.indicator_report r set reporting_period_id = p.id from monitoring.reporting_period p
      where r.id = $1 and p.project_id = r.project_id and p.label = 'Q2 2026'`,
  },
  'a category': {
    sql: `insert into monitoring.indicator_report_value (id, organization_id, indicator_report_id, project_id, category_key, value)
      select gen_random_uuid(), organization_id, id, project_id, 'sex:female', value from monitoring.indicator_report where id = $1`,
  },
  'a new value': {
    sql: `insert into monitoring.indicator_report
        (id, organization_id, indicator_id, project_id, reporting_period_id, value, start_date, end_date)
      select gen_random_uuid(), r.organization_id, i.indicator_id, r.project_id, r.reporting_period_id, 1, r.start_date, r.end_date
      from monitoring.indicator_report r join monitoring.project_indicator i on i.project_id = r.project_id
      where r.id = $1 and i.indicator_id <> r.indicator_id`,
  },
  'a value of days inside': {
    sql: `insert into monitoring.indicator_report (id, organization_id, indicator_id, project_id, value, start_date, end_date)
      select gen_random_uuid(), organization_id, indicator_id, project_id, 1, start_date + 1, end_date - 1
      from monitoring.indicator_report where id = $1`,
  },
};

describe('a lock against who is writing', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let writer: ActingSession;
  let locker: ActingSession;
  let rows: MonitoringRows;
  let next = 0;

  beforeAll(async () => {
    database = await TestDatabase.open();
    ({ admin, rows } = database);
    writer = await ActingSession.open(database.clone, rows.organization_id, 'coordinator');
    locker = await ActingSession.open(database.clone, rows.organization_id, 'org_admin');
  });
  // What fails halfway leaves nothing open for the next case.
  afterEach(() => Promise.all([writer.query('rollback'), locker.query('rollback')]));
  afterAll(async () => {
    await Promise.all([writer?.end(), locker?.end()]);
    await database?.close();
  });

  /** A value in the first quarter of a project of its own, which reports on another indicator as well. */
  async function scene(status = 'draft'): Promise<{ period: string; value: string }> {
    const name = `P${(next += 1)}`;
    const project = await rows.project(await rows.program(name), name);
    const period = await rows.quarter(project, 1);
    await rows.quarter(project, 2);
    const indicator = await rows.indicator(`${name}-A`);
    await rows.disaggregation(indicator, 'sex:female');
    await rows.projectIndicator(project, await rows.indicator(`${name}-B`));
    const value = await rows.value(project, indicator, { reporting_period_id: period, value: 1, status });
    return { period, value };
  }
  const lock = (period: string) =>
    locker.query(`update monitoring.reporting_period set is_locked = true where id = $1`, [period]);

  it.each(Object.entries(WRITES))(
    'ME-3: %s that came first is waited for',
    async (_name, { status, sql }) => {
      const { period, value } = await scene(status);
      await writer.query('begin');
      expect((await writer.query(sql, [value])).rowCount).toBe(1);
      const locking = lock(period);
      expect(await locker.isBlocked(admin, locking)).toBe(true);
      await writer.query('commit');
      expect((await locking).rowCount).toBe(1);
    },
  );

  it.each(Object.entries(WRITES))(
    'ME-3: %s that came second waits, and is refused',
    async (_name, { status, sql }) => {
      const { period, value } = await scene(status);
      await locker.query('begin');
      await lock(period);
      const writing = writer.query(sql, [value]);
      expect(await writer.isBlocked(admin, writing)).toBe(true);
      await locker.query('commit');
      await expect(writing).rejects.toEqual(LOCKED);
    },
  );
});
