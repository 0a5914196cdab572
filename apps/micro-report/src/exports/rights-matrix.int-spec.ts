import { signActorContext, signTenantContext, type Principal } from '@galley/platform';
import { testPrincipal } from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

// design/packs/energy.md, section 7: EN-RLS-1 to 16, in PostgreSQL, as each role. People come on two ways: through the
// application, which acts for them (galley_app), and by SQL (a login that has galley_member). Both have the same rights.

const FORBIDDEN = '42501';
const DUPLICATE = '23505';
/** The statement runs and touches no row, without an error. */
const NOTHING = 'no rows';
const DONE = 'done';

const WHO = ['member', 'admin', 'outsider', 'nobody', 'service'] as const;
type Who = (typeof WHO)[number];

const org = randomUUID();
const otherOrg = randomUUID();
const project = randomUUID();
const people = { member: randomUUID(), admin: randomUUID(), outsider: randomUUID(), insider: randomUUID() };

interface Row {
  readonly id: string;
  readonly what: string;
  readonly sql: (who: Who) => string;
  /** Of member, admin, outsider and nobody, service. */
  readonly expected: readonly [string, string, string, string];
}

const me = (who: Who): string => (who in people ? people[who as keyof typeof people] : people.member);
const request = (
  by: string,
): string => `insert into tenant.export_request (id, organization_id, data_type, format, reason, requested_by)
  values (gen_random_uuid(), '${org}', 'contract', 'csv', 'audit', '${by}') returning id`;
const template = (
  name: string,
): string => `insert into platform.tb_report_template (id, organization_id, name, report_type, source_type)
  values (gen_random_uuid(), '${org}', '${name}', 'settlement', 'builder') returning id`;
const schedule = `insert into tenant.tb_report_schedule (id, organization_id, name, report_type, format, owner_id, frequency, time_of_day, schedule_config)
  values (gen_random_uuid(), '${org}', 'new', 'settlement', 'pdf', '${people.admin}', 'daily', '06:00', '{"timezone": "UTC"}') returning id`;
