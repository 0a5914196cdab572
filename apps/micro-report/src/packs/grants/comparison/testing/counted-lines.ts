import { randomUUID } from 'node:crypto';
import {
  reportDataOf,
  schemaOf,
  type ActivityLine,
  type HierarchyScope,
  type ReportData,
  type ScopeUnit,
  type SummaryRow,
} from '@galley/pack-grants/bufdir';
import type { Database } from '@galley/platform';
import { storeReport } from '../../reports/testing/stored-report.js';

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const UNITS = {
  org: uuid(1),
  R1: uuid(11),
  R2: uuid(12),
  L1: uuid(21),
  L2: uuid(22),
  L3: uuid(23),
} as const;
export const MENTORS = [uuid(31), uuid(32), uuid(33)] as const;

/** L1 and L2 stand below R1, L3 below R2. */
export function scopeOf(organization_id: string): HierarchyScope {
  const unit = (id: string, parent_id: string | null, kind: ScopeUnit['kind'], name: string): ScopeUnit => ({
    id,
    parent_id,
    kind,
    code: name,
    name,
    county: null,
    org_number: null,
    member_count: null,
    peer_mentor_count: 3,
  });
  const { org, R1, R2, L1, L2, L3 } = UNITS;
  return {
    organization_id,
    region_ids: [R1, R2],
    local_association_ids: [L1, L2, L3],
    units: [
      unit(org, null, 'org', 'Landet'),
      unit(R1, org, 'region', 'Vest'),
      unit(L1, R1, 'local', 'Bergen'),
      unit(L2, R1, 'local', 'Os'),
      unit(R2, org, 'region', 'Øst'),
      unit(L3, R2, 'local', 'Oslo'),
    ],
  };
}

/** An approved group of an hour with three members of L1 on a day in March, unless said otherwise. */
export function line(number: number, changes: Partial<ActivityLine> = {}): ActivityLine {
  const person_keys = changes.person_keys ?? ['ann', 'bo', 'cai'];
  const anonymous = changes.anonymous ?? 0;
  return {
    kind: 'activity',
    source_id: uuid(1000 + number),
    unit_id: UNITS.L1,
    region_id: UNITS.R1,
    type: 'Treff',
    type_key: 'group',
    local_date: '2024-03-01',
    minutes: 60,
    mentor_ids: [MENTORS[0]],
    person_keys,
    person_categories: person_keys.map(() => 'member'),
    participations: person_keys.length + anonymous,
    anonymous,
    events: 0,
    is_countable: true,
    exclusion_reason: null,
    ...changes,
  };
}

/** The data of a report with these lines, counted by the product's own statements (sql/070_grants_summary.sql). */
export async function dataOf(database: Database, lines: readonly ActivityLine[]): Promise<ReportData> {
  const organization_id = randomUUID();
  const scope = scopeOf(organization_id);
  const { id } = await storeReport(database, {
    organization_id,
    status: 'generating',
    hierarchy_scope: scope,
    lines,
  });
  const counted = await database.asSystemSql(
    (tx) => tx.$queryRaw<Record<keyof SummaryRow, string | bigint | null>[]>`
      select * from grants.activity_summary(${id}::uuid, null, null, null, null, null)`,
  );
  const rows = counted.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
      ) as unknown as SummaryRow,
  );
  const { report_data } = reportDataOf({
    schema: schemaOf('2025-v1'),
    organization: { id: organization_id, code: 'acme', name: 'Acme' },
    period: { start: '2024-01-01', end: '2024-12-31', timezone: 'Europe/Oslo' },
    scope,
    rows,
    excluded: lines,
    findings: [],
    labels: [],
  });
  return report_data;
}
