import { randomUUID } from 'node:crypto';
import type { Figures, ReportData, ReportWarning, ScopeUnit } from '../bufdir/report-data.js';
import { BU_1_REPORT } from './bu-1-report.js';

const REGIONS = [
  'Nord-Norge',
  'Trøndelag',
  'Møre og Romsdal',
  'Vestlandet',
  'Sørlandet og Telemark',
  'Østlandet',
];
const PLACES = 40;
const LONG_NAME = 'Lokallaget for pårørende og likepersoner i Indre Østfold, Follo og Romerike';

/** Figures whose hours are those of their minutes. */
function figures(activities: number): Figures {
  const minutes = activities * 75;
  return {
    activities,
    minutes,
    hours: (minutes / 60).toFixed(2),
    mentor_hours: (minutes / 40).toFixed(2),
    participations: activities * 3,
    unique_participants: Math.ceil(activities / 3),
    anonymous: Math.floor(activities / 20),
    peer_mentors: Math.ceil(activities / 40),
    events: Math.floor(activities / 50),
    countable_days: Math.floor(activities * 0.7),
  };
}

/** An organization as large as those of the demo: 6 regions, 40 local associations, 9,000 activities. */
export function largeReport(): ReportData {
  const { root, regions, locals } = unitsOf(BU_1_REPORT.organization.id);
  const types = BU_1_REPORT.activity_types.map(({ key, label }) => ({ key, label }));
  return {
    ...BU_1_REPORT,
    organization: { id: root.id, code: 'stor', name: root.name, org_number: null },
    totals: { ...figures(9000), hours: '11250.00', unique_participants: 3000 },
    activity_types: [...types, { key: 'other', label: 'Annet' }].map((type) => ({
      ...type,
      ...figures(2250),
    })),
    contact_categories: ['Medlem', 'Pårørende', 'Fagperson', 'Uten kategori'].map((label) => ({
      code: label,
      label,
      participations: 6750,
      unique_participants: 750,
    })),
    regions: regions.map((region) => ({
      unit_id: region.id,
      name: region.name,
      ...figures(1500),
      activity_types: types.map(({ key }) => ({ key, ...figures(500) })),
    })),
    local_associations: locals.map((local, at) => ({
      unit_id: local.id,
      region_id: local.parent_id,
      name: local.name,
      ...figures(at === 11 ? 0 : 225),
    })),
    countable_days: excludedDays(),
    registered: { peer_mentors: 220, regions: 6, local_associations: PLACES, counties: null, members: 7340 },
    hierarchy: [
      root,
      ...regions.flatMap((region) => [region, ...locals.filter(({ parent_id }) => parent_id === region.id)]),
    ],
  };
}

function unitsOf(id: string) {
  const blank = { org_number: null, county: null, member_count: null, peer_mentor_count: 0 };
  const name = 'Landsforeningen for likepersoner';
  const root: ScopeUnit = { ...blank, id, parent_id: null, kind: 'org', code: 'ORG', name };
  const regions = REGIONS.map((region, at): ScopeUnit => ({
    ...blank,
    id: randomUUID(),
    parent_id: id,
    kind: 'region',
    code: `R${at}`,
    name: region,
  }));
  const locals = Array.from({ length: PLACES }, (_, at): ScopeUnit => ({
    ...blank,
    id: randomUUID(),
    parent_id: regions[at % regions.length]?.id ?? id,
    kind: 'local',
    code: `L${at}`,
    name: at === 7 ? LONG_NAME : `Lokallag ${at + 1}`,
    county: at % 9 === 0 ? null : 'Vestland',
    member_count: 40 + at * 3,
    peer_mentor_count: 5,
  }));
  return { root, regions, locals };
}

function excludedDays(): ReportData['countable_days'] {
  const by_reason = [
    ...BU_1_REPORT.countable_days.by_reason,
    {
      reason: 'SAME_PARTICIPANTS_SAME_DAY',
      label: 'Samme likeperson hadde en gruppe med de samme deltakerne samme dag',
      activities: 2698,
    },
  ];
  const excluded = Array.from({ length: 2700 }, () => ({ activity_id: randomUUID(), reason: 'LT_45_MIN' }));
  return { total: 6300, by_reason, excluded };
}

/** Warnings of several lines, and one of none. */
export const LARGE_WARNINGS: readonly ReportWarning[] = [
  {
    code: 'UNAPPROVED_ACTIVITIES',
    message: 'Aktiviteter som venter på godkjenning eller er flagget, og derfor ikke er med: 540.',
    severity: 'warning',
    affected_count: 540,
  },
  {
    code: 'UNMAPPED_ACTIVITY_TYPE',
    message:
      'Aktivitetstypen «Temakveld for pårørende og venner av foreningen» er ikke koblet til Bufdirs skjema. Aktiviteter som står under «Annet»: 2250.',
    severity: 'warning',
    affected_count: 2250,
  },
  {
    code: 'ORG_NUMBER_MISSING',
    message: 'Organisasjonsnummeret er ikke oppgitt.',
    severity: 'info',
    affected_count: 1,
  },
];