const report = (name: string, projectId: string | null = null): string => `insert into tenant.generated_report
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
const COLUMN: Readonly<Record<Who, number>> = { member: 0, admin: 1, outsider: 2, nobody: 2, service: 3 };
const CASES = MATRIX.flatMap((row) =>
  WHO.map((who) => ({ ...row, who, outcome: row.expected[COLUMN[who]] ?? '' })),
);

describe('the rights of the source, in PostgreSQL', () => {
  const login = `galley_person_${randomBytes(4).toString('hex')}`;
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let app: pg.Pool;
  let system: pg.Pool;
  /** One connection, as behind a pooler: what one transaction leaves behind, the next one would find. */
  let sql: pg.Pool;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    const password = randomUUID();
    await admin.query(`create role ${login} login password '${password}' in role galley_member`);
    const url = new URL(clone.url);
    [url.username, url.password] = [login, password];
    sql = new pg.Pool({ connectionString: url.href, max: 1 });
    app = new pg.Pool({ connectionString: clone.appUrl, max: 1 });
    system = new pg.Pool({ connectionString: clone.systemUrl, max: 1 });
    await seed(admin);
  });
  afterAll(async () => {
    await Promise.all([sql.end(), app.end(), system.end()]);
    await admin.query(`drop role ${login}`);
    await admin.end();
    await clone.drop();
  });

  const principal = (who: Exclude<Who, 'nobody' | 'service'> | 'insider'): Principal =>
    testPrincipal({
      id: people[who],
      organization: { ...testPrincipal().organization, id: who === 'outsider' ? otherOrg : org },
      roles: [who === 'admin' ? 'org_admin' : 'member'],
      project_ids: who === 'insider' ? [project] : [],
    });

  /** What the statement comes to, in a transaction with these settings that is rolled back. */
  async function outcome(
    pool: pg.Pool,
    settings: Record<string, string>,
    statement: string,
  ): Promise<string> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      for (const [name, value] of Object.entries(settings)) {
        await client.query('select set_config($1, $2, true)', [name, value]);
      }
      const { rowCount } = await client.query(statement);
      return rowCount ? DONE : NOTHING;
    } catch (error) {
      return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  const bySql = (who: Who | 'insider', statement: string): Promise<string> =>
    who === 'service'
      ? outcome(system, {}, statement)
      : outcome(sql, who === 'nobody' ? {} : { 'app.user_id': people[who] }, statement);

  const byApplication = (who: Exclude<Who, 'nobody'> | 'insider', statement: string): Promise<string> =>
    outcome(
      app,
      who === 'service'
        ? { 'galley.tenant': signTenantContext(clone.tenantSecret, org) }
        : {
            'galley.tenant': signTenantContext(clone.tenantSecret, principal(who).organization.id),
            'galley.actor': signActorContext(clone.tenantSecret, principal(who)),
          },
      statement,
    );

  it.each(CASES)(
    '$id by SQL: $what as $who: $outcome',
    async ({ who, sql: statement, outcome: expected }) => {
      expect(await bySql(who, statement(who))).toBe(expected);
    },
  );

  it.each(CASES.filter(({ who }) => who !== 'nobody'))(
    '$id through the application: $what as $who: $outcome',
    async ({ who, what, sql: statement, outcome: expected }) => {
      // Stricter than the source: the application cannot delete archive entries at all, for nobody.
      const stricter = what === 'DELETE generated_report' ? FORBIDDEN : expected;
      expect(await byApplication(who as Exclude<Who, 'nobody'>, statement(who))).toBe(stricter);
    },
  );

  it('EN-RLS-2: nobody gets past the approval by writing the row themselves', async () => {
    const client = await sql.connect();
    await client.query('begin');
    await client.query('select set_config($1, $2, true)', ['app.user_id', people.member]);
    const { rows } = await client.query(
      `insert into public.export_request (organization_id, data_type, file_format, reason, requested_by, requires_approval, estimated_record_count)
       values ($1, 'contract', 'csv', 'audit', $2, false, 1) returning status, requires_approval, estimated_record_count`,
      [org, people.member],
    );
    expect(rows).toEqual([{ status: 'pending', requires_approval: true, estimated_record_count: null }]);
    await client.query('rollback');
    client.release();
  });

  describe.each([
    ['report_template', `select id from platform.tb_report_template where project_id = '${project}'`],
    ['scheduled_report', `select id from tenant.tb_report_schedule where project_id = '${project}'`],
    ['export_request', `select id from tenant.export_request where project_id = '${project}'`],
    ['generated_report', `select id from tenant.generated_report where project_id = '${project}'`],
  ])('EN-RLS-13: %s of a project', (_name, statement) => {
    it.each([
      ['member', NOTHING],
      ['insider', DONE],
      ['admin', DONE],
      ['outsider', NOTHING],
      ['service', DONE],
    ] as const)('is for %s: %s', async (who, expected) => {
      expect(await bySql(who, statement)).toBe(expected);
      expect(await byApplication(who, statement)).toBe(expected);
    });
  });

  it('EN-RLS-13: nobody puts anything into a project they are no member of', async () => {
    expect(await bySql('member', report('new', project))).toBe(FORBIDDEN);
    expect(await byApplication('member', report('new', project))).toBe(FORBIDDEN);
    expect(await bySql('insider', report('new', project))).toBe(DONE);
  });

  it('EN-RLS-15: a pooled connection forgets who it was', async () => {
    const client = await sql.connect();
    await client.query('begin');
    await client.query('select set_config($1, $2, true)', ['app.user_id', people.admin]);
    expect((await client.query('select * from export_request')).rowCount).toBeGreaterThan(0);
    await client.query('commit');
    expect((await client.query('select * from export_request')).rowCount).toBe(0);
    expect((await client.query('select * from report_template')).rowCount).toBe(0);
    client.release();
  });

  it('EN-RLS-15: memberships that have ended give nothing', async () => {
    await admin.query('update platform.membership set is_active = false where user_id = $1', [
      people.insider,
    ]);
    expect(await bySql('insider', `select id from tenant.export_request`)).toBe(NOTHING);
    await admin.query('update platform.membership set is_active = true where user_id = $1', [people.insider]);
  });

  it('EN-RLS-16: no role owns the tables, is superuser or bypasses row-level security, which is forced', async () => {
    const roles = await admin.query(
      `select rolname from pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls)`,
      [['galley_app', 'galley_system', 'galley_data', 'galley_member', login]],
    );
    expect(roles.rows).toEqual([]);
    const { rows } = await admin.query<{ ok: boolean }>(
      `select bool_and(relrowsecurity and relforcerowsecurity and pg_get_userbyid(relowner) not like 'galley\\_%') as ok
       from pg_class where oid = any ($1::regclass[])`,
      [
        [
          'tenant.export_request',
          'platform.tb_report_template',
          'tenant.tb_report_schedule',
          'tenant.generated_report',
        ],
      ],
    );
    expect(rows).toEqual([{ ok: true }]);
  });
});

async function seed(admin: pg.Client): Promise<void> {
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
