import { randomUUID } from 'node:crypto';
import { signActorContext, signTenantContext, type Role } from '@galley/platform';
import { insertOrganization, testPrincipal } from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';

const FORBIDDEN = '42501';

/** Who writes each table: staff alone, or the members who work in projects as well. A new table has to be decided on. */
const WRITTEN_BY = {
  program: 'staff',
  donor: 'staff',
  program_donor: 'staff',
  project: 'staff',
  result_node: 'staff',
  indicator: 'staff',
  indicator_disaggregation: 'staff',
  project_indicator: 'staff',
  reporting_period: 'staff',
  period_unlock: 'staff',
  indicator_report: 'members',
  indicator_report_value: 'members',
  activity: 'members',
  participant: 'members',
  household_member: 'members',
  activity_participant: 'members',
  budget_line: 'staff',
  form: 'staff',
  form_field: 'staff',
  form_submission: 'members',
  form_answer: 'members',
  report: 'staff',
  report_section: 'staff',
  report_revision: 'staff',
  setting: 'staff',
} as const;
const TABLES = Object.entries(WRITTEN_BY);

const WITHOUT_CHECKS = `do $$
declare target record;
begin
  for target in
    select conrelid::regclass as name, conname from pg_constraint
    where contype = 'c' and connamespace = 'monitoring'::regnamespace
  loop
    execute format('alter table %s drop constraint %I', target.name, target.conname);
  end loop;
end $$`;

interface Somebody {
  readonly role: Role | null;
  readonly project_ids?: readonly string[];
}

/** What a column takes that has to be filled, by its type. */
const FILLERS: Readonly<Record<string, () => string | number | boolean>> = {
  uuid: randomUUID,
  'character varying': () => `x${randomUUID().slice(0, 8)}`,
  text: () => randomUUID(),
  character: () => 'EUR',
  smallint: () => 1,
  integer: () => 1,
  numeric: () => 0,
  boolean: () => false,
  date: () => '2026-01-01',
  'timestamp with time zone': () => '2026-01-01T00:00:00Z',
  jsonb: () => '{}',
};

