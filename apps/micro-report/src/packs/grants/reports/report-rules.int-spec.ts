import { randomUUID } from 'node:crypto';
import { Database, Prisma, type SqlTx } from '@galley/platform';
import { filingKey } from '@galley/storage';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { REPORT_STATUSES, REPORT_TRANSITIONS, type ReportStatus } from './report-lifecycle.js';
import type { ReportRow } from './report-row.js';
import { storeReport, type StoredReport } from './testing/stored-report.js';

/** What has to be said of a report so that it may be in a status. */
const WITH: Readonly<Record<ReportStatus, string>> = {
  draft: '',
  pending: '',
  generating: '',
  completed: `, report_data = coalesce(report_data, '{}'), report_sha256 = coalesce(report_sha256, repeat('a', 64)),
    generated_at = coalesce(generated_at, now()), total_activity_count = 0, total_participant_count = 0, total_hours = 0,
    error_message = null`,
  failed: `, error_message = 'X'`,
  submitted: `, submission_id = 'B-1', submitted_at = now()`,
};
const STEPS = REPORT_STATUSES.flatMap((from) => REPORT_STATUSES.map((to) => ({ from, to }))).filter(
  ({ from, to }) => from !== to,
);
const LEGAL = REPORT_TRANSITIONS.map(({ from, to }) => `${from}→${to}`);

