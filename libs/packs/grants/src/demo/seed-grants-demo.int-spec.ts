import { cloneDatabase, clonePrepared, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { seedGrantsDemo } from './seed-grants-demo.js';

/** What grants.md §5 asks for, in each organization. */
const SIZES: readonly (readonly [what: string, count: string, expected: number])[] = [
  ['organization', `organization_unit WHERE kind = 'org'`, 1],
  ['regions', `organization_unit WHERE kind = 'region'`, 6],
  ['local associations', `organization_unit WHERE kind = 'local'`, 40],
  ['peer mentors', 'peer_mentor WHERE true', 220],
  ['peer mentors with an account', 'peer_mentor WHERE user_id IS NOT NULL', 3],
  ['contacts', 'contact WHERE true', 3000],
  ['years, half-years and quarters', 'report_period WHERE true', 3 + 6 + 12],
];

const TABLES = [
  'organization_unit',
  'organization_label',
  'contact_category',
  'contact',
  'peer_mentor',
  'activity',
  'activity_peer_mentor',
  'activity_contact',
  'event',
  'event_attendee',
  'report_period',
  'bufdir_report',
  'bufdir_report_annotation',
  'bufdir_submission_attempt',
];

const ORGANIZATIONS = ['likeverd', 'lunge', 'puls', 'sammen'];

describe('the records of the grants demo', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await clonePrepared('grants', seedGrantsDemo);
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
  }, 300_000);
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  const rows = async (sql: string): Promise<unknown[][]> =>
    (await admin.query<Record<string, unknown>>(sql)).rows.map(Object.values);

  it.each(SIZES)('has as many %s as are asked for', async (_, source, expected) => {
    const counts = await rows(
      `SELECT o.code, (SELECT count(*)::int FROM grants.${source} AND organization_id = o.id)
       FROM platform.organization o WHERE o.code = ANY ('{${ORGANIZATIONS.join()}}') ORDER BY 1`,
    );
    expect(counts).toEqual(ORGANIZATIONS.map((code) => [code, expected]));
  });

  it('has 9,000 activities in each of three years of Oslo, 6 % of them pending and 2 % rejected', async () => {
    const counts = await rows(`
      SELECT o.code, extract(year FROM a.date AT TIME ZONE 'Europe/Oslo')::int AS year, count(*)::int,
        count(*) FILTER (WHERE approval_status = 'pending')::int AS pending,
        count(*) FILTER (WHERE approval_status = 'rejected')::int AS rejected
      FROM grants.activity a JOIN platform.organization o ON o.id = a.organization_id GROUP BY 1, 2 ORDER BY 1, 2`);
    expect(counts).toEqual(
      ORGANIZATIONS.flatMap((code) => [2023, 2024, 2025].map((year) => [code, year, 9000, 540, 180])),
    );
  });

  it('has every organization speak of groups in words of its own', async () => {
    const words = await rows(`
      SELECT o.code, string_agg(l.internal, ', ' ORDER BY l.internal COLLATE "C") FROM grants.organization_label l
      JOIN platform.organization o ON o.id = l.organization_id WHERE l.key = 'group' GROUP BY 1 ORDER BY 1`);
    expect(words).toEqual([
      ['likeverd', 'Treff'],
      ['lunge', 'Kafétreff, Pustegruppe'],
      ['puls', 'Samling'],
      ['sammen', 'Samtalekveld'],
    ]);
    const unmapped = await rows(`
      SELECT DISTINCT o.code, a.type FROM grants.activity a JOIN platform.organization o ON o.id = a.organization_id
      WHERE NOT EXISTS (SELECT FROM grants.organization_label l WHERE l.organization_id = a.organization_id AND l.internal = a.type)`);
    expect(unmapped).toEqual([['sammen', 'Turdag']]);
  });

  it('has work of every kind that does not count, and an association that has done none', async () => {
    const [found] = await rows(`
      SELECT min(abroad) > 0 AS abroad, min(remote) > 0 AS remote, min(short) > 0 AS short, min(alone) > 0 AS alone, min(twice) > 0 AS twice,
        min(idle) = 1 AND max(idle) = 1 AS idle
      FROM (
        SELECT count(*) FILTER (WHERE location_country = 'SE') AS abroad, count(*) FILTER (WHERE NOT is_in_person) AS remote,
          count(*) FILTER (WHERE duration_min < 45) AS short, count(*) FILTER (WHERE mentors IS NULL) AS alone,
          count(*) FILTER (WHERE alike > 1) AS twice, 40 - count(DISTINCT unit_id) AS idle
        FROM (
          SELECT a.*, m.mentors, count(*) OVER (PARTITION BY a.organization_id, unit_id, type, mentors, contacts, (date AT TIME ZONE 'Europe/Oslo')::date) AS alike
          FROM grants.activity a
          LEFT JOIN (SELECT activity_id, array_agg(peer_mentor_id ORDER BY 1) AS mentors FROM grants.activity_peer_mentor GROUP BY 1) m ON m.activity_id = a.id
          LEFT JOIN (SELECT activity_id, array_agg(contact_id ORDER BY 1) AS contacts FROM grants.activity_contact GROUP BY 1) c ON c.activity_id = a.id
        ) a GROUP BY organization_id) o`);
    expect(found).toEqual([true, true, true, true, true, true]);
  });

  it('has events with an activity and without, of people who are known, guests, and a number of others', async () => {
    const counts = await rows(`
      SELECT count(DISTINCT e.id) FILTER (WHERE e.activity_id IS NULL) > 150 AS alone,
        count(DISTINCT e.id) FILTER (WHERE e.activity_id IS NOT NULL) > 150 AS linked, sum(t.anonymous_count) > 1000 AS anonymous,
        count(*) FILTER (WHERE k.name IS NOT NULL) > 500 AS contacts, count(*) FILTER (WHERE t.person_key LIKE 'gjest-%') > 50 AS guests
      FROM grants.event e JOIN grants.event_attendee t ON t.event_id = e.id
      LEFT JOIN (
        SELECT organization_id, person_key AS name FROM grants.contact UNION SELECT organization_id, code FROM grants.contact
      ) k ON k.organization_id = e.organization_id AND k.name = t.person_key
      GROUP BY e.organization_id`);
    expect(counts).toEqual(ORGANIZATIONS.map(() => [true, true, true, true, true]));
  });

  it('keeps every foreign key, though it was loaded without asking for them', async () => {
    const keys = await rows(`
      SELECT c.conname, c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent,
        string_agg(format('p.%I = t.%I', f.attname, k.attname), ' AND ' ORDER BY pair.place) AS match,
        string_agg(format('t.%I IS NOT NULL', k.attname), ' AND ' ORDER BY pair.place) AS given
      FROM pg_constraint c
      CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS pair(own, theirs, place)
      JOIN pg_attribute k ON k.attrelid = c.conrelid AND k.attnum = pair.own
      JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = pair.theirs
      WHERE c.contype = 'f' AND c.connamespace = 'grants'::regnamespace GROUP BY c.oid`);
    expect(keys.length).toBeGreaterThan(15);
    for (const [name, table, parent, match, given] of keys) {
      const orphans = await rows(
        `SELECT t.* FROM ${String(table)} t WHERE ${String(given)} AND NOT EXISTS (SELECT FROM ${String(parent)} p WHERE ${String(match)}) LIMIT 1`,
      );
      expect([name, orphans]).toEqual([name, []]);
    }
  });

  it('says when and by whom an activity was decided, and why not', async () => {
    const broken = await rows(`
      SELECT id FROM grants.activity
      WHERE (approval_status = 'pending') <> (decided_at IS NULL) OR (decided_at IS NULL) <> (decided_by_id IS NULL) OR decided_at <= date
        OR (approval_status = 'rejected') <> (decision_note IS NOT NULL)`);
    expect(broken).toEqual([]);
  });

  it('shares no id and no person between its organizations', async () => {
    for (const table of TABLES) {
      const shared = await rows(
        `SELECT id FROM grants.${table} GROUP BY id HAVING count(DISTINCT organization_id) > 1 LIMIT 1`,
      );
      expect([table, shared]).toEqual([table, []]);
    }
    const members = await rows(
      'SELECT user_id FROM platform.membership GROUP BY 1 HAVING count(DISTINCT organization_id) > 1',
    );
    expect(members).toEqual([]);
  });
});

describe('a small grants demo', () => {
  const size = { local_associations: 14, contacts: 400, peer_mentors: 40, activities: 450 };
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await seedGrantsDemo(admin, size);
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  async function digests(): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const table of TABLES) {
      const { rows } = await admin.query(
        `SELECT count(*), md5(string_agg((to_jsonb(t) - '{created_at,updated_at}'::text[])::text, '' ORDER BY id)) FROM grants.${table} t`,
      );
      found.push([table, rows]);
    }
    return found;
  }

  it('is the same again, and a second run changes nothing', async () => {
    const before = await digests();
    await seedGrantsDemo(admin, size);
    expect(await digests()).toEqual(before);
    await admin.query(`TRUNCATE ${TABLES.map((table) => `grants.${table}`).join()} CASCADE`);
    await seedGrantsDemo(admin, size);
    expect(await digests()).toEqual(before);
  });
});