/** Policies alone: checks, triggers and foreign keys are off, so that rows need nothing around them. */
describe('rows of the monitoring pack', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let organization_id: string;
  const own = randomUUID();
  const other = randomUUID();
  const withProject = new Set<string>();
  const people = { own: '', other: '', nowhere: '', attending: '' };

  const SERVICE: Somebody = { role: null };
  const ADMIN: Somebody = { role: 'org_admin' };
  const COORDINATOR: Somebody = { role: 'coordinator' };
  const MEMBER: Somebody = { role: 'member' };
  const SYSADMIN: Somebody = { role: 'sysadmin' };
  const CONFINED_COORDINATOR: Somebody = { role: 'coordinator', project_ids: [own] };
  const CONFINED: Somebody = { role: 'member', project_ids: [own] };
  const PEER: Somebody = { role: 'peer_mentor' };

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    organization_id = await insertOrganization(admin);
    await admin.query('set session_replication_role = replica');
    await admin.query(WITHOUT_CHECKS);
    const rival = await insertOrganization(admin);
    const having = await admin.query<{ table_name: string }>(
      `select table_name from information_schema.columns where table_schema = 'monitoring' and column_name = 'project_id'`,
    );
    for (const { table_name } of having.rows) withProject.add(table_name);
    for (const [table] of TABLES) {
      await insert(table, { organization_id: rival, ...(withProject.has(table) && { project_id: own }) });
      if (table === 'project') for (const id of [own, other]) await insert(table, { id });
      else if (!withProject.has(table)) await insert(table);
      else if (!table.includes('participant') && table !== 'household_member') {
        for (const project_id of [own, other]) await insert(table, { project_id });
      }
    }
    const registered = { own, other, nowhere: null, attending: null };
    for (const [name, project_id] of Object.entries(registered)) {
      const participant_id = await insert('participant', { project_id });
      people[name as keyof typeof people] = participant_id;
      await insert('household_member', { project_id, participant_id });
    }
    await insert('activity_participant', { project_id: own, participant_id: people.attending });
    await insert('activity_participant', { project_id: other, participant_id: people.other });
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  async function insert(table: string, values: object = {}): Promise<string> {
    const needed = await admin.query<{ column_name: string; data_type: string }>(
      `select column_name, data_type from information_schema.columns
       where table_schema = 'monitoring' and table_name = $1 and is_nullable = 'NO' and column_default is null`,
      [table],
    );
    const filled = needed.rows.map(({ column_name, data_type }) => [column_name, FILLERS[data_type]?.()]);
    const row: Record<string, unknown> = {
      ...Object.fromEntries(filled),
      organization_id,
      ...values,
    };
    await admin.query(
      `insert into monitoring.${table} (${Object.keys(row).join()}) values (${marks(row)})`,
      Object.values(row),
    );
    return String(row['id']);
  }

  const marks = (row: object): string =>
    Object.keys(row)
      .map((_, index) => `$${index + 1}`)
      .join();

  /** What a statement answers when somebody runs it; all is undone. */
  async function as<Row extends pg.QueryResultRow>(
    { role, project_ids = [] }: Somebody,
    text: string,
    values: readonly unknown[] = [],
    database_role = 'galley_app',
  ): Promise<Row[]> {
    const organization = { ...testPrincipal().organization, id: organization_id };
    const caller = testPrincipal({ id: randomUUID(), roles: role ? [role] : [], organization, project_ids });
    const actor = role === null ? '' : signActorContext(clone.tenantSecret, caller);
    const tenant = signTenantContext(clone.tenantSecret, organization_id);
    try {
      await admin.query(`begin; set local galley.tenant = '${tenant}'; set local galley.actor = '${actor}';
        set local role ${database_role}`);
      return (await admin.query<Row>(text, [...values])).rows;
    } finally {
      await admin.query('rollback');
    }
  }

  const isRefused = (who: Somebody, text: string, values: readonly unknown[] = []): Promise<boolean> =>
    as(who, text, values).then(
      () => false,
      (error: unknown) => {
        const { code } = error as { code?: string };
        // A key that is taken is asked for after the rights.
        if (code !== FORBIDDEN && code !== '23505') throw error;
        return code === FORBIDDEN;
      },
    );

  it('are of tables that somebody has decided on, every one of them', async () => {
    const { rows } = await admin.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = 'monitoring'::regnamespace and relkind in ('r', 'p')`,
    );
    expect(new Set(rows.map(({ relname }) => relname))).toEqual(new Set(Object.keys(WRITTEN_BY)));
  });

  /** How many rows of every table somebody sees. */
  async function seen(who: Somebody, role = 'galley_app'): Promise<Readonly<Record<string, number>>> {
    const counts = TABLES.map(([table]) => `(select count(*)::integer from monitoring.${table}) as ${table}`);
    const [row] = await as<Record<string, number>>(who, `select ${counts.join()}`, [], role);
    return row ?? {};
  }
  const ofEach = (rows: (table: string) => number): object =>
    Object.fromEntries(TABLES.map(([table]) => [table, rows(table)]));
  const isPeople = (table: string): boolean => table === 'participant' || table === 'household_member';
  const isOfProject = (table: string): boolean => table === 'project' || withProject.has(table);

  describe.each(['galley_app', 'galley_data'])('as %s', (role) => {
    it.each([SERVICE, ADMIN, COORDINATOR, MEMBER, SYSADMIN])(
      'are shown to $role, all of them',
      async (who) => {
        const all = ofEach((table) => (isPeople(table) ? 4 : isOfProject(table) ? 2 : 1));
        expect(await seen(who, role)).toEqual(all);
      },
    );

    it.each([CONFINED, CONFINED_COORDINATOR])('are shown to a $role of one project, by that', async (who) => {
      // People who were registered there, and who came there.
      expect(await seen(who, role)).toEqual(ofEach((table) => (isPeople(table) ? 2 : 1)));
    });

    it('are not shown to peer mentors', async () => {
      expect(await seen(PEER, role)).toEqual(ofEach(() => 0));
    });
  });

  it.each(TABLES)('of %s are written by %s', async (table, writers) => {
    const [column, value] =
      table === 'project'
        ? ['id', own]
        : withProject.has(table)
          ? ['project_id', own]
          : ['organization_id', organization_id];
    const own_rows = `organization_id = '${organization_id}' and ${column} = '${value}'`;
    const { rows } = await admin.query<{ row: object }>(
      `select to_jsonb(t) as row from monitoring.${table} t where ${own_rows} limit 1`,
    );
    const again = JSON.stringify({ ...rows[0]?.row, ...(table !== 'project' && { id: randomUUID() }) });
    const adding = `insert into monitoring.${table} select * from jsonb_populate_record(null::monitoring.${table}, $1)`;
    const changing = `update monitoring.${table} set organization_id = organization_id where ${own_rows} returning 1`;
    for (const who of [SERVICE, COORDINATOR]) {
      expect([who.role, await isRefused(who, adding, [again]), await isRefused(who, changing)]).toEqual([
        who.role,
        false,
        false,
      ]);
    }
    const isStaffs = writers === 'staff';
    for (const who of [MEMBER, CONFINED]) {
      expect([who, await isRefused(who, adding, [again]), await isRefused(who, changing)]).toEqual([
        who,
        isStaffs,
        isStaffs,
      ]);
      // Never for good.
      expect(await as(who, `delete from monitoring.${table} returning 1`)).toEqual([]);
    }
    expect(await isRefused(PEER, adding, [again])).toBe(true);
    // What somebody does not see is not there.
    expect(await as(PEER, changing)).toEqual([]);
  });

  it('of another project are not written by who is confined to one', async () => {
    for (const [table] of TABLES) {
      if (!withProject.has(table)) continue;
      const moving = `update monitoring.${table} set project_id = '${other}' where project_id = '${own}'`;
      for (const who of [CONFINED, CONFINED_COORDINATOR])
        expect([table, await isRefused(who, moving)]).toEqual([table, true]);
    }
  });

  it('of people are shown where they were registered and where they came', async () => {
    const ids = async (who: Somebody, table: string, column: string): Promise<ReadonlySet<unknown>> =>
      new Set(
        (await as(who, `select ${column} as id from monitoring.${table}`)).map(({ id }) => id as unknown),
      );
    for (const [table, column] of [
      ['participant', 'id'],
      ['household_member', 'participant_id'],
    ] as const) {
      expect(await ids(CONFINED, table, column)).toEqual(new Set([people.own, people.attending]));
      expect(await ids(MEMBER, table, column)).toEqual(new Set(Object.values(people)));
    }
  });

  it('of people are written where they were registered, and refused aloud elsewhere', async () => {
    const change = 'update monitoring.participant set code = code where id = $1 returning 1';
    expect(await isRefused(CONFINED, change, [people.own])).toBe(false);
    expect(await isRefused(CONFINED, change, [people.attending])).toBe(true);
    expect(await as(CONFINED, change, [people.nowhere])).toEqual([]);
    expect(await isRefused(MEMBER, change, [people.nowhere])).toBe(false);
  });

  it('no longer show who has not been there after all', async () => {
    await admin.query(
      'update monitoring.activity_participant set deleted_at = now() where participant_id = $1',
      [people.attending],
    );
    expect((await seen(CONFINED, 'galley_data'))['participant']).toBe(1);
    await admin.query(
      'update monitoring.activity_participant set deleted_at = null where participant_id = $1',
      [people.attending],
    );
  });

  it('ask who acts a few times per statement, not for every row', async () => {
    for (let at = 0; at < 100; at++) await insert('participant', { project_id: other });
    await admin.query(`set track_functions = 'all'`);
    for (const table of ['participant', 'indicator', 'activity']) {
      const [asked] = await as<{ calls: number }>(
        CONFINED,
        // Correlated, so that it is counted when the table has been read.
        `select (select calls::integer from pg_stat_xact_user_functions
           where funcname = 'signed_actor' and read.rows >= 0) as calls
         from (select count(*) as rows from monitoring.${table} offset 0) read`,
      );
      expect([table, asked?.calls]).toEqual([table, expect.any(Number)]);
      expect(asked?.calls).toBeLessThan(20);
    }
  });
});
