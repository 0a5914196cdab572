import { randomUUID } from 'node:crypto';
import { signActorContext, signTenantContext, type Role } from '@galley/platform';
import { testPrincipal } from '@galley/platform/testing';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { GrantsRows } from './testing/grants-rows.js';

const FORBIDDEN = '42501';
const REPORT_TABLES = [
  'bufdir_report',
  'bufdir_report_result',
  'bufdir_report_line',
  'bufdir_report_export',
  'bufdir_report_annotation',
  'bufdir_submission_attempt',
];

describe('rows of the grants pack', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let own: GrantsRows;
  let unit: string;
  const kari = randomUUID();
  const ola = randomUUID();

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    own = await GrantsRows.ofNewOrganization(admin);
    unit = await fill(own, 'own');
    await fill(await GrantsRows.ofNewOrganization(admin), 'theirs');
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  /** Kari led one pending and one approved activity, wrote one down that Ola led; another is Ola's alone. */
  async function fill(rows: GrantsRows, name: string): Promise<string> {
    const its = await rows.unit('local', name, null);
    const [c1, c2, c3] = [await rows.contact('C1'), await rows.contact('C2'), await rows.contact('C3')];
    const led = await rows.mentor('KARI', { user_id: kari });
    const other = await rows.mentor('OLA', { user_id: ola });
    const activity = (title: string, values: object, contacts: string[], mentors: string[]) =>
      rows.activity(its, 'Treff', { title, ...values }, { contacts, mentors });
    const pending = { approval_status: 'pending' };
    await activity('led-pending', pending, [c1], [led]);
    const approved = await activity('led-approved', {}, [c2], [led]);
    await activity('written', { ...pending, created_by_id: kari }, [], [other]);
    await activity('other', pending, [c3], [other]);
    await rows.event(its, 'E1', ['P-1', 3], { activity_id: approved });
    await rows.event(its, 'E2', ['P-2']);
    await insertReport(rows);
    return its;
  }

  async function insertReport(rows: GrantsRows): Promise<void> {
    const period_id = await rows.insert('report_period', {
      label: '2025',
      start_date: '2025-01-01',
      end_date: '2025-12-31',
    });
    const report_id = await rows.insert('bufdir_report', {
      period_id,
      reporting_period_start: '2025-01-01',
      reporting_period_end: '2025-12-31',
      period_label: '2025',
      report_version: 1,
      hierarchy_scope: '{}',
      bufdir_schema_version: '2025-v1',
      generated_by: randomUUID(),
    });
    const { organization_id } = rows;
    const belonging = {
      bufdir_report_result: { report_data: '{}', validation_warnings: '[]' },
      bufdir_report_line: {
        kind: 'event',
        source_id: randomUUID(),
        unit_id: randomUUID(),
        local_date: '2025-05-05',
        minutes: 0,
        participations: 0,
        anonymous: 0,
        is_countable: false,
      },
      bufdir_report_export: { id: randomUUID(), format: 'csv', job_id: randomUUID(), created_by_id: kari },
      bufdir_report_annotation: { id: randomUUID(), author_id: kari, text: 'x' },
      bufdir_submission_attempt: {
        id: randomUUID(),
        idempotency_key: 'x',
        request_hash: 'x',
        created_by_id: kari,
      },
    };
    for (const [table, values] of Object.entries(belonging)) {
      const row = { organization_id, report_id, ...values };
      const marks = Object.keys(row).map((_, index) => `$${index + 1}`);
      await admin.query(
        `INSERT INTO grants.${table} (${Object.keys(row).join(', ')}) VALUES (${marks.join(', ')})`,
        Object.values(row),
      );
    }
  }

  /** Runs statements as a role of the services for somebody of the organization; null = the service itself. All is undone. */
  async function as<T extends pg.QueryResultRow>(
    who: Somebody | null,
    sql: string,
    values: unknown[] = [],
    url = clone.appUrl,
  ): Promise<T[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      const set = (name: string, value: string) =>
        client.query('SELECT set_config($1, $2, true)', [name, value]);
      await set('galley.tenant', signTenantContext(clone.tenantSecret, own.organization_id));
      if (who) {
        const organization = { ...testPrincipal().organization, id: own.organization_id };
        const caller = testPrincipal({ id: who.id, roles: [...who.roles], organization });
        await set('galley.actor', signActorContext(clone.tenantSecret, caller));
      }
      return (await client.query<T>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  const COORDINATOR: Somebody = { id: randomUUID(), roles: ['coordinator'] };
  const MEMBER: Somebody = { id: randomUUID(), roles: ['member'] };
  const SYSADMIN: Somebody = { id: randomUUID(), roles: ['sysadmin'] };
  const KARI: Somebody = { id: kari, roles: ['peer_mentor'] };
  const STRANGER: Somebody = { id: randomUUID(), roles: ['peer_mentor'] };
  /** Who has become something else since sees as that. */
  const FORMER: Somebody = { id: kari, roles: ['member'] };

  describe.each(['appUrl', 'dataUrl'] as const)('as %s', (role) => {
    it.each([
      ['the service', null, [1, 4, 3, 2, 3, 4, 3, 2]],
      ['an administrator', { id: kari, roles: ['org_admin'] }, [1, 4, 3, 2, 3, 4, 3, 2]],
      ['a coordinator', COORDINATOR, [1, 4, 3, 2, 3, 4, 3, 2]],
      ['a member', MEMBER, [1, 4, 0, 0, 0, 0, 0, 2]],
      ['a system administrator', SYSADMIN, [1, 4, 0, 0, 0, 0, 0, 2]],
      ['a former peer mentor', FORMER, [1, 4, 0, 0, 0, 0, 0, 2]],
      ['a peer mentor', KARI, [1, 3, 2, 2, 2, 3, 2, 2]],
      ['a peer mentor of nothing', STRANGER, [1, 0, 0, 0, 0, 0, 0, 2]],
    ] as const)('show %s what is theirs to see', async (_who, who, counts) => {
      const tables = [
        'organization_unit',
        'activity',
        'contact',
        'peer_mentor',
        'activity_contact',
        'activity_peer_mentor',
        'event_attendee',
        'event',
      ];
      const counted = tables.map((table) => `(SELECT count(*)::integer FROM grants.${table}) AS ${table}`);
      const [row] = await as(who, `SELECT ${counted.join(', ')}`, [], clone[role]);
      expect(row).toEqual(Object.fromEntries(tables.map((table, index) => [table, counts[index]])));
    });

    it('show a peer mentor the activities they led or wrote down', async () => {
      const rows = await as(KARI, 'SELECT title FROM grants.activity ORDER BY title', [], clone[role]);
      expect(rows.map(({ title }) => title as string)).toEqual(['led-approved', 'led-pending', 'written']);
    });

    it.each(REPORT_TABLES)(
      'BU-B-2: hide %s from all but administrators, coordinators and the service',
      async (table) => {
        const count = async (who: Somebody | null): Promise<unknown> =>
          (await as(who, `SELECT count(*)::integer AS rows FROM grants.${table}`, [], clone[role]))[0]?.[
            'rows'
          ];
        expect([await count(null), await count(COORDINATOR)]).toEqual([1, 1]);
        expect([await count(MEMBER), await count(KARI)]).toEqual([0, 0]);
      },
    );

    it('show periods to everybody', async () => {
      const rows = await as(MEMBER, 'SELECT label, kind FROM grants.report_period', [], clone[role]);
      expect(rows).toEqual([{ label: '2025', kind: 'year' }]);
    });
  });

  it('hold every report table that there is', async () => {
    const { rows } = await admin.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relnamespace = 'grants'::regnamespace AND relkind = 'r' AND relname LIKE 'bufdir\\_%'`,
    );
    expect(rows.map(({ relname }) => relname).toSorted()).toEqual(REPORT_TABLES.toSorted());
  });

  const insertActivity = `INSERT INTO grants.activity (id, organization_id, unit_id, type, date, duration_min, approval_status, created_by_id)
    VALUES (gen_random_uuid(), $1, $2, 'Treff', now(), 30, $3, $4)`;

  it('let peer mentors write down pending activities in their own name, and nobody else below coordinators', async () => {
    const insert = (who: Somebody, status: string, by = who.id) =>
      as(who, insertActivity, [own.organization_id, unit, status, by]);
    await expect(insert(KARI, 'pending')).resolves.toEqual([]);
    await expect(insert(COORDINATOR, 'approved')).resolves.toEqual([]);
    await expect(insert(KARI, 'approved')).rejects.toMatchObject({ code: FORBIDDEN });
    await expect(insert(KARI, 'pending', ola)).rejects.toMatchObject({ code: FORBIDDEN });
    await expect(insert(MEMBER, 'pending')).rejects.toMatchObject({ code: FORBIDDEN });
    await expect(insert(SYSADMIN, 'pending')).rejects.toMatchObject({ code: FORBIDDEN });
  });

  it('let peer mentors change their own activities while they are pending, aloud', async () => {
    const change = (title: string, set: string) =>
      as(KARI, `UPDATE grants.activity SET ${set} WHERE title = $1 RETURNING id`, [title]);
    await expect(change('led-pending', 'duration_min = 45')).resolves.toHaveLength(1);
    await expect(change('written', 'duration_min = 45')).resolves.toHaveLength(1);
    await expect(change('other', 'duration_min = 45')).resolves.toHaveLength(0);
    for (const [title, set] of [
      ['led-approved', 'duration_min = 45'],
      ['led-pending', `approval_status = 'approved'`],
      ['led-approved', `approval_status = 'flagged', decision_note = 'x'`],
      ['led-pending', 'deleted_at = now()'],
    ] as const) {
      await expect(change(title, set)).rejects.toMatchObject({ code: FORBIDDEN });
    }
  });

  it('let peer mentors link people to those activities only', async () => {
    const link = (title: string) =>
      as(
        KARI,
        `INSERT INTO grants.activity_peer_mentor (id, organization_id, activity_id, peer_mentor_id)
         SELECT gen_random_uuid(), a.organization_id, a.id, m.id
         FROM grants.activity a JOIN grants.peer_mentor m ON m.code = $2 WHERE a.title = $1`,
        [title, title === 'written' ? 'KARI' : 'OLA'],
      );
    await expect(link('led-pending')).resolves.toEqual([]);
    await expect(link('written')).resolves.toEqual([]);
    await expect(link('led-approved')).rejects.toMatchObject({ code: FORBIDDEN });
    const unlink = (title: string) =>
      as(
        KARI,
        `UPDATE grants.activity_contact SET deleted_at = now() WHERE activity_id = (SELECT id FROM grants.activity WHERE title = $1)`,
        [title],
      );
    await expect(unlink('led-pending')).resolves.toEqual([]);
    await expect(unlink('led-approved')).rejects.toMatchObject({ code: FORBIDDEN });
  });

  it.each([
    `UPDATE grants.organization_unit SET name = 'x'`,
    `UPDATE grants.contact SET name = 'x'`,
    `UPDATE grants.event SET name = 'x'`,
    `UPDATE grants.report_period SET label = 'x'`,
    `INSERT INTO grants.contact_category (id, organization_id, code, name) VALUES (gen_random_uuid(), platform.current_organization(), 'x', 'x')`,
    `INSERT INTO grants.organization_label (id, organization_id, key, internal) VALUES (gen_random_uuid(), platform.current_organization(), 'x', 'x')`,
  ])('are written by staff and nobody else: %s', async (sql) => {
    await expect(as(COORDINATOR, sql)).resolves.toEqual([]);
    await expect(as(null, sql)).resolves.toEqual([]);
    await expect(as(KARI, sql)).rejects.toMatchObject({ code: FORBIDDEN });
  });

  it('are never taken away for good by those who are no staff', async () => {
    const removed = await as(KARI, 'DELETE FROM grants.activity_contact RETURNING id');
    expect(removed).toEqual([]);
  });

  it.each([
    ['organization_unit', { kind: 'district', code: 'X', name: 'X' }, 'organization_unit_kind'],
    ['organization_unit', { kind: 'local', code: 'own', name: 'X' }, 'organization_unit_live_key'],
    ['organization_label', { key: 'k', internal: 'X', kind: 'colour' }, 'organization_label_kind'],
    [
      'report_period',
      { label: 'x', start_date: '2025-02-01', end_date: '2025-01-31' },
      'report_period_dates',
    ],
    [
      'report_period',
      { label: 'x', start_date: '2025-01-01', end_date: '2025-12-31' },
      'report_period_live_key',
    ],
  ])('refuse what contradicts itself in %s: %j', async (table, values, constraint) => {
    await expect(own.insert(table, values)).rejects.toMatchObject({ constraint });
  });

  it.each([
    [{ duration_min: 0 }, 'activity_duration'],
    [{ duration_min: 1441 }, 'activity_duration'],
    [{ location_country: 'no' }, 'activity_location_country'],
    [{ approval_status: 'done' }, 'activity_approval_status'],
  ])('refuse an activity with %j', async (values, constraint) => {
    await expect(own.activity(unit, 'Treff', values)).rejects.toMatchObject({ constraint });
  });

  it('keep who decided and when, whatever a change says', async () => {
    const id = await own.activity(unit, 'Treff', { title: 'kept', approval_status: 'pending' });
    const sql = `UPDATE grants.activity SET approval_status = 'approved', decided_at = '2000-01-01', decided_by_id = $2 WHERE id = $1
      RETURNING decided_by_id, decided_at > now() - interval '1 hour' AS is_now`;
    expect(await as(COORDINATOR, sql, [id, ola])).toEqual([{ decided_by_id: COORDINATOR.id, is_now: true }]);
    const later = `UPDATE grants.activity SET decided_by_id = $2, decision_note = 'x' WHERE id = $1 RETURNING decided_by_id, decision_note`;
    expect(await as(COORDINATOR, later, [id, ola])).toEqual([{ decided_by_id: null, decision_note: null }]);
  });

  it('ask who acts a few times per statement, not for every row', async () => {
    const database = new URL(clone.url).pathname.slice(1);
    await admin.query(`ALTER ROLE galley_app IN DATABASE ${database} SET track_functions = 'all'`);
    for (let at = 0; at < 100; at++) await own.activity(unit, 'Treff', { created_by_id: ola });
    for (const table of ['activity', 'activity_contact', 'contact', 'peer_mentor', 'event_attendee']) {
      const [asked] = await as<{ calls: number }>(
        KARI,
        // Correlated, so that it is counted when the table has been read.
        `SELECT (SELECT calls::integer FROM pg_stat_xact_user_functions
           WHERE funcname = 'signed_actor' AND read.rows >= 0) AS calls
         FROM (SELECT count(*) AS rows FROM grants.${table} OFFSET 0) read`,
      );
      expect([table, asked?.calls]).toEqual([table, expect.any(Number)]);
      expect(asked?.calls).toBeLessThan(20);
    }
  });
});

interface Somebody {
  readonly id: string;
  readonly roles: readonly Role[];
}
