import type { SqlClient } from '@galley/dataset';

export interface RecordCounts {
  /** Local associations, ten to a region. */
  readonly locals: number;
  /** Several times as many as there are local associations: everybody takes part at their own. */
  readonly contacts: number;
  readonly activities: number;
}

const TABLES = [
  'organization_unit',
  'contact_category',
  'contact',
  'peer_mentor',
  'activity',
  'activity_contact',
  'activity_peer_mentor',
  'event',
  'event_attendee',
] as const;

/** $1 the organization, $2 … the counts. Ids are made of it and a name, so that rows find each other without being asked for. */
const STATEMENTS = [
  `insert into grants.organization_unit (id, organization_id, kind, code, name)
   select md5($1::text || 'org')::uuid, $1, 'org', 'ORG', 'Organization'`,
  `insert into grants.organization_unit (id, organization_id, parent_id, kind, code, name)
   select md5($1::text || 'r' || n)::uuid, $1, md5($1::text || 'org')::uuid, 'region', 'R' || n, 'Region ' || n
   from generate_series(0, ($2 - 1) / 10) n`,
  `insert into grants.organization_unit (id, organization_id, parent_id, kind, code, name)
   select md5($1::text || 'l' || n)::uuid, $1, md5($1::text || 'r' || n / 10)::uuid, 'local', 'L' || n, 'Local ' || n
   from generate_series(0, $2 - 1) n`,
  `insert into grants.contact_category (id, organization_id, code, name)
   select md5($1::text || 'g' || n)::uuid, $1, 'G' || n, 'Category ' || n from generate_series(0, 4) n`,
  `insert into grants.contact (id, organization_id, code, name, person_key, category_id)
   select md5($1::text || 'c' || n)::uuid, $1, 'C' || n, 'Contact ' || n, case when n % 10 = 0 then 'p' || n / 20 end,
     case when n % 7 > 0 then md5($1::text || 'g' || n % 5)::uuid end
   from generate_series(0, $3 - 1) n`,
  `insert into grants.peer_mentor (id, organization_id, code, name)
   select md5($1::text || 'm' || n)::uuid, $1, 'M' || n, 'Mentor ' || n from generate_series(0, 219) n`,
  // Spread over the year, so that nothing is at its edge.
  `insert into grants.activity (id, organization_id, unit_id, type, date, duration_min, approval_status)
   select md5($1::text || 'a' || n)::uuid, $1, md5($1::text || 'l' || n % $2)::uuid,
     (array['one_to_one', 'group', 'group', 'course', 'Treff'])[1 + n % 5],
     timestamptz '2025-01-02 12:00Z' + make_interval(mins => n * 5 % 500000), 20 + n % 120,
     case when n % 50 = 0 then 'pending' else 'approved' end
   from generate_series(0, $4 - 1) n`,
  `insert into grants.activity_peer_mentor (id, organization_id, activity_id, peer_mentor_id)
   select gen_random_uuid(), $1, md5($1::text || 'a' || n)::uuid, md5($1::text || 'm' || (n * 7 + k * 13) % 220)::uuid
   from generate_series(0, $4 - 1) n, generate_series(0, n % 4 / 3) k`,
  // One to four people of the place, 3.4 on average.
  `insert into grants.activity_contact (id, organization_id, activity_id, contact_id)
   select gen_random_uuid(), $1, md5($1::text || 'a' || n)::uuid, md5($1::text || 'c' || n % $2 + $2 * ((n / $2 * 31 + k * 17) % ($3 / $2)))::uuid
   from generate_series(0, $4 - 1) n, generate_series(1, least(4, 1 + n % 10)) k`,
  `insert into grants.event (id, organization_id, unit_id, activity_id, code, name, date)
   select md5($1::text || 'e' || n)::uuid, $1, md5($1::text || 'l' || n % $2)::uuid,
     case when n % 3 > 0 then md5($1::text || 'a' || n)::uuid end, 'E' || n, 'Event', timestamptz '2025-06-01 12:00Z'
   from generate_series(0, $4 - 1, 20) n`,
  `insert into grants.event_attendee (id, organization_id, event_id, line_no, person_key, anonymous_count)
   select gen_random_uuid(), $1, md5($1::text || 'e' || n)::uuid, k, case when k < 4 then 'C' || (n * 31 + k * 17) % $3 end,
     case when k = 4 then 7 end
   from generate_series(0, $4 - 1, 20) n, generate_series(1, 4) k`,
];

/** A year of an organization that has no records yet, as large as they come: more than three participations to an activity, an event to every twentieth of them. */
export async function insertLargeRecords(
  client: SqlClient,
  organization_id: string,
  { locals, contacts, activities }: RecordCounts,
): Promise<void> {
  await client.query(
    `create or replace function pg_temp.insert_large_records(uuid, integer, integer, integer) returns void language sql as $body$
       ${STATEMENTS.join(';\n')} $body$`,
  );
  await client.query('select pg_temp.insert_large_records($1, $2, $3, $4)', [
    organization_id,
    locals,
    contacts,
    activities,
  ]);
  // A server of tests gathers no statistics by itself.
  await client.query(`analyze ${TABLES.map((table) => `grants.${table}`).join(', ')}`);
}
