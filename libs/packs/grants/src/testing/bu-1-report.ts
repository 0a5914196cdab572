import type { Figures, ReportData, ReportWarning, ScopeUnit } from '../bufdir/report-data.js';

const ORGANIZATION = '0190b000-0000-7000-8000-000000000001';
const R1 = '0190b000-0000-7000-8000-000000000011';
const R2 = '0190b000-0000-7000-8000-000000000012';
const L1 = '0190b000-0000-7000-8000-000000000021';
const L2 = '0190b000-0000-7000-8000-000000000022';
const L3 = '0190b000-0000-7000-8000-000000000023';

type Stated = Pick<
  Figures,
  'activities' | 'minutes' | 'hours' | 'participations' | 'unique_participants' | 'countable_days'
> &
  Partial<Figures>;

function figures(stated: Stated): Figures {
  return { mentor_hours: stated.hours, anonymous: 0, peer_mentors: 1, events: 0, ...stated };
}

function unit(id: string, parent_id: string | null, kind: ScopeUnit['kind'], name: string): ScopeUnit {
  const isLocal = kind === 'local';
  return {
    id,
    parent_id,
    kind,
    code: name.slice(0, 20).toUpperCase(),
    name,
    county: isLocal ? 'Vestland' : null,
    org_number: kind === 'org' ? '974760673' : null,
    member_count: isLocal ? 120 : null,
    peer_mentor_count: isLocal ? 1 : 0,
  };
}

const NOTHING = figures({
  activities: 0,
  minutes: 0,
  hours: '0.00',
  participations: 0,
  unique_participants: 0,
  countable_days: 0,
  peer_mentors: 0,
});

/** What data set BU-1 of packs/grants.md §5 comes to, by hand. */
export const BU_1_REPORT: ReportData = {
  schema_version: '2025-v1',
  organization: { id: ORGANIZATION, code: 'bu1', name: 'Ærlig Likeperson', org_number: '974760673' },
  period: { start: '2025-01-01', end: '2025-12-31', label: '2025', timezone: 'Europe/Oslo' },
  totals: figures({
    activities: 7,
    minutes: 675,
    hours: '11.25',
    mentor_hours: '17.25',
    participations: 17,
    unique_participants: 10,
    peer_mentors: 3,
    countable_days: 5,
  }),
  activity_types: [
    { key: 'one_to_one', label: 'Likepersonssamtale', ...ofType(3, 140, '2.33', 3, 3, 3) },
    { key: 'group', label: 'Samtalegruppe', ...ofType(3, 175, '2.92', 9, 7, 1) },
    {
      key: 'course',
      label: 'Kurs; "likeperson"',
      ...ofType(1, 360, '6.00', 5, 5, 1),
      mentor_hours: '12.00',
      peer_mentors: 2,
    },
  ],
  contact_categories: [
    { code: 'member', label: 'Medlem', participations: 12, unique_participants: 7 },
    { code: null, label: 'Uten kategori', participations: 5, unique_participants: 3 },
  ],
  regions: [
    {
      unit_id: R1,
      name: 'Region Vest',
      ...ofType(4, 245, '4.08', 8, 5, 3),
      activity_types: [
        { key: 'one_to_one', ...ofType(2, 110, '1.83', 2, 2, 2) },
        { key: 'group', ...ofType(2, 135, '2.25', 6, 5, 1) },
        { key: 'course', ...NOTHING },
      ],
    },
    {
      unit_id: R2,
      name: 'Region Øst',
      ...ofType(3, 430, '7.17', 9, 6, 2),
      mentor_hours: '13.17',
      peer_mentors: 2,
      activity_types: [
        { key: 'one_to_one', ...ofType(1, 30, '0.50', 1, 1, 1) },
        { key: 'group', ...ofType(1, 40, '0.67', 3, 3, 0) },
        { key: 'course', ...ofType(1, 360, '6.00', 5, 5, 1), mentor_hours: '12.00', peer_mentors: 2 },
      ],
    },
  ],
  local_associations: [
    { unit_id: L1, region_id: R1, name: 'Bergen', ...ofType(3, 200, '3.33', 6, 4, 3) },
    { unit_id: L2, region_id: R1, name: 'Os', ...ofType(1, 45, '0.75', 2, 2, 0) },
    {
      unit_id: L3,
      region_id: R2,
      name: 'Oslo',
      ...ofType(3, 430, '7.17', 9, 6, 2),
      mentor_hours: '13.17',
      peer_mentors: 2,
    },
  ],
  countable_days: {
    total: 5,
    by_reason: [
      { reason: 'LT_3_PARTICIPANTS', label: 'Færre enn 3 deltakere', activities: 1 },
      { reason: 'LT_45_MIN', label: 'Kortere enn 45 minutter', activities: 1 },
    ],
    excluded: [
      { activity_id: '0190b000-0000-7000-8000-0000000000a3', reason: 'LT_3_PARTICIPANTS' },
      { activity_id: '0190b000-0000-7000-8000-0000000000a9', reason: 'LT_45_MIN' },
    ],
  },
  registered: { peer_mentors: 3, regions: 2, local_associations: 3, counties: 2, members: 360 },
  hierarchy: [
    unit(ORGANIZATION, null, 'org', 'Ærlig Likeperson'),
    unit(R1, ORGANIZATION, 'region', 'Region Vest'),
    unit(L1, R1, 'local', 'Bergen'),
    unit(L2, R1, 'local', 'Os'),
    unit(R2, ORGANIZATION, 'region', 'Region Øst'),
    { ...unit(L3, R2, 'local', 'Oslo'), county: 'Oslo' },
  ],
};

/** BU-C-7. */
export const BU_1_WARNINGS: readonly ReportWarning[] = [
  {
    code: 'UNAPPROVED_ACTIVITIES',
    message: 'Aktiviteter som venter på godkjenning eller er flagget, og derfor ikke er med: 1.',
    severity: 'warning',
    affected_count: 1,
  },
];

function ofType(
  activities: number,
  minutes: number,
  hours: string,
  participations: number,
  unique_participants: number,
  countable_days: number,
): Figures {
  return figures({ activities, minutes, hours, participations, unique_participants, countable_days });
}
