import { ApiProperty } from '@nestjs/swagger';
import { APPROVAL_REASONS } from './approval-rules.js';
import { EXPORT_STATUSES, type ExportStatus } from './export-lifecycle.js';

const INSTANT = { type: String, format: 'date-time' } as const;
const ID = { type: String, format: 'uuid' } as const;
const MAYBE_ID = { ...ID, nullable: true, example: null } as const;
const MAYBE_INSTANT = { ...INSTANT, nullable: true, example: null } as const;
const MAYBE_COUNT = { type: 'integer', nullable: true, example: 18 } as const;
const MAYBE_TEXT = { type: String, nullable: true, example: null } as const;

/** A request to take data out, with the decision on it and the way of its file. */
export class ExportRequest {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  organization_id: string;

  @ApiProperty({ type: String, example: 'contract' })
  data_type: string;

  @ApiProperty({ ...MAYBE_ID, description: 'What is exported, as it was when it was asked for.' })
  report_template_id: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 1 })
  template_version: number | null;

  @ApiProperty({ type: String, example: 'csv', description: 'csv, xlsx, json or pdf.' })
  format: string;

  @ApiProperty({ type: [String], example: [] })
  bu_codes: string[];

  @ApiProperty(MAYBE_ID)
  project_id: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { date_from: '2026-01-01' },
    description: 'Frozen, relative dates resolved.',
  })
  filters: unknown;

  @ApiProperty({ type: 'object', additionalProperties: true, example: {} })
  options: unknown;

  @ApiProperty({ type: String, example: 'Yearly audit' })
  reason: string;

  @ApiProperty({ enum: EXPORT_STATUSES, example: 'pending' })
  status: ExportStatus;

  @ApiProperty({ ...MAYBE_COUNT, description: 'Counted by the server; null = it could not be counted.' })
  estimated_record_count: number | null;

  @ApiProperty({ ...MAYBE_COUNT, description: 'In the file.' })
  actual_record_count: number | null;

  @ApiProperty({ type: Boolean, example: true })
  requires_approval: boolean;

  @ApiProperty({
    type: [String],
    enum: APPROVAL_REASONS,
    example: ['personal-data'],
    description: 'Why an approval is needed.',
  })
  approval_reasons: string[];

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 20,
    description: 'In force when it was asked for.',
  })
  threshold: number | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'Of the dataset that was approved.' })
  approved_fingerprint: string | null;

  @ApiProperty(MAYBE_COUNT)
  approved_record_count: number | null;

  @ApiProperty(ID)
  requested_by: string;

  @ApiProperty(MAYBE_ID)
  approved_by: string | null;

  @ApiProperty(MAYBE_INSTANT)
  approved_at: string | null;

  @ApiProperty({ ...MAYBE_ID, description: 'Who approved or rejected.' })
  decided_by: string | null;

  @ApiProperty(MAYBE_INSTANT)
  decided_at: string | null;

  @ApiProperty(MAYBE_TEXT)
  decision_reason: string | null;

  @ApiProperty(MAYBE_TEXT)
  rejection_reason: string | null;

  @ApiProperty({ ...MAYBE_ID, description: 'The run that makes the file.' })
  job_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Contracts 2026-01-31.csv' })
  file_name: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 4813, description: 'Bytes.' })
  file_size: number | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'SHA-256, hex.' })
  file_hash: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null until it is completed.' })
  download_url: string | null;

  @ApiProperty({ type: 'integer', example: 0 })
  download_count: number;

  @ApiProperty({ type: 'integer', example: 5 })
  max_downloads: number;

  @ApiProperty({ ...MAYBE_INSTANT, description: 'From here on downloads answer 410.' })
  expires_at: string | null;

  @ApiProperty(MAYBE_INSTANT)
  processing_started_at: string | null;

  @ApiProperty(MAYBE_INSTANT)
  processing_ended_at: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 1500 })
  processing_time_ms: number | null;

  @ApiProperty({
    ...MAYBE_TEXT,
    description: '`approval-scope-exceeded` while it waits for the second time.',
  })
  error_code: string | null;

  @ApiProperty(MAYBE_TEXT)
  error_message: string | null;

  @ApiProperty(MAYBE_TEXT)
  request_id: string | null;

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty(INSTANT)
  created_at: string;

  @ApiProperty(MAYBE_ID)
  created_by_id: string | null;

  @ApiProperty(INSTANT)
  updated_at: string;

  @ApiProperty(MAYBE_ID)
  updated_by_id: string | null;
}

/** Exports of the caller's organization that were asked for in the last days. */
export class ExportFigures {
  @ApiProperty({ type: 'integer', example: 30 })
  days: number;

  @ApiProperty({ type: 'integer', example: 7 })
  total_exports: number;

  @ApiProperty({ type: 'integer', example: 4, description: 'Those that have expired since among them.' })
  completed_exports: number;

  @ApiProperty({ type: 'integer', example: 1 })
  failed_exports: number;

  @ApiProperty({ type: 'integer', example: 1 })
  pending_approval: number;

  @ApiProperty({ type: 'integer', example: 1199 })
  total_records_exported: number;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '1366.67',
    description: 'Milliseconds; null = none ran.',
  })
  avg_processing_time_ms: string | null;
}
