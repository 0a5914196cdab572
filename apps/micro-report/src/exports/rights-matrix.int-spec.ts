import { signActorContext, signTenantContext, type Principal } from '@galley/platform';
import { testPrincipal } from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  CASES,
  CHECK,
  DONE,
  FORBIDDEN,
  NOTHING,
  org,
  otherOrg,
  people,
  project,
  report,
  request,
  seed,
  type Who,
} from '../../test/rights-fixture.js';

// design/packs/energy.md, section 7: EN-RLS-1 to 16, in PostgreSQL, as each role. People come on two ways: through the
// application, which acts for them (galley_app), and by SQL (a login that has galley_member). Both have the same rights.

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

  describe('an administrator who decides by SQL', () => {
    const approve = `update export_request set status = 'approved' where project_id is null`;

    it('is the approver, whatever the statement says', async () => {
      const client = await sql.connect();
      await client.query('begin');
      await client.query('select set_config($1, $2, true)', ['app.user_id', people.admin]);
      const { rows } = await client.query(
        `update export_request set status = 'approved', approved_by = '${people.member}' where project_id is null
         returning status, approved_by, decided_by`,
      );
      expect(rows).toEqual([{ status: 'approved', approved_by: people.admin, decided_by: people.admin }]);
      await client.query('rollback');
      client.release();
    });

    it('EN-AP-7: does not decide on their own request', async () => {
      expect(await bySql('admin', `${approve}; ${request(people.admin)}; ${approve}`)).toBe(CHECK);
    });

    it.each([
      [`update tenant.export_request set estimated_record_count = 1`],
      [`update tenant.export_request set requires_approval = false`],
      [`update tenant.export_request set max_downloads = 1000`],
      [`update tenant.export_request set status = 'approved', approved_fingerprint = 'x'`],
    ])('EN-AP-5: changes nothing but the decision: %s', async (statement) => {
      expect(await bySql('admin', statement)).toBe(CHECK);
      expect(await byApplication('admin', statement)).toBe(CHECK);
    });
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
