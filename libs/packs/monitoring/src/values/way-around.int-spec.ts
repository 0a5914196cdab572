import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { ActingSession } from '../testing/acting-session.js';
import { MonitoringRows } from '../testing/monitoring-rows.js';

const LOCKED = { constraint: 'reporting_period_locked' };

describe('no way leads around', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let rows: MonitoringRows;
  let member: ActingSession;
  let coordinator: ActingSession;
  let project: string;
  let period: string;
  let indicator: string;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    rows = await MonitoringRows.ofNewOrganization(admin);
    project = await rows.project(await rows.program('P'), 'P1');
    period = await rows.quarter(project, 1);
    await rows.quarter(project, 2);
    indicator = await rows.indicator('I');
    await rows.projectIndicator(project, indicator);
    member = await ActingSession.open(clone, rows.organization_id, 'member');
    coordinator = await ActingSession.open(clone, rows.organization_id, 'coordinator');
  });
  afterAll(async () => {
    await Promise.all([member?.end(), coordinator?.end(), admin?.end()]);
    await clone?.drop();
  });

  it('ME-2: approval, by a value that is written deleted and comes back', async () => {
    const id = await new MonitoringRows(member, rows.organization_id).insert('indicator_report', {
      project_id: project,
      indicator_id: indicator,
      reporting_period_id: period,
      start_date: '2026-01-01',
      end_date: '2026-03-31',
      value: 999,
      status: 'approved',
      deleted_at: '2026-01-01T00:00:00Z',
    });
    await expect(
      member.query('update monitoring.indicator_report set deleted_at = null where id = $1', [id]),
    ).rejects.toMatchObject({ constraint: 'indicator_report_belongs' });
  });

  it('ME-3: a lock, by another period in its days, or by more time than an administrator gave', async () => {
    const own = new MonitoringRows(coordinator, rows.organization_id);
    const month = { project_id: project, kind: 'month', start_date: '2026-05-01', end_date: '2026-05-31' };
    const open = await own.insert('reporting_period', { ...month, label: 'May' });
    const move = () =>
      coordinator.query(
        `update monitoring.reporting_period set start_date = '2026-02-01', end_date = '2026-02-28' where id = $1`,
        [open],
      );
    await admin.query('update monitoring.reporting_period set is_locked = true where id = $1', [period]);
    const days = { start_date: '2026-01-01', end_date: '2026-03-31' };
    await expect(
      own.insert('reporting_period', { project_id: project, kind: 'custom', label: 'X', ...days }),
    ).rejects.toMatchObject(LOCKED);
    await expect(move()).rejects.toMatchObject(LOCKED);
    await admin.query(
      `insert into monitoring.period_unlock (id, organization_id, project_id, period_id, reason, until)
       values (gen_random_uuid(), $1, $2, $3, 'Late', now() + interval '1 hour')`,
      [rows.organization_id, project, period],
    );
    await expect(
      coordinator.query('update monitoring.reporting_period set unlocked_until = null where id = $1', [
        period,
      ]),
    ).rejects.toMatchObject(LOCKED);
    expect((await move()).rowCount).toBe(1);
  });

  it('ME-F9: a text that only looks like a number is counted, and not read as one', async () => {
    const form = await rows.form(project, 'F', [
      { name: 'v', type: 'text' },
      {
        name: 'c',
        type: 'calculate',
        calculation: '${v}',
        indicator_id: indicator,
        indicator_aggregate: 'count',
      },
    ]);
    await rows.submission(form, { v: '1.2.3', c: '1.2.3' }, { submitted_at: '2026-06-15T12:00:00Z' });
    const { rows: found } = await admin.query(
      `select value from monitoring.indicator_report where source = 'form' and deleted_at is null`,
    );
    expect(found).toEqual([{ value: '1.000000' }]);
  });
});
