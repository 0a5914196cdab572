/** The latest report of each organization of the demo, and its data. */
const LATEST = `SELECT r.id, r.organization_id, r.report_data AS data, r.report_data -> 'totals' AS totals FROM grants.bufdir_report r WHERE r.is_latest_version`;
/** The organization's activities of 2025 that count, by the clock of Oslo. */
const APPROVED = `SELECT * FROM grants.activity WHERE deleted_at IS NULL AND approval_status = 'approved'
  AND date >= timestamptz '2025-01-01 00:00 Europe/Oslo' AND date < timestamptz '2026-01-01 00:00 Europe/Oslo'`;
/** Its events of 2025 that count: those of such an activity, and those of none. */
const EVENTS = `SELECT e.* FROM grants.event e WHERE e.activity_id IN (SELECT id FROM (${APPROVED}) a) OR e.activity_id IS NULL
  AND e.date >= timestamptz '2025-01-01 00:00 Europe/Oslo' AND e.date < timestamptz '2026-01-01 00:00 Europe/Oslo'`;
/** Who took part in what; a guest who is no contact is a person too. */
const PEOPLE = `SELECT a.organization_id, a.id AS what, coalesce(c.person_key, c.id::text) AS person
    FROM (${APPROVED}) a JOIN grants.activity_contact l ON l.activity_id = a.id JOIN grants.contact c ON c.id = l.contact_id
  UNION SELECT e.organization_id, coalesce(e.activity_id, e.id), coalesce(k.person_key, c.person_key, c.id::text, t.person_key)
    FROM (${EVENTS}) e JOIN grants.event_attendee t ON t.event_id = e.id AND t.person_key IS NOT NULL
    LEFT JOIN grants.contact c ON c.organization_id = e.organization_id AND c.code = t.person_key
    LEFT JOIN (SELECT DISTINCT organization_id, person_key FROM grants.contact) k ON k.organization_id = e.organization_id AND k.person_key = t.person_key`;
/** Every set of figures in a report, with what it is about. */
const FIGURES = `SELECT l.organization_id, f.about, f.figures FROM (${LATEST}) l CROSS JOIN LATERAL (
    SELECT 'totals' AS about, l.totals AS figures
    UNION ALL SELECT 'type ' || (t ->> 'key'), t FROM jsonb_array_elements(l.data -> 'activity_types') t
    UNION ALL SELECT 'region ' || (r ->> 'name'), r FROM jsonb_array_elements(l.data -> 'regions') r
    UNION ALL SELECT 'region ' || (r ->> 'name') || ' ' || (t ->> 'key'), t FROM jsonb_array_elements(l.data -> 'regions') r, jsonb_array_elements(r -> 'activity_types') t
    UNION ALL SELECT 'local ' || (u ->> 'name'), u FROM jsonb_array_elements(l.data -> 'local_associations') u
  ) f`;

const sum = (list: string, figure: string): string =>
  `(SELECT sum((x ->> '${figure}')::numeric) FROM jsonb_array_elements(l.data -> '${list}') x)`;

/**
 * A rule of the figures, and SQL that finds what breaks it in the latest reports of the demo. What a report says is held against
 * the records it was made of, which have not changed since.
 */
