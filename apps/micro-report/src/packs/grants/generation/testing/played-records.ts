import type { ServerResponse } from 'node:http';
import { FRAME, jsonFrame, rowFrame, type ColumnType, type DatasetRequest } from '@galley/dataset';
import type { HierarchyScope, SummaryRow } from '@galley/pack-grants/bufdir';
import { trailerOf } from '../../../../../test/fake-micro-data.js';

type Cells = Readonly<Record<string, string | null>>;

export const UNITS = {
  root: '0199bbbb-0000-7000-8000-000000000001',
  region: '0199bbbb-0000-7000-8000-000000000002',
  local: '0199bbbb-0000-7000-8000-000000000003',
} as const;

export function scopeOf(organization_id: string): HierarchyScope {
  const unit = { county: null, org_number: null, member_count: null, peer_mentor_count: 2 };
  return {
    organization_id,
    region_ids: [UNITS.region],
    local_association_ids: [UNITS.local],
    units: [
      { ...unit, id: UNITS.root, parent_id: null, kind: 'org', code: 'ORG', name: 'Organization' },
      { ...unit, id: UNITS.region, parent_id: UNITS.root, kind: 'region', code: 'R1', name: 'Region' },
      { ...unit, id: UNITS.local, parent_id: UNITS.region, kind: 'local', code: 'L1', name: 'Local' },
    ],
  };
}

/** What micro-data answers about a period with so many conversations of one hour, each with somebody else. */
export class PlayedRecords {
  activities = 3;
  /** Changes to the figures of the organization, such as what cannot be. */
  figures: Partial<SummaryRow> = {};
  readonly requests: DatasetRequest[] = [];
  /** Called before an answer, by builder; what it resolves to is awaited, so that a test may hold the answer back. */
  before: (builder: string) => Promise<'answer' | 'refuse' | 'down' | 'cut'> = () =>
    Promise.resolve('answer');

  async answer(request: DatasetRequest, response: ServerResponse): Promise<void> {
    this.requests.push(request);
    const builder = request.builder_key ?? '';
    const mood = await this.before(builder);
    if (mood === 'refuse') return problem(response, 422, 'unknown-filter');
    if (mood === 'down') return problem(response, 503, 'source-unavailable');
    const rows = this.#rowsOf(builder);
    const columns = Object.keys(rows[0] ?? {}).map((name) => ({
      name,
      label: name,
      type: typeOf(name),
      format: null,
      role: 'dimension',
    }));
    response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
    response.write(jsonFrame(FRAME.header, { columns }));
    for (const row of rows) response.write(rowFrame(Object.values(row)));
    if (mood === 'cut') return void response.socket?.end();
    response.end(jsonFrame(FRAME.trailer, trailerOf(request, rows.length)));
  }

  #rowsOf(builder: string): readonly Cells[] {
    switch (builder) {
      case 'grants.activity_lines':
        return Array.from({ length: this.activities }, (_, number) => lineOf(number));
      case 'grants.activity_summary':
        return this.#summary();
      case 'grants.report_findings':
        return [{ code: 'UNAPPROVED_ACTIVITIES', severity: 'warning', affected_count: '1', subject: null }];
      case 'grants.report_labels':
        return [];
      default:
        return [{ activity_type: 'Likepersonssamtale', activities: String(this.activities) }];
    }
  }

  #summary(): readonly Cells[] {
    const count = this.activities;
    const figures = {
      activities: count,
      minutes: count * 60,
      mentor_minutes: count * 60,
      participations: count,
      unique_participants: count,
      anonymous: 0,
      peer_mentors: 1,
      events: 0,
      countable_days: count - 1,
    };
    const nowhere = { unit_id: null, type_key: null, category_code: null };
    const rows = [
      { level: 'organization', ...nowhere, ...figures, ...this.figures },
      { level: 'type', ...nowhere, type_key: 'one_to_one', ...figures },
      { level: 'category', ...nowhere, ...figures },
      { level: 'region', ...nowhere, unit_id: UNITS.region, ...figures },
      { level: 'region_type', ...nowhere, unit_id: UNITS.region, type_key: 'one_to_one', ...figures },
      { level: 'local_association', ...nowhere, unit_id: UNITS.local, ...figures },
    ];
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
      ),
    );
  }
}

function lineOf(number: number): Cells {
  const isCountable = number > 0;
  return {
    kind: 'activity',
    source_id: `0199cccc-0000-7000-8000-${String(number).padStart(12, '0')}`,
    unit_id: UNITS.local,
    region_id: UNITS.region,
    type: 'Treff; "åpent"',
    type_key: 'one_to_one',
    local_date: '2025-03-01',
    minutes: '60',
    mentor_ids: `["${UNITS.root}"]`,
    person_keys: `["contact:${number}"]`,
    person_categories: '[""]',
    participations: '1',
    anonymous: '0',
    events: '0',
    is_countable: isCountable ? 't' : 'f',
    exclusion_reason: isCountable ? null : 'NOT_IN_PERSON',
  };
}

function typeOf(name: string): ColumnType {
  if (['mentor_ids', 'person_keys', 'person_categories'].includes(name)) return 'json';
  if (name === 'is_countable') return 'boolean';
  if (name === 'local_date') return 'date';
  const isText = [
    'kind',
    'type',
    'type_key',
    'exclusion_reason',
    'level',
    'category_code',
    'code',
    'severity',
    'subject',
  ];
  if (isText.includes(name) || name.startsWith('activity_')) return 'string';
  return name.endsWith('_id') ? 'uuid' : 'integer';
}

function problem(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ status, code, detail: 'There is no column "colour".' }));
}
