import { clonePrepared, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { seedMonitoringDemo } from './seed-monitoring-demo.js';

/** What monitoring.md §5 asks for. */
const SIZES: readonly (readonly [what: string, count: string, expected: number])[] = [
  ['programs', 'program', 2],
  ['projects', 'project', 4],
  ['donors', 'donor', 3],
  ['impacts', `result_node where level = 'impact'`, 1],
  ['outcomes', `result_node where level = 'outcome'`, 4],
  ['outputs', `result_node where level = 'output'`, 13],
  [
    'indicators that are added up',
    `indicator where not is_formula and value_type = 'number' and aggregation_method = 'sum'`,
    14,
  ],
  ['percentages', `indicator where value_type = 'percentage'`, 4],
  ['stocks', `indicator where value_type = 'number' and aggregation_method = 'latest'`, 3],
  ['formulas', 'indicator where is_formula', 2],
  ['texts', `indicator where value_type = 'text'`, 1],
  ['quarters', 'reporting_period', 4 * 8],
  ['values', `indicator_report where status <> 'rejected'`, 704],
  ['activities', 'activity', 60],
  ['participants', 'participant', 900],
  ['household members', 'household_member', 2600],
  ['forms', 'form', 3],
  ['reports', 'report', 6],
  ['publications', 'report_revision', 4],
  ['submissions', 'form_submission', 3 * 400],
];

describe('the demo of the monitoring pack', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await clonePrepared('monitoring', seedMonitoringDemo);
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
  }, 120_000);
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  const rows = async (sql: string): Promise<unknown[][]> =>
    (await admin.query<Record<string, unknown>>(sql)).rows.map(Object.values);

  it.each(SIZES)('has as many %s as are asked for', async (_, source, expected) => {
    expect(await rows(`select count(*)::int from monitoring.${source}`)).toEqual([[expected]]);
  });

  it('has nine of ten values approved', async () => {
    const [[share]] = (await rows(
      `select round(100.0 * count(*) filter (where status = 'approved') / count(*)) from monitoring.indicator_report`,
    )) as [[string]];
    expect(Number(share)).toBeGreaterThanOrEqual(88);
    expect(Number(share)).toBeLessThanOrEqual(92);
  });

  it('refers to rows that are there, in every foreign key', async () => {
    const keys = (await rows(
      `select c.conrelid::regclass::text, c.confrelid::regclass::text, a.attname
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
       where c.contype = 'f' and c.connamespace = 'monitoring'::regnamespace`,
    )) as [string, string, string][];
    expect(keys.length).toBeGreaterThan(30);
    for (const [from, to, key] of keys) {
      const lost = `select count(*)::int from ${from} f where ${key} is not null and not exists (
        select from ${to} t where t.organization_id = f.organization_id and t.id = f.${key})`;
      expect([from, key, (await rows(lost))[0]?.[0]]).toEqual([from, key, 0]);
    }
  });

  it('is left as it is by another run', async () => {
    const digest = () =>
      rows(`select count(*)::int, max(xmin::text::bigint) from monitoring.indicator_report`);
    const before = await digest();
    await seedMonitoringDemo(admin);
    expect(await digest()).toEqual(before);
  });

  it('holds what the triggers of its tables would have refused', async () => {
    // What was loaded without them is written once more with them.
    for (const table of ['result_node', 'indicator', 'indicator_disaggregation', 'activity', 'participant']) {
      await admin.query(`update monitoring.${table} set updated_at = updated_at`);
    }
    await admin.query('begin');
    await admin.query(
      `insert into monitoring.period_unlock (id, organization_id, project_id, period_id, reason)
       select gen_random_uuid(), organization_id, project_id, id, 'To look' from monitoring.reporting_period where is_locked`,
    );
    await admin.query('update monitoring.indicator_report set value = value');
    await admin.query('set constraints all immediate');
    await admin.query('rollback');
  });
});
