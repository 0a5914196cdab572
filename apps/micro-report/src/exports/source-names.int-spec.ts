import { Database } from '@galley/platform';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { approvalCases } from './testing/approval-cases.js';

// shared/sources/energy-exports.txt, sections 4, 6 and 10, asked as the customer asks: without a schema's name.

describe("the source's own names in SQL", () => {
  const org = randomUUID();
  const otherOrg = randomUUID();
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    database = new Database({ ...clone, poolSize: 1 });
    await admin.connect();
    await admin.query(
      `insert into platform.organization (id, code, name, updated_at) values ($1, 'ONE', 'One', now()), ($2, 'TWO', 'Two', now())`,
      [org, otherOrg],
    );
  });
  afterAll(async () => {
    await database.close();
    await admin.end();
    await clone.drop();
  });

  async function ask<T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await admin.query(sql, values)).rows as T[];
  }

  describe('verification (section 10)', () => {
    it('finds the four tables', async () => {
      const rows = await ask<{ table_name: string }>(`SELECT table_name FROM information_schema.tables
        WHERE table_name IN ('export_request', 'report_template', 'scheduled_report', 'generated_report')`);
      expect([...new Set(rows.map((row) => row.table_name))].sort()).toEqual([
        'export_request',
        'generated_report',
        'report_template',
        'scheduled_report',
      ]);
    });

    it('finds the enums with their values', async () => {
      expect(await ask('SELECT enum_range(NULL::export_request_status)::text AS range')).toEqual([
        { range: '{pending,approved,processing,completed,failed,expired,cancelled}' },
      ]);
      expect(await ask('SELECT enum_range(NULL::report_type)::text AS range')).toEqual([
        {
          range:
            '{settlement,compliance,financial_summary,invoice_aging,expense_by_category,generation_summary,ld_summary,custom}',
        },
      ]);
    });

    it('lists templates with organization, name and type', async () => {
      await ask(
        `insert into report_template (organization_id, name, report_type, file_format)
         values ($1, 'Monthly Settlement Report', 'settlement', 'pdf')`,
        [org],
      );
      expect(await ask('SELECT organization_id, name, report_type FROM report_template')).toEqual([
        { organization_id: org, name: 'Monthly Settlement Report', report_type: 'settlement' },
      ]);
    });

    it('asks the helper functions', async () => {
      expect(await ask(`SELECT check_export_requires_approval('contract', 25)`)).toEqual([
        { check_export_requires_approval: true },
      ]);
      // Monday 06:00 UTC after a Wednesday.
      expect(
        await ask(
          `SELECT calculate_next_run_time('weekly', 1, NULL, '06:00', 'UTC', '2026-01-07T12:00Z'::timestamptz)::text AS at`,
        ),
      ).toEqual([{ at: expect.stringMatching(/^2026-01-12 06:00:00\+00/) as string }]);
    });
  });

  it('asks check_export_requires_approval with a type, a count and a threshold (section 3)', async () => {
    expect(
      await ask(`SELECT check_export_requires_approval('contract'::export_data_type, 25) AS two,
        check_export_requires_approval('contract'::export_data_type, 25, 20) AS three`),
    ).toEqual([{ two: true, three: true }]);
  });

  it.each(approvalCases())(
    'check_export_requires_approval: $data_type, $count of $threshold: $requires',
    async ({ data_type, count, threshold, requires }) => {
      const [row] = await ask('SELECT check_export_requires_approval($1, $2, $3) AS requires', [
        data_type,
        count,
        threshold,
      ]);
      expect(row).toEqual({ requires });
    },
  );

  it('EN-AP-4: requires an approval where the count is unknown', async () => {
    expect(await ask(`SELECT check_export_requires_approval('clause', NULL) AS requires`)).toEqual([
      { requires: true },
    ]);
  });

  describe('get_export_statistics (section 6, EN-ST)', () => {
    const AS_OF = '2026-03-31T12:00:00Z';

    beforeAll(async () => {
      // History as it stands in the table; how it came about is the trigger's matter.
      await admin.query('alter table tenant.export_request disable trigger check_request');
      const rows: [string, string, string, boolean, number | null, number | null][] = [
        [org, '2026-03-10T00:00:00Z', 'completed', false, 120, 1500],
        [org, '2026-03-11T00:00:00Z', 'completed', false, 80, 2500],
        [org, '2026-03-12T00:00:00Z', 'completed', false, 0, null],
        [org, '2026-03-01T12:00:00Z', 'expired', false, 999, 100],
        [org, '2026-03-13T00:00:00Z', 'failed', false, null, null],
        [org, '2026-03-14T00:00:00Z', 'pending', true, null, null],
        [org, '2026-03-15T00:00:00Z', 'pending', false, null, null],
        [org, '2026-03-01T11:59:59Z', 'completed', false, 7, 7],
        [otherOrg, '2026-03-20T00:00:00Z', 'completed', false, 5000, 9],
      ];
      for (const [organization, createdAt, status, requires, count, ms] of rows) {
        await admin.query(
          `insert into tenant.export_request (id, organization_id, data_type, format, reason, requested_by, created_at,
             updated_at, status, requires_approval, actual_record_count, processing_time_ms, expires_at)
           values (gen_random_uuid(), $1, 'contract', 'csv', 'x', $1, $2, $2, $3::text::export_request_status, $4, $5, $6, $2)`,
          [organization, createdAt, status, requires, count, ms],
        );
      }
      await admin.query('alter table tenant.export_request enable trigger check_request');
    });

    const KNOWN = {
      total_exports: '7',
      completed_exports: '4',
      failed_exports: '1',
      pending_approval: '1',
      total_records_exported: '1199',
      avg_processing_time_ms: '1366.67',
    };

    it('EN-ST-1, 3: counts what lies in the window, what has expired among the completed', async () => {
      expect(await ask('SELECT * FROM get_export_statistics($1, 30, $2)', [org, AS_OF])).toEqual([KNOWN]);
    });

    it('EN-ST-2: gives zeros and no average where there is nothing', async () => {
      expect(await ask('SELECT * FROM get_export_statistics($1, 30)', [randomUUID()])).toEqual([
        {
          total_exports: '0',
          completed_exports: '0',
          failed_exports: '0',
          pending_approval: '0',
          total_records_exported: '0',
          avg_processing_time_ms: null,
        },
      ]);
    });

    it('EN-ST-4: tells nobody about an organization they do not belong to', async () => {
      const of = (asked: string) =>
        database.withTenantSql(
          org,
          (tx) =>
            tx.$queryRaw<
              unknown[]
            >`select * from get_export_statistics(${asked}::uuid, 30, ${AS_OF}::timestamptz)`,
        );
      expect(await of(org)).toHaveLength(1);
      expect(await of(otherOrg)).toEqual([]);

      await admin.query('begin');
      await admin.query('set local role galley_member');
      expect(await ask('select * from get_export_statistics($1)', [org])).toEqual([]);
      await admin.query('rollback');
    });

    it('EN-ST-4: tells a member, who comes by SQL', async () => {
      const user = randomUUID();
      await admin.query(
        `insert into platform.user_account (id, email, name, updated_at) values ($1, 'm@example.org', 'M', now())`,
        [user],
      );
      await admin.query(
        `insert into platform.membership (id, organization_id, user_id, role, updated_at) values (gen_random_uuid(), $1, $2, 'member', now())`,
        [org, user],
      );
      await admin.query('begin');
      await admin.query('set local role galley_member');
      await admin.query(`select set_config('app.user_id', $1, true)`, [user]);
      expect(await ask('SELECT * FROM get_export_statistics($1, 30, $2)', [org, AS_OF])).toEqual([KNOWN]);
      expect(await ask('SELECT * FROM get_export_statistics($1, 30, $2)', [otherOrg, AS_OF])).toEqual([]);
      await admin.query('rollback');
    });
  });

  it('shows schedules and files under the columns of the source', async () => {
    await admin.query(
      `insert into tenant.tb_report_schedule (id, organization_id, name, report_type, format, owner_id, frequency, day_of_month,
         time_of_day, schedule_config, recipients, updated_at)
       values (gen_random_uuid(), $1, 'Monthly', 'settlement', 'pdf', $1, 'monthly', 1, '06:00',
         '{"timezone": "America/New_York"}', '[{"type": "email", "value": "a@example.org"}, {"type": "s3", "value": "drop"}]', now())`,
      [org],
    );
    expect(
      await ask(`SELECT name, frequency, day_of_month, time_of_day, timezone, delivery_method, s3_destination, is_active
        FROM scheduled_report`),
    ).toEqual([
      {
        name: 'Monthly',
        frequency: 'monthly',
        day_of_month: 1,
        time_of_day: '06:00',
        timezone: 'America/New_York',
        delivery_method: 'both',
        s3_destination: 'drop',
        is_active: true,
      },
    ]);
    expect(
      await ask('SELECT file_path, file_hash, summary_data, period_start FROM generated_report'),
    ).toEqual([]);
  });
});
