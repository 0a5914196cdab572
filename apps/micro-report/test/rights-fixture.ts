import { randomUUID } from 'node:crypto';
import type pg from 'pg';

// design/packs/energy.md, section 7: who may do what with the tables of the source.

export const FORBIDDEN = '42501';
const DUPLICATE = '23505';
export const CHECK = '23514';
/** The statement runs and touches no row, without an error. */
export const NOTHING = 'no rows';
export const DONE = 'done';

const WHO = ['member', 'admin', 'outsider', 'nobody', 'service'] as const;
export type Who = (typeof WHO)[number];

/** The organization of the matrix, another one, a project of the first, and people: the insider is the project's member. */
export const org = randomUUID();
export const otherOrg = randomUUID();
export const project = randomUUID();
export const people = {
  member: randomUUID(),
  admin: randomUUID(),
  outsider: randomUUID(),
  insider: randomUUID(),
};

interface Row {
  readonly id: string;
  readonly what: string;
  readonly sql: (who: Who) => string;
  /** Of member, admin, outsider and nobody, service. */
  readonly expected: readonly [string, string, string, string];
}

const me = (who: Who): string => (who in people ? people[who as keyof typeof people] : people.member);
export const request = (
  by: string,
): string => `insert into tenant.export_request (id, organization_id, data_type, format, reason, requested_by)
  values (gen_random_uuid(), '${org}', 'contract', 'csv', 'audit', '${by}') returning id`;
const template = (
  name: string,
): string => `insert into platform.tb_report_template (id, organization_id, name, report_type, source_type)
  values (gen_random_uuid(), '${org}', '${name}', 'settlement', 'builder') returning id`;
const schedule = `insert into tenant.tb_report_schedule (id, organization_id, name, report_type, format, owner_id, frequency, time_of_day, schedule_config)
  values (gen_random_uuid(), '${org}', 'new', 'settlement', 'pdf', '${people.admin}', 'daily', '06:00', '{"timezone": "UTC"}') returning id`;
export const report = (
  name: string,
  projectId: string | null = null,
): string => `insert into tenant.generated_report
  (id, organization_id, project_id, requested_by_id, name, report_type, report_category, format, storage_key, media_type, size, sha256, row_count, dataset_fingerprint)
  values (gen_random_uuid(), '${org}', ${projectId ? `'${projectId}'` : 'null'}, '${people.member}', '${name}', 'x', 'x', 'csv', '${name}-${randomUUID()}', 'text/csv', 1, repeat('a', 64), 1, 'x') returning id`;
const here = `where organization_id = '${org}' and project_id is null`;

