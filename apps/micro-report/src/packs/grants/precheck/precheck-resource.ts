import type { Figures, ReportData } from '@galley/pack-grants/bufdir';
import { ApiProperty } from '@nestjs/swagger';
import { BufdirWarning } from '../reports/report-resource.js';

const DAY = { type: String, format: 'date-time' } as const;
const FIGURES = {
  activities: 7,
  minutes: 675,
  hours: '11.25',
  mentor_hours: '17.25',
  participations: 17,
  unique_participants: 10,
  anonymous: 0,
  peer_mentors: 3,
  events: 0,
  countable_days: 5,
};

class Obstacle {
  @ApiProperty({ type: String, example: 'MANDATORY_FIELD_MISSING' })
  code: string;

  @ApiProperty({ type: String, example: '/organization/org_number (Organisasjonsnummer)' })
  detail: string;
}

/** What a report of these days would say now. Nothing is kept. */
export class BufdirPrecheck {
  @ApiProperty({ type: String, format: 'uuid' })
  organization_id: string;

  @ApiProperty({ ...DAY, example: '2025-01-01T00:00:00Z' })
  reporting_period_start: string;

  @ApiProperty({ ...DAY, example: '2025-12-31T00:00:00Z' })
  reporting_period_end: string;

  @ApiProperty({ type: String, example: '2025' })
  period_label: string;

  @ApiProperty({ type: String, example: '2025-v1' })
  bufdir_schema_version: string;

  @ApiProperty({ type: [BufdirWarning] })
  validation_warnings: readonly BufdirWarning[];

  @ApiProperty({
    type: Obstacle,
    nullable: true,
    description: 'What the report would fail with; null = nothing.',
  })
  obstacle: Obstacle | null;

  @ApiProperty({ type: 'object', additionalProperties: true, example: FIGURES })
  totals: Figures;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ key: 'group', label: 'Samtalegruppe', ...FIGURES }],
  })
  activity_types: ReportData['activity_types'];

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ reason: 'LT_45_MIN', label: 'Kortere enn 45 minutter', activities: 1 }],
    description: 'Why activities do not count as a day of peer work.',
  })
  exclusions: ReportData['countable_days']['by_reason'];
}