describe('a Bufdir report in the database', () => {
  let clone: ClonedDatabase;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = new Database({ ...clone, poolSize: 2 });
  });
  afterAll(async () => {
    await database?.close();
    await clone?.drop();
  });

  /** Of an organization of its own, so that no report is in another's way. */
  const store = (wanted: Partial<StoredReport> = {}): Promise<ReportRow> =>
    storeReport(database, { organization_id: randomUUID(), ...wanted });

  /** As the service does it: galley_app, in the organization's context. */
  const run = (row: Pick<ReportRow, 'organization_id'>, sql: string): Promise<number> =>
    database.withTenantSql(row.organization_id, (tx: SqlTx) => tx.$executeRaw(Prisma.sql([sql])));
  const change = (row: ReportRow, assignments: string): Promise<number> =>
    run(row, `update grants.bufdir_report set ${assignments} where id = '${row.id}'`);
  const broken = (constraint: string) => expect.objectContaining({ constraint }) as Error;

  it('BU-V-12: is filed under the year in four digits, as the key of its file is made', async () => {
    const row = await store({ status: 'completed', format: 'csv', start: '0099-01-01', end: '0099-12-31' });
    const { organization_id, id } = row;
    const key = filingKey({ area: 'bufdir-reports', organization_id, year: 99, id, extension: 'csv' });
    expect([key.split('/')[2], row.storage_key]).toEqual(['0099', key]);
  });

  it.each(STEPS.filter(({ from, to }) => LEGAL.includes(`${from}→${to}`)))(
    'BU-V-9: goes from $from to $to',
    async ({ from, to }) => {
      expect(await change(await store({ status: from }), `status = '${to}'${WITH[to]}`)).toBe(1);
    },
  );

  it.each(STEPS.filter(({ from, to }) => !LEGAL.includes(`${from}→${to}`)))(
    'BU-V-9: does not go from $from to $to, whoever says so',
    async ({ from, to }) => {
      const row = await store({ status: from });
      await expect(change(row, `status = '${to}'${WITH[to]}`)).rejects.toEqual(
        broken('bufdir_report_transition'),
      );
    },
  );

  it.each(['generating', 'completed', 'failed', 'submitted'])('BU-V-9: is not born %s', async (status) => {
    const row = await store({ status: 'failed' });
    await expect(
      run(
        row,
        `insert into grants.bufdir_report (id, organization_id, period_id, reporting_period_start, reporting_period_end,
           period_label, report_version, hierarchy_scope, bufdir_schema_version, generated_by, status)
         select gen_random_uuid(), organization_id, period_id, reporting_period_start, reporting_period_end,
           period_label, 9, hierarchy_scope, bufdir_schema_version, generated_by, '${status}'
         from grants.bufdir_report where id = '${row.id}'`,
      ),
    ).rejects.toEqual(broken('bufdir_report_transition'));
  });

  it.each([
    'reporting_period_start = reporting_period_start + 1',
    `period_label = 'another'`,
    'report_version = report_version + 1',
    `hierarchy_scope = hierarchy_scope || '{"units": [1]}'`,
    `bufdir_schema_version = '2024-v2'`,
    `generated_by = gen_random_uuid()`,
  ])('keeps what it was made for: %s', async (assignment) => {
    await expect(change(await store(), assignment)).rejects.toEqual(broken('bufdir_report_frozen'));
  });

  it('may have another format while it is a draft, and keeps it from then on', async () => {
    expect(await change(await store(), `format = 'pdf'`)).toBe(1);
    await expect(change(await store({ status: 'pending' }), `format = 'pdf'`)).rejects.toEqual(
      broken('bufdir_report_frozen'),
    );
  });

  it('keeps to its organization', async () => {
    await expect(change(await store(), 'organization_id = gen_random_uuid()')).rejects.toBeTruthy();
  });

  const CORE = [
    `report_data = '{}'`,
    `report_sha256 = repeat('b', 64)`,
    `generated_at = now()`,
    `validation_warnings = '[1]'`,
    'total_activity_count = 1',
    'total_participant_count = 1',
    'total_hours = 1',
    'generation_job_id = null',
    `error_message = 'X'`,
  ];
  it.each(['completed', 'submitted'] as const)('BU-B-4: has frozen data once it is %s', async (status) => {
    const row = await store({ status, generation_job_id: randomUUID() });
    for (const assignment of CORE) {
      await expect(change(row, assignment)).rejects.toEqual(broken('bufdir_report_final'));
    }
    expect(await change(row, 'is_latest_version = false')).toBe(1);
  });

  it('BU-B-4: a submitted report takes no submission, file or deletion any more', async () => {
    const row = await store({ status: 'submitted' });
    for (const assignment of [
      `submission_id = 'B-2'`,
      'submitted_at = now()',
      `storage_key = 'bufdir-reports/${row.organization_id}/2024/${row.id}.pdf'`,
    ]) {
      await expect(change(row, assignment)).rejects.toEqual(broken('bufdir_report_final'));
    }
    await expect(change(row, 'deleted_at = now(), is_latest_version = false')).rejects.toEqual(
      broken('bufdir_report_deletion'),
    );
  });

  it('BU-B-11: the key of its file is written once', async () => {
    const row = await store({ status: 'completed' });
    const key = `bufdir-reports/${row.organization_id}/2024/${row.id}`;
    expect(await change(row, `storage_key = '${key}.pdf'`)).toBe(1);
    for (const value of [`'${key}.csv'`, 'null']) {
      await expect(change(row, `storage_key = ${value}`)).rejects.toEqual(
        broken('bufdir_report_storage_key_immutable'),
      );
    }
  });

  it.each([
    ['another report', (row: ReportRow) => `bufdir-reports/${row.organization_id}/2024/${randomUUID()}.pdf`],
    ['another organization', (row: ReportRow) => `bufdir-reports/${randomUUID()}/2024/${row.id}.pdf`],
    ['another year', (row: ReportRow) => `bufdir-reports/${row.organization_id}/2023/${row.id}.pdf`],
    [
      'a format that nobody makes',
      (row: ReportRow) => `bufdir-reports/${row.organization_id}/2024/${row.id}.docx`,
    ],
  ])('keeps no file under the key of %s', async (_what, keyOf) => {
    const row = await store({ status: 'completed' });
    await expect(change(row, `storage_key = '${keyOf(row)}'`)).rejects.toEqual(
      broken('bufdir_report_storage_key'),
    );
  });

  it('BU-V-12: is not completed without the file that was asked for, nor has a file before', async () => {
    const row = await store({ status: 'generating', format: 'csv' });
    await expect(change(row, `status = 'completed'${WITH.completed}`)).rejects.toEqual(
      broken('bufdir_report_file'),
    );
    const key = `bufdir-reports/${row.organization_id}/2024/${row.id}.csv`;
    await expect(change(row, `storage_key = '${key}'`)).rejects.toEqual(broken('bufdir_report_file'));
    expect(await change(row, `status = 'completed', storage_key = '${key}'${WITH.completed}`)).toBe(1);
  });

  it('BU-V-12: an export without its file is not completed', async () => {
    const row = await store({ status: 'completed' });
    const insert = (columns: string, values: string) =>
      run(
        row,
        `insert into grants.bufdir_report_export (id, organization_id, report_id, format, job_id, created_by_id, ${columns})
         values (gen_random_uuid(), '${row.organization_id}', '${row.id}', 'pdf', gen_random_uuid(), gen_random_uuid(), ${values})`,
      );
    await expect(insert('status', `'completed'`)).rejects.toEqual(broken('bufdir_report_export_file'));
    const file = `'completed', '${row.id}.pdf', 1, repeat('a', 64), now()`;
    expect(await insert('status, storage_key, size, sha256, completed_at', file)).toBe(1);
    await expect(insert('status', `'pending'`)).rejects.toEqual(broken('bufdir_report_export_format'));
    await expect(
      run(row, `update grants.bufdir_report_export set size = 2 where report_id = '${row.id}'`),
    ).rejects.toEqual(broken('bufdir_report_export_append_only'));
  });

  it.each(['total_activity_count = -1', 'total_participant_count = -1', 'total_hours = -0.01'])(
    'BU-V-11: has no negative figure: %s',
    async (assignment) => {
      const row = await store({ status: 'generating' });
      await expect(change(row, assignment)).rejects.toEqual(broken('bufdir_report_figures'));
    },
  );

  it.each(['pending', 'generating', 'failed'] as const)('has no data while it is %s', async (status) => {
    const row = await store({ status });
    await expect(change(row, `report_data = '{}'`)).rejects.toBeTruthy();
  });

  it('BU-V-14: its warnings are a list', async () => {
    await expect(change(await store(), `validation_warnings = '{}'`)).rejects.toEqual(
      broken('bufdir_report_validation_warnings'),
    );
  });

  it('BU-B-5: has a submission id and its instant together with the status, or none', async () => {
    const row = await store({ status: 'completed' });
    for (const assignments of [
      `status = 'submitted'`,
      `status = 'submitted', submission_id = 'B-1'`,
      `status = 'submitted', submitted_at = now()`,
      `submission_id = 'B-1', submitted_at = now()`,
    ]) {
      await expect(change(row, assignments)).rejects.toBeTruthy();
    }
    expect(await change(row, `status = 'submitted', submission_id = 'B-1', submitted_at = now()`)).toBe(1);
  });

  it('BU-B-3: a period has one latest version, and only of those with data', async () => {
    const { organization_id } = await store({ status: 'completed' });
    await expect(store({ organization_id, status: 'completed' })).rejects.toEqual(
      broken('bufdir_report_latest_version'),
    );
    const draft = await store({ organization_id });
    await expect(change(draft, 'is_latest_version = true')).rejects.toEqual(broken('bufdir_report_latest'));
  });

  it.each(['draft', 'pending', 'generating'] as const)(
    'BU-V-8: takes no second report of a period while one is %s',
    async (status) => {
      const { organization_id } = await store({ status });
      await expect(store({ organization_id })).rejects.toEqual(broken('bufdir_report_in_progress'));
      expect((await store({ organization_id, start: '2023-01-01', end: '2023-12-31' })).report_version).toBe(
        1,
      );
    },
  );

  it('BU-B-6: is of a period of its own organization, with its days', async () => {
    const row = await store({ status: 'failed' });
    const other = await store();
    const insert = (organization: string, period: string, days: string) =>
      database.asSystemSql((tx) =>
        tx.$executeRaw(
          Prisma.sql([
            `insert into grants.bufdir_report (id, organization_id, period_id, reporting_period_start,
               reporting_period_end, period_label, report_version, hierarchy_scope, bufdir_schema_version, generated_by)
             select gen_random_uuid(), organization_id, '${period}', ${days}, period_label, 9, hierarchy_scope,
               bufdir_schema_version, generated_by
             from grants.bufdir_report where organization_id = '${organization}'`,
          ]),
        ),
      );
    const days = 'reporting_period_start, reporting_period_end';
    await expect(insert(row.organization_id, other.period_id, days)).rejects.toBeTruthy();
    await expect(
      insert(row.organization_id, row.period_id, 'reporting_period_start, reporting_period_end - 1'),
    ).rejects.toEqual(broken('bufdir_report_period_days'));
    expect(await insert(row.organization_id, row.period_id, days)).toBe(1);
  });

  it.each(['pending', 'generating', 'submitted'] as const)(
    'BU-B-14: is not deleted while %s',
    async (status) => {
      const row = await store({ status });
      await expect(change(row, 'deleted_at = now(), is_latest_version = false')).rejects.toEqual(
        broken('bufdir_report_deletion'),
      );
    },
  );

  it('BU-B-14: a deleted report stays as it is', async () => {
    const row = await store({ status: 'draft' });
    expect(await change(row, 'deleted_at = now()')).toBe(1);
    await expect(change(row, `status = 'pending'`)).rejects.toEqual(broken('bufdir_report_final'));
    await expect(change(row, 'deleted_at = null')).rejects.toEqual(broken('bufdir_report_final'));
  });

  it('BU-B-13: no row of a report is ever deleted, not by housekeeping either', async () => {
    const row = await store({ status: 'completed' });
    const remove = Prisma.sql`delete from grants.bufdir_report where id = ${row.id}::uuid`;
    await expect(database.withTenantSql(row.organization_id, (tx) => tx.$executeRaw(remove))).rejects.toEqual(
      broken('bufdir_report_permanent'),
    );
    await expect(database.asSystemSql((tx) => tx.$executeRaw(remove))).rejects.toEqual(
      broken('bufdir_report_permanent'),
    );
  });

  it('keeps annotations as they were written', async () => {
    const row = await store({ status: 'submitted' });
    const own = `where report_id = '${row.id}'`;
    await run(
      row,
      `insert into grants.bufdir_report_annotation (id, organization_id, report_id, author_id, text)
       values (gen_random_uuid(), '${row.organization_id}', '${row.id}', gen_random_uuid(), 'Seen by the board.')`,
    );
    for (const sql of [
      `update grants.bufdir_report_annotation set text = 'x' ${own}`,
      `delete from grants.bufdir_report_annotation ${own}`,
    ]) {
      await expect(run(row, sql)).rejects.toEqual(broken('bufdir_report_annotation_append_only'));
    }
  });

  it('freezes the lines with the data: they are added while it is generated and removed when that fails', async () => {
    const add = (row: ReportRow) =>
      run(
        row,
        `insert into grants.bufdir_report_line (report_id, organization_id, kind, source_id, unit_id, local_date, minutes,
           mentor_ids, person_keys, person_categories, participations, anonymous, is_countable)
         values ('${row.id}', '${row.organization_id}', 'activity', gen_random_uuid(), gen_random_uuid(), '2024-05-01', 60,
           '{}', '{}', '{}', 1, 0, true)`,
      );
    const remove = (row: ReportRow) =>
      run(row, `delete from grants.bufdir_report_line where report_id = '${row.id}'`);
    const running = await store({ status: 'generating' });
    expect(await add(running)).toBe(1);
    await expect(
      run(running, `update grants.bufdir_report_line set minutes = 90 where report_id = '${running.id}'`),
    ).rejects.toEqual(broken('bufdir_report_line_append_only'));
    expect(await remove(running)).toBe(1);
    await add(running);
    await change(running, `status = 'completed'${WITH.completed}`);
    await expect(add(running)).rejects.toEqual(broken('bufdir_report_line_frozen'));
    await expect(remove(running)).rejects.toEqual(broken('bufdir_report_line_frozen'));
  });
});
