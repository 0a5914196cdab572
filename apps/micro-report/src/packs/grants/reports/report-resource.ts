import type { ReportData, ReportWarning } from '@galley/pack-grants/bufdir';
import { ApiProperty } from '@nestjs/swagger';
import { REPORT_FORMATS, type ReportFormat } from './report-format.js';
import { REPORT_STATUSES, type ReportStatus } from './report-lifecycle.js';

const ID = { type: String, format: 'uuid' } as const;
const MAYBE_ID = { ...ID, nullable: true, example: null } as const;
const INSTANT = { type: String, format: 'date-time' } as const;
const MAYBE_INSTANT = { ...INSTANT, nullable: true, example: null } as const;
const MAYBE_TEXT = { type: String, nullable: true, example: null } as const;
const MAYBE_COUNT = { type: 'integer', nullable: true } as const;

/** Something that a report lacks, or that its reader must know. */
export class BufdirWarning implements ReportWarning {
  @ApiProperty({ type: String, example: 'UNAPPROVED_ACTIVITIES' })
  code: string;

  @ApiProperty({ type: String, example: '1 aktivitet er ikke godkjent og er ikke med i rapporten.' })
  message: string;

  @ApiProperty({ enum: ['info', 'warning'], example: 'warning' })
  severity: 'info' | 'warning';

  @ApiProperty({ type: 'integer', example: 1 })
  affected_count: number;
}

class HierarchyScopeIds {
  @ApiProperty(ID)
  organization_id: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  region_ids: readonly string[];

  @ApiProperty({ type: [String], format: 'uuid' })
  local_association_ids: readonly string[];
}

class GenerationProgress {
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, example: 40 })
  percent: number;

  @ApiProperty({ type: String, nullable: true, example: 'aggregate' })
  step: string | null;
}

/** One version of the Bufdir report of a period. */
export class BufdirReport {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  organization_id: string;

  @ApiProperty(ID)
  period_id: string;

  @ApiProperty({ ...INSTANT, example: '2025-01-01T00:00:00Z', description: 'A day of the organization.' })
  reporting_period_start: string;

  @ApiProperty({ ...INSTANT, example: '2025-12-31T00:00:00Z', description: 'The last day.' })
  reporting_period_end: string;

  @ApiProperty({ type: String, example: '2025' })
  period_label: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  report_version: number;

  @ApiProperty({ type: Boolean, description: 'Of the versions with data, one is the latest.' })
  is_latest_version: boolean;

  @ApiProperty({ enum: REPORT_STATUSES, example: 'completed' })
  status: ReportStatus;

  @ApiProperty({ enum: REPORT_FORMATS, type: String, nullable: true, example: 'pdf' })
  format: ReportFormat | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'Of its first file; written once.' })
  storage_key: string | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'SHA-256 of the data, hex: that of the JSON export.' })
  report_sha256: string | null;

  @ApiProperty({ type: HierarchyScopeIds, description: 'The units counted, as of the creation.' })
  hierarchy_scope: HierarchyScopeIds;

  @ApiProperty({ type: [BufdirWarning] })
  validation_warnings: readonly BufdirWarning[];

  @ApiProperty({ ...MAYBE_COUNT, example: 7 })
  total_activity_count: number | null;

  @ApiProperty({ ...MAYBE_COUNT, example: 10, description: 'People, each counted once.' })
  total_participant_count: number | null;

  @ApiProperty({ type: String, nullable: true, example: '11.25' })
  total_hours: string | null;

  @ApiProperty({ type: String, example: '2025-v1' })
  bufdir_schema_version: string;

  @ApiProperty(ID)
  generated_by: string;

  @ApiProperty({ ...MAYBE_INSTANT, description: 'Null until it is completed.' })
  generated_at: Date | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'The job that makes it: /api/reports/jobs/{id}.' })
  generation_job_id: string | null;

  @ApiProperty({ type: GenerationProgress, nullable: true, description: 'While its job waits or runs.' })
  progress: GenerationProgress | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'As Bufdir confirmed it.' })
  submission_id: string | null;

  @ApiProperty(MAYBE_INSTANT)
  submitted_at: Date | null;

  @ApiProperty({
    ...MAYBE_TEXT,
    description: 'Of a failed report: the step and the code, or CANCELLED_BY_USER.',
  })
  error_message: string | null;

  @ApiProperty({ type: 'integer', example: 3, description: 'Counts changes of this row; its ETag.' })
  version: number;

  @ApiProperty(INSTANT)
  created_at: Date;

  @ApiProperty(MAYBE_ID)
  created_by_id: string | null;

  @ApiProperty(INSTANT)
  updated_at: Date;

  @ApiProperty(MAYBE_ID)
  updated_by_id: string | null;
}

/** The data of a report: what goes to Bufdir, and what every file is made of. */
export class BufdirReportPreview {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  report_version: number;

  @ApiProperty({ type: String, example: '2025-v1' })
  bufdir_schema_version: string;

  @ApiProperty(MAYBE_TEXT)
  report_sha256: string | null;

  @ApiProperty(MAYBE_INSTANT)
  generated_at: Date | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { schema_version: '2025-v1', totals: { activities: 7, hours: '11.25' } },
    description: 'Held to the JSON Schema of its version.',
  })
  report_data: ReportData | null;

  @ApiProperty({ type: 'integer', example: 3 })
  version: number;
}

/** What a report lacks, or what its reader must know. */
export class BufdirReportWarnings {
  @ApiProperty({ type: [BufdirWarning] })
  items: readonly BufdirWarning[];
}
