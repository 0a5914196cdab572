import { ApiProperty } from '@nestjs/swagger';
import { ARCHIVE_STATES, type ArchiveState } from './archive-lifecycle.js';
import { RETENTION_CLASSES } from './retention.js';

export const SNAPSHOTS = ['kept', 'none', 'damaged'] as const;
export const RERENDERS = ['identical', 'different', 'not-comparable', 'skipped'] as const;

const INSTANT = { type: String, format: 'date-time' } as const;
const ID = { type: String, format: 'uuid' } as const;
const ORIGIN = { type: String, format: 'uuid', nullable: true, example: null } as const;

/** A finished file and how it came about. */
export class GeneratedReport {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  organization_id: string;

  @ApiProperty({ ...ORIGIN, description: 'The job that made it.' })
  job_id: string | null;

  @ApiProperty(ORIGIN)
  report_template_id: string | null;

  @ApiProperty(ORIGIN)
  scheduled_report_id: string | null;

  @ApiProperty(ORIGIN)
  export_request_id: string | null;

  @ApiProperty(ID)
  requested_by_id: string;

  @ApiProperty({ type: String, example: 'Purchase orders 2026-06-30.pdf' })
  name: string;

  @ApiProperty({ type: String, example: 'purchase_order_list' })
  report_type: string;

  @ApiProperty({ type: String, example: 'procurement' })
  report_category: string;

  @ApiProperty({ type: String, example: 'pdf' })
  format: string;

  @ApiProperty({ type: String, example: 'application/pdf' })
  media_type: string;

  @ApiProperty({ type: 'integer', example: 48_213 })
  size: number;

  @ApiProperty({ type: String, example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  sha256: string;

  @ApiProperty({ type: 'integer', example: 320 })
  row_count: number;

  @ApiProperty({ type: 'integer', nullable: true, example: 8 })
  page_count: number | null;

  @ApiProperty({
    type: String,
    description: 'Of the dataset it shows: equal rows, equal fingerprint.',
    example: 'sha256:2c26b46b',
  })
  dataset_fingerprint: string;

  @ApiProperty({ type: 'integer', nullable: true, example: 3 })
  template_version: number | null;

  @ApiProperty({ type: [String], example: ['T01'] })
  bu_codes: string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { totals: { total: '45310.00' } },
    description: 'Control figures: totals and what the dataset says about itself.',
  })
  summary: unknown;

  @ApiProperty({ type: 'integer', example: 0 })
  download_count: number;

  @ApiProperty({
    enum: ['standard', 'archive', 'removed'],
    example: 'standard',
    description: '`standard`, `archive`, or `removed` once the file is gone.',
  })
  storage_class: string;

  @ApiProperty({
    enum: ARCHIVE_STATES,
    example: 'standard',
    description: 'Where the file stands: `archived` files are restored before they can be downloaded.',
  })
  state: ArchiveState;

  @ApiProperty({ enum: RETENTION_CLASSES, example: 'report' })
  retention_class: string;

  @ApiProperty(ORIGIN)
  project_id: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-06-01' })
  period_start: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-06-30' })
  period_end: string | null;

  @ApiProperty({
    ...INSTANT,
    nullable: true,
    description:
      'From here on it is no longer at hand: archived where `purge_at` is set, else gone (410). Of an archived file: until when it is restored.',
  })
  expires_at: string | null;

  @ApiProperty({ ...INSTANT, nullable: true, description: 'When the archived file is removed.' })
  purge_at: string | null;

  @ApiProperty({
    ...INSTANT,
    nullable: true,
    example: null,
    description: 'While set, nothing moves or removes the file.',
  })
  legal_hold_at: string | null;

  @ApiProperty(ORIGIN)
  legal_hold_by_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  legal_hold_reason: string | null;

  @ApiProperty({
    enum: ['kept', 'none'],
    example: 'none',
    description: 'Whether the dataset is kept, so that `verify` can render the file again.',
  })
  snapshot: string;

  @ApiProperty({ ...INSTANT, nullable: true, example: null })
  last_verified_at: string | null;

  @ApiProperty({
    ...INSTANT,
    nullable: true,
    example: null,
    description: 'When the expiry was carried out; the entry stays.',
  })
  purged_at: string | null;

  @ApiProperty({ ...INSTANT, nullable: true, example: null })
  archived_at: string | null;

  @ApiProperty({
    type: String,
    example: '/api/reports/generated/0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d/download',
  })
  download_url: string;

  @ApiProperty(INSTANT)
  created_at: string;

  @ApiProperty(ORIGIN)
  created_by_id: string | null;

  @ApiProperty(INSTANT)
  updated_at: string;

  @ApiProperty(ORIGIN)
  updated_by_id: string | null;

  @ApiProperty({ ...INSTANT, nullable: true, example: null })
  deleted_at: string | null;

  @ApiProperty(ORIGIN)
  deleted_by_id: string | null;
}

/** Whether a stored file still is what was put there, and is made again from what it was made of. */
export class VerificationResource {
  @ApiProperty({ type: Boolean, example: true, description: 'Nothing that was looked at differs.' })
  ok: boolean;

  @ApiProperty({ type: Boolean, example: true })
  hash_ok: boolean;

  @ApiProperty({ type: Boolean, example: true })
  size_ok: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of the file as it is now; null when it is not there.',
  })
  sha256: string | null;

  @ApiProperty({ type: String })
  expected: string;

  @ApiProperty({ type: 'integer', nullable: true, example: 48_213 })
  size: number | null;

  @ApiProperty({ type: 'integer', example: 48_213 })
  expected_size: number;

  @ApiProperty({ enum: SNAPSHOTS, example: 'kept', description: '`damaged`: it is not what was put there.' })
  snapshot: (typeof SNAPSHOTS)[number];

  @ApiProperty({
    enum: RERENDERS,
    example: 'identical',
    description:
      'The file rendered again from the snapshot, byte by byte. `not-comparable`: encrypted, or the renderer refused; `skipped`: no snapshot, or not asked for.',
  })
  rerender: (typeof RERENDERS)[number];

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it is not comparable.' })
  rerender_detail: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { total: '45310.00' },
    description: 'Control totals as recorded.',
  })
  totals: unknown;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    example: true,
    description: 'Rendering again gave the recorded totals and rows; null when it was not rendered.',
  })
  totals_ok: boolean | null;
}
