import { ApiProperty } from '@nestjs/swagger';
import { RecipientBody } from '../deliveries/recipient-body.js';
import { JOB_STATUSES, type JobStatus } from './job-lifecycle.js';

const ID = { type: String, format: 'uuid' } as const;
const MAYBE_ID = { ...ID, nullable: true } as const;
const INSTANT = { type: String, format: 'date-time' } as const;
const MAYBE_INSTANT = { ...INSTANT, nullable: true } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;
const MAYBE_COUNT = { type: 'integer', nullable: true } as const;

/** Something the reader of a file must know although the run succeeded. */
export class JobWarning {
  @ApiProperty({ type: String, example: 'unit-failed' })
  code: string;

  @ApiProperty({ type: String, example: 'BEACH: the data source is not reachable' })
  detail: string;
}

/** A run of a report, from its acceptance to its file. */
export class Job {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  organization_id: string;

  @ApiProperty({ type: String, example: 'purchase_order_list' })
  report_type: string;

  @ApiProperty({ type: String, example: 'operational' })
  report_category: string;

  @ApiProperty(MAYBE_ID)
  report_template_id: string | null;

  @ApiProperty({ ...MAYBE_COUNT, example: 1 })
  template_version: number | null;

  @ApiProperty({ type: String, example: 'pdf' })
  format: string;

  @ApiProperty({ enum: JOB_STATUSES, example: 'completed' })
  status: JobStatus;

  @ApiProperty({
    ...MAYBE_TEXT,
    example: 'done',
    description: 'starting, querying, rendering, storing, recording, done',
  })
  stage: string | null;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, example: 100, description: 'Percent.' })
  progress: number;

  @ApiProperty({ type: [String], example: ['HQ'] })
  bu_codes: string[];

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Relative dates are resolved.' })
  filters: unknown;

  @ApiProperty({ type: 'object', additionalProperties: true })
  options: unknown;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: null,
    description: 'Of a print: document_type, document_ids and copies; null = a report.',
  })
  print: unknown;

  @ApiProperty({ type: [RecipientBody], example: [] })
  recipients: unknown;

  @ApiProperty({ type: 'integer', example: 0 })
  priority: number;

  @ApiProperty({ ...MAYBE_TEXT, example: '/api/reports/jobs/0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d/download' })
  file_url: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: 'Purchase order list 2026-07-01.pdf' })
  file_name: string | null;

  @ApiProperty({ ...MAYBE_COUNT, example: 48213, description: 'Bytes.' })
  file_size: number | null;

  @ApiProperty({ ...MAYBE_COUNT, example: 240 })
  row_count: number | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'Hex; also the ETag of the download.' })
  sha256: string | null;

  @ApiProperty(MAYBE_TEXT)
  error_message: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: null })
  error_code: string | null;

  @ApiProperty({ type: [JobWarning] })
  warnings: unknown;

  @ApiProperty({ type: 'integer', example: 1 })
  attempts: number;

  @ApiProperty(MAYBE_INSTANT)
  cancel_requested_at: Date | null;

  @ApiProperty({ ...MAYBE_INSTANT, description: 'Start of the present attempt.' })
  started_at: Date | null;

  @ApiProperty(MAYBE_INSTANT)
  completed_at: Date | null;

  @ApiProperty({ ...MAYBE_INSTANT, description: 'Until when the file is kept.' })
  expires_at: Date | null;

  @ApiProperty({ ...MAYBE_COUNT, example: 182 })
  duration_ms: number | null;

  @ApiProperty(ID)
  requested_by_id: string;

  @ApiProperty(MAYBE_TEXT)
  request_id: string | null;

  @ApiProperty(MAYBE_ID)
  schedule_id: string | null;

  @ApiProperty(MAYBE_INSTANT)
  scheduled_fire_at: Date | null;

  @ApiProperty(MAYBE_ID)
  export_request_id: string | null;

  @ApiProperty(MAYBE_ID)
  batch_id: string | null;

  @ApiProperty({ ...MAYBE_ID, description: 'The job that this one repeats.' })
  rerun_of: string | null;

  @ApiProperty(MAYBE_ID)
  project_id: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'First local day that the run covers.',
  })
  period_start: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last local day that the run covers.',
  })
  period_end: string | null;

  @ApiProperty({ ...MAYBE_ID, description: 'The run that this piece was split from.' })
  parent_job_id: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Which piece of the run it is.' })
  burst_key: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What it is compared with.',
  })
  compare_to: unknown;

  @ApiProperty({ type: Boolean, description: 'Whether the dataset is kept beside the file.' })
  keep_snapshot: boolean;

  @ApiProperty(INSTANT)
  created_at: Date;

  @ApiProperty(MAYBE_ID)
  created_by_id: string | null;

  @ApiProperty(INSTANT)
  updated_at: Date;

  @ApiProperty(MAYBE_ID)
  updated_by_id: string | null;

  @ApiProperty(MAYBE_INSTANT)
  deleted_at: Date | null;

  @ApiProperty(MAYBE_ID)
  deleted_by_id: string | null;
}

/** Jobs that were accepted together. */
export class JobBatch {
  @ApiProperty(ID)
  batch_id: string;

  @ApiProperty({ type: [Job] })
  items: Job[];
}
