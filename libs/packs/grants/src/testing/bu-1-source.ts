import { schemaOf } from '../bufdir/bufdir-schemas.js';
import type { SummaryRow } from '../bufdir/figure-rows.js';
import type { ReportSource } from '../bufdir/report-data-of.js';
import type { ScopeUnit } from '../bufdir/report-data.js';

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Units and activities of data set BU-1 (grants.md §5) by their names there. */
export const BU_1 = {
  root: id(1),
  R1: id(11),
  R2: id(12),
  L1: id(21),
  L2: id(22),
  L3: id(23),
  a3: id(103),
  a9: id(109),
} as const;

/** One row: activities, minutes, participations, people, mentors, countable days; minutes of mentors where they differ. */
function row(
  coordinates: Partial<SummaryRow> & Pick<SummaryRow, 'level'>,
  [activities, minutes, participations, unique_participants, peer_mentors, countable_days]: readonly [
    number,
    number,
    number,
    number,
    number,
    number,
  ],
  mentor_minutes = minutes,
): SummaryRow {
  return {
    unit_id: null,
    type_key: null,
    category_code: null,
    activities,
    minutes,
    mentor_minutes,
    participations,
    unique_participants,
    anonymous: 0,
    peer_mentors,
    events: 0,
    countable_days,
    ...coordinates,
  };
}

const { R1, R2, L1, L2, L3 } = BU_1;

/** What `grants.activity_summary` answers for BU-1, worked out by hand; one mentor leads all but the course. */
const ROWS: readonly SummaryRow[] = [
  row({ level: 'organization' }, [7, 675, 17, 10, 3, 5], 1035),
  row({ level: 'type', type_key: 'one_to_one' }, [3, 140, 3, 3, 1, 3]),
  row({ level: 'type', type_key: 'group' }, [3, 175, 9, 7, 1, 1]),
  row({ level: 'type', type_key: 'course' }, [1, 360, 5, 5, 2, 1], 720),
  row({ level: 'category' }, [7, 675, 17, 10, 3, 5], 1035),
  row({ level: 'region', unit_id: R1 }, [4, 245, 8, 5, 1, 3]),
  row({ level: 'region', unit_id: R2 }, [3, 430, 9, 6, 3, 2], 790),
  row({ level: 'region_type', unit_id: R1, type_key: 'one_to_one' }, [2, 110, 2, 2, 1, 2]),
  row({ level: 'region_type', unit_id: R1, type_key: 'group' }, [2, 135, 6, 5, 1, 1]),
  row({ level: 'region_type', unit_id: R2, type_key: 'one_to_one' }, [1, 30, 1, 1, 1, 1]),
  row({ level: 'region_type', unit_id: R2, type_key: 'group' }, [1, 40, 3, 3, 1, 0]),
  row({ level: 'region_type', unit_id: R2, type_key: 'course' }, [1, 360, 5, 5, 2, 1], 720),
  row({ level: 'local_association', unit_id: L1 }, [3, 200, 6, 4, 1, 3]),
  row({ level: 'local_association', unit_id: L2 }, [1, 45, 2, 2, 1, 0]),
  row({ level: 'local_association', unit_id: L3 }, [3, 430, 9, 6, 3, 2], 790),
];

function unit(key: string, parent_id: string | null, facts: Partial<ScopeUnit>): ScopeUnit {
  return {
    id: key,
    parent_id,
    kind: 'local',
    code: key.slice(-2),
    name: key.slice(-2),
    county: null,
    org_number: null,
    member_count: null,
    peer_mentor_count: 0,
    ...facts,
  };
}

/** Everything a report of BU-1 is made of, in schema 2025-v1; a test replaces what it is about. */
export function bu1Source(changes: Partial<ReportSource> = {}): ReportSource {
  return {
    schema: schemaOf('2025-v1'),
    organization: { id: BU_1.root, code: 'bu-1', name: 'Likepersonforbundet' },
    period: { start: '2025-01-01', end: '2025-12-31', timezone: 'Europe/Oslo' },
    scope: {
      organization_id: BU_1.root,
      region_ids: [R1, R2],
      local_association_ids: [L1, L2, L3],
      units: [
        unit(BU_1.root, null, { kind: 'org', org_number: '974760673', member_count: 1200 }),
        unit(R1, BU_1.root, { kind: 'region', name: 'Øst' }),
        unit(L1, R1, { name: 'Oslo', county: 'Oslo', peer_mentor_count: 2 }),
        unit(L2, R1, { name: 'Moss', county: 'Østfold', peer_mentor_count: 1 }),
        unit(R2, BU_1.root, { kind: 'region', name: 'Vest' }),
        unit(L3, R2, { name: 'Bergen', county: 'Vestland', peer_mentor_count: 4 }),
      ],
    },
    rows: ROWS,
    excluded: [
      { kind: 'activity', source_id: BU_1.a9, exclusion_reason: 'LT_45_MIN' },
      { kind: 'activity', source_id: BU_1.a3, exclusion_reason: 'LT_3_PARTICIPANTS' },
    ],
    findings: [{ code: 'UNAPPROVED_ACTIVITIES', severity: 'warning', affected_count: 1, subject: null }],
    labels: [],
    ...changes,
  };
}