export const demoFigureRules: readonly (readonly [rule: string, offences: string])[] = [
  [
    'activities and minutes are those of the approved records of the year (BU-C-1)',
    `SELECT l.organization_id, l.totals FROM (${LATEST}) l
     JOIN (SELECT organization_id, count(*) AS activities, sum(duration_min) AS minutes FROM (${APPROVED}) a GROUP BY 1) a USING (organization_id)
     WHERE (l.totals ->> 'activities')::int <> a.activities OR (l.totals ->> 'minutes')::int <> a.minutes`,
  ],
  [
    'people are counted once, however often they came and in how many associations (BU-C-2, BU-C-11)',
    `SELECT l.organization_id, l.totals, p.* FROM (${LATEST}) l
     JOIN (SELECT organization_id, count(DISTINCT person) AS people, count(*) AS times FROM (${PEOPLE}) p GROUP BY 1) p USING (organization_id)
     WHERE (l.totals ->> 'unique_participants')::int <> p.people
        OR (l.totals ->> 'participations')::int - (l.totals ->> 'anonymous')::int <> p.times`,
  ],
  [
    'people whom nobody knows are those of the events that count, and some',
    `SELECT l.organization_id, l.totals FROM (${LATEST}) l
     JOIN (SELECT e.organization_id, sum(t.anonymous_count) AS anonymous, count(DISTINCT e.id) AS events
       FROM (${EVENTS}) e JOIN grants.event_attendee t ON t.event_id = e.id GROUP BY 1) e USING (organization_id)
     WHERE (l.totals ->> 'anonymous')::int <> e.anonymous OR (l.totals ->> 'events')::int <> e.events OR e.anonymous < 100`,
  ],
  [
    'mentors are counted once, and their hours each for themselves (BU-C-4)',
    `SELECT l.organization_id, l.totals FROM (${LATEST}) l
     JOIN (SELECT a.organization_id, count(DISTINCT m.peer_mentor_id) AS mentors, round(sum(a.duration_min) / 60.0, 2) AS hours
       FROM (${APPROVED}) a JOIN grants.activity_peer_mentor m ON m.activity_id = a.id GROUP BY 1) m USING (organization_id)
     WHERE (l.totals ->> 'peer_mentors')::int <> m.mentors OR (l.totals ->> 'mentor_hours')::numeric <> m.hours`,
  ],
  [
    'hours are minutes, rounded once at their own level (BU-C-3)',
    `SELECT * FROM (${FIGURES}) f WHERE (figures ->> 'hours')::numeric <> round((figures ->> 'minutes')::numeric / 60, 2)`,
  ],
  [
    'minutes and activities add up at every level',
    `SELECT l.organization_id FROM (${LATEST}) l, unnest(array['minutes', 'activities', 'countable_days', 'participations', 'events']) AS figure
     WHERE ROW((l.totals ->> figure)::numeric, (l.totals ->> figure)::numeric) <> ROW(
       (SELECT sum((x ->> figure)::numeric) FROM jsonb_array_elements(l.data -> 'regions') x),
       (SELECT sum((x ->> figure)::numeric) FROM jsonb_array_elements(l.data -> 'local_associations') x))`,
  ],
  [
    'an organization has no more people than its associations together, and fewer where some belong to two (BU-C-2, BU-C-5)',
    `SELECT l.organization_id FROM (${LATEST}) l
     WHERE (l.totals ->> 'unique_participants')::int >= ${sum('local_associations', 'unique_participants')}
        OR (l.totals ->> 'unique_participants')::int >= ${sum('activity_types', 'unique_participants')}
        OR (l.totals ->> 'unique_participants')::int > ${sum('regions', 'unique_participants')}`,
  ],
  [
    'no more days count than there were activities, and no more people came than times somebody came',
    `SELECT * FROM (${FIGURES}) f WHERE (figures ->> 'countable_days')::int > (figures ->> 'activities')::int
       OR (figures ->> 'unique_participants')::int > (figures ->> 'participations')::int
       OR (figures ->> 'anonymous')::int > (figures ->> 'participations')::int`,
  ],
  [
    'what does not count has a reason, every reason is there, and the rest counts (BU-C-6)',
    `SELECT l.organization_id, d.* FROM (${LATEST}) l
     CROSS JOIN LATERAL (SELECT sum((x ->> 'activities')::int) AS excluded, count(*) AS reasons
       FROM jsonb_array_elements(l.data #> '{countable_days,by_reason}') x) d
     WHERE d.excluded + (l.totals ->> 'countable_days')::int <> (l.totals ->> 'activities')::int
        OR d.excluded <> jsonb_array_length(l.data #> '{countable_days,excluded}') OR d.reasons < 6`,
  ],
  [
    'days of peer work are approved, in Norway, in person where that is asked for, led, long enough, and with enough people (BU-C-6)',
    `SELECT l.source_id FROM (${LATEST}) r JOIN grants.bufdir_report_line l ON l.report_id = r.id AND l.is_countable
     JOIN (${APPROVED}) a ON a.id = l.source_id
     WHERE a.location_country IS DISTINCT FROM 'NO' OR l.type_key = 'one_to_one' AND NOT a.is_in_person OR l.mentor_ids = '{}'
        OR l.type_key = 'group' AND (a.duration_min < 45 OR l.participations < 3) OR l.type_key = 'course' AND a.duration_min < 90 OR l.type_key = 'other'`,
  ],
  [
    'every association is there, the idle one with zeros (BU-B-7)',
    `SELECT l.organization_id FROM (${LATEST}) l
     WHERE jsonb_array_length(l.data -> 'local_associations') <> 40 OR jsonb_array_length(l.data -> 'regions') <> 6 OR jsonb_array_length(l.data -> 'hierarchy') <> 47
        OR (SELECT count(*) FROM jsonb_array_elements(l.data -> 'local_associations') x WHERE x ->> 'activities' = '0' AND x ->> 'hours' = '0.00') <> 1`,
  ],
  [
    'every organization has the words of Bufdir, and only what nobody has mapped is called Annet (BU-B-10)',
    `SELECT l.organization_id FROM (${LATEST}) l JOIN platform.organization o ON o.id = l.organization_id
     WHERE (SELECT array_agg(x ->> 'label' ORDER BY place) FROM jsonb_array_elements(l.data -> 'activity_types') WITH ORDINALITY AS t(x, place))
       <> array['Likepersonssamtale', 'Samtalegruppe', 'Kurs; "likeperson"'] || CASE o.code WHEN 'sammen' THEN array['Annet'] ELSE '{}' END`,
  ],
  [
    'what waits for approval is warned of, what was turned down is not (BU-B-8, BU-C-7)',
    `SELECT r.organization_id FROM grants.bufdir_report r WHERE r.is_latest_version AND NOT r.validation_warnings @> jsonb_build_array(jsonb_build_object(
       'code', 'UNAPPROVED_ACTIVITIES', 'severity', 'warning', 'affected_count', 540))`,
  ],
  [
    'the frozen lines are what was counted, one for each activity and each event of its own',
    `SELECT l.id FROM (${LATEST}) l
     CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE kind = 'activity') AS activities, sum(minutes) AS minutes, sum(participations) AS participations,
       count(*) FILTER (WHERE is_countable) AS days, sum(events) AS events FROM grants.bufdir_report_line WHERE report_id = l.id) n
     WHERE ROW(n.activities, n.minutes, n.participations, n.days, n.events) <> ROW((l.totals ->> 'activities')::bigint, (l.totals ->> 'minutes')::bigint,
       (l.totals ->> 'participations')::bigint, (l.totals ->> 'countable_days')::bigint, (l.totals ->> 'events')::bigint)`,
  ],
  [
    'a report carries the hash of its data, and the figures of its data',
    `SELECT id FROM grants.bufdir_report WHERE report_sha256 <> encode(sha256(convert_to(report_data::text, 'UTF8')), 'hex')
       OR total_activity_count <> (report_data #>> '{totals,activities}')::int OR total_participant_count <> (report_data #>> '{totals,unique_participants}')::int
       OR total_hours <> (report_data #>> '{totals,hours}')::numeric`,
  ],
];