const MATRIX: readonly Row[] = [
  {
    id: 'EN-RLS-1',
    what: 'SELECT export_request',
    sql: () => `select id from tenant.export_request ${here}`,
    expected: [DONE, DONE, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-2',
    what: 'INSERT an own request',
    sql: (who) => request(me(who)),
    expected: [DONE, DONE, FORBIDDEN, DONE],
  },
  {
    id: 'EN-RLS-3',
    what: "INSERT with another's requested_by",
    sql: () => request(people.insider),
    expected: [FORBIDDEN, FORBIDDEN, FORBIDDEN, DONE],
  },
  {
    id: 'EN-RLS-4',
    what: 'UPDATE status',
    sql: () => `update tenant.export_request set status = 'cancelled', rejection_reason = 'no' ${here}`,
    expected: [NOTHING, DONE, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-5',
    what: 'UPDATE to another organization',
    sql: () => `update tenant.export_request set organization_id = '${otherOrg}' ${here}`,
    expected: [NOTHING, FORBIDDEN, NOTHING, FORBIDDEN],
  },
  {
    id: 'EN-RLS-6',
    what: 'DELETE export_request',
    sql: () => `delete from tenant.export_request ${here}`,
    expected: [NOTHING, NOTHING, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-7',
    what: 'SELECT report_template',
    sql: () => `select id from platform.tb_report_template ${here}`,
    expected: [DONE, DONE, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-8',
    what: 'INSERT report_template',
    sql: () => template('new'),
    expected: [FORBIDDEN, DONE, FORBIDDEN, DONE],
  },
  {
    id: 'EN-RLS-9',
    what: 'INSERT a template of the same name',
    sql: () => template('Settlement'),
    expected: [FORBIDDEN, DUPLICATE, FORBIDDEN, DUPLICATE],
  },
  {
    id: 'EN-RLS-10',
    what: 'UPDATE report_template',
    sql: () => `update platform.tb_report_template set description = 'x' ${here}`,
    expected: [NOTHING, DONE, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-11',
    what: 'INSERT generated_report',
    sql: () => report('new'),
    expected: [DONE, DONE, FORBIDDEN, DONE],
  },
  {
    id: 'EN-RLS-12',
    what: 'UPDATE generated_report',
    sql: () => `update tenant.generated_report set name = 'x' ${here}`,
    expected: [NOTHING, NOTHING, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-12',
    what: 'DELETE generated_report',
    sql: () => `delete from tenant.generated_report ${here}`,
    expected: [NOTHING, NOTHING, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-14',
    what: 'SELECT scheduled_report',
    sql: () => `select id from tenant.tb_report_schedule ${here}`,
    expected: [DONE, DONE, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-14',
    what: 'INSERT scheduled_report',
    sql: () => schedule,
    expected: [FORBIDDEN, DONE, FORBIDDEN, DONE],
  },
  {
    id: 'EN-RLS-14',
    what: 'UPDATE scheduled_report',
    sql: () => `update tenant.tb_report_schedule set name = 'x' ${here}`,
    expected: [NOTHING, DONE, NOTHING, DONE],
  },
  {
    id: 'EN-RLS-14',
    what: 'DELETE scheduled_report',
    sql: () => `delete from tenant.tb_report_schedule ${here}`,
    expected: [NOTHING, NOTHING, NOTHING, DONE],
  },
];
const COLUMN: Readonly<Record<Who, number>> = {
  member: 0,
  admin: 1,
  outsider: 2,
  nobody: 2,
  service: 3,
};
export const CASES = MATRIX.flatMap((row) =>
  WHO.map((who) => ({ ...row, who, outcome: row.expected[COLUMN[who]] ?? '' })),
);

/** Two organizations, the people, and one of everything, with and without a project. */
export async function seed(admin: pg.Client): Promise<void> {
  const insert = (table: string, rows: Record<string, unknown>[]): Promise<unknown> => {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    return admin.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  };
  await insert('platform.organization', [
    { id: org, code: 'ONE', name: 'One', updated_at: new Date() },
    { id: otherOrg, code: 'TWO', name: 'Two', updated_at: new Date() },
  ]);
  await insert(
    'platform.user_account',
    Object.entries(people).map(([name, id]) => ({
      id,
      name,
      email: `${name}@example.org`,
      updated_at: new Date(),
    })),
  );
  await insert(
    'platform.membership',
    Object.entries(people).map(([name, user_id]) => ({
      id: randomUUID(),
      user_id,
      organization_id: name === 'outsider' ? otherOrg : org,
      role: name === 'admin' ? 'org_admin' : 'member',
      business_unit_codes: [],
      project_ids: name === 'insider' ? [project] : [],
      is_active: true,
    })),
  );
  for (const project_id of [null, project]) {
    const of = { organization_id: org, project_id, updated_at: new Date() };
    await insert('tenant.export_request', [
      {
        id: randomUUID(),
        ...of,
        data_type: 'contract',
        format: 'csv',
        reason: 'audit',
        status: 'pending',
        requested_by: people.insider,
        requires_approval: true,
        max_downloads: 5,
      },
    ]);
    await insert('platform.tb_report_template', [
      { id: randomUUID(), ...of, name: 'Settlement', report_type: 'settlement', source_type: 'builder' },
    ]);
    await insert('tenant.tb_report_schedule', [
      {
        id: randomUUID(),
        ...of,
        name: 'Daily',
        report_type: 'settlement',
        format: 'pdf',
        owner_id: people.admin,
        frequency: 'daily',
        time_of_day: '06:00',
        schedule_config: { timezone: 'UTC' },
      },
    ]);
    await admin.query(report('old', project_id));
  }
}
