import { IsFlag, PageQuery } from '@galley/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { ARCHIVE_STATES, type ArchiveState } from './archive-lifecycle.js';
import { RETENTION_CLASSES } from './retention.js';

export const ORIGINS = ['schedule', 'export', 'person'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Filters of the archive's list. */
export class ArchiveQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, example: 'purchase_order_list' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  report_type?: string;

  @ApiPropertyOptional({ type: String, example: 'pdf' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'The file of this job.' })
  @IsOptional()
  @IsUUID()
  job_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  report_template_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Files that this schedule made.' })
  @IsOptional()
  @IsUUID()
  scheduled_report_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  export_request_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  project_id?: string;

  @ApiPropertyOptional({
    enum: ORIGINS,
    description: 'What ordered the file: a schedule, a request for an export, or a person.',
  })
  @IsOptional()
  @IsIn(ORIGINS)
  origin?: (typeof ORIGINS)[number];

  @ApiPropertyOptional({ enum: RETENTION_CLASSES })
  @IsOptional()
  @IsIn(RETENTION_CLASSES)
  retention_class?: string;

  @ApiPropertyOptional({ enum: ARCHIVE_STATES })
  @IsOptional()
  @IsIn(ARCHIVE_STATES)
  state?: ArchiveState;

  @ApiPropertyOptional({ type: Boolean, description: 'Under a legal hold, or not.' })
  @IsOptional()
  @IsFlag()
  legal_hold?: boolean;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'Files whose period reaches this day or later.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  period_from?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'Files whose period begins on this day or earlier.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  period_to?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Made at this instant or later.' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  created_from?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Made before this instant.' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  created_to?: string;

  @ApiPropertyOptional({ type: String, enum: ['me'], description: "The caller's own files only." })
  @IsOptional()
  @IsIn(['me'])
  requested_by?: 'me';

  @ApiPropertyOptional({ type: String, description: 'Part of the file name.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class VerifyQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'true',
    description: '`false`: only the hash, without rendering again.',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  rerender?: 'true' | 'false';
}
