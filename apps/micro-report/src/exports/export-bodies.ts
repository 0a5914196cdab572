import type { Json } from '@galley/dataset';
import { PageQuery } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { UnitCodes } from '../generate/unit-codes.js';
import { EXPORT_STATUSES, type ExportStatus } from './export-lifecycle.js';

const MAX_RECORDS = 1_000_000_000_000;

/** `complete` is how some clients call `completed` (packs/README, rule 3). */
const asStatus = ({ value }: { value: unknown }): unknown => (value === 'complete' ? 'completed' : value);

/** What somebody wants to take out, and why. */
export class ExportBody {
  @ApiProperty({
    type: String,
    example: 'contract',
    description: 'A data type that is on offer, or `custom` for any report you may run.',
  })
  @Matches(/^[a-z][a-z0-9_]{0,49}$/, { message: 'data_type must be lower case letters, digits and _' })
  data_type: string;

  @ApiProperty({ type: String, example: 'csv', description: 'csv, xlsx, json or pdf.' })
  @IsString()
  @MaxLength(20)
  format: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { date_from: 'start_of_month' },
    description: 'As of a run. Relative dates are resolved now and stay so, however long the approval takes.',
  })
  @IsOptional()
  @IsObject()
  filters?: Record<string, Json>;

  @ApiProperty({ type: String, example: 'Yearly audit', description: 'Read by whoever decides.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @Matches(/\S/, { message: 'reason must say something' })
  reason: string;

  @UnitCodes()
  bu_codes?: string[];

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  project_id?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { locale: 'en' } })
  @IsOptional()
  @IsObject()
  options?: Record<string, Json>;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'Of `custom` only: this or report_type.',
  })
  @IsOptional()
  @IsUUID()
  report_template_id?: string;

  @ApiPropertyOptional({ type: String, description: 'Of `custom` only: this or report_template_id.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  report_type?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_RECORDS,
    description: 'Taken and not believed: the server counts with the same filters.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_RECORDS)
  estimated_record_count?: number;
}

/** What an approver has to say. */
export class ApproveBody {
  @ApiPropertyOptional({ type: String, example: 'Agreed with the auditor' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

export class RejectBody {
  @ApiProperty({ type: String, example: 'Ask for one contract, not for all' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @Matches(/\S/, { message: 'reason must say something' })
  reason: string;
}

/** Filters of the list of requests. */
export class ExportsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: EXPORT_STATUSES, description: '`complete` is read as `completed`.' })
  @IsOptional()
  @Transform(asStatus)
  @IsIn(EXPORT_STATUSES)
  status?: ExportStatus;

  @ApiPropertyOptional({ type: String, example: 'contract' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  data_type?: string;

  @ApiPropertyOptional({ type: String, enum: ['me'], description: "The caller's own requests only." })
  @IsOptional()
  @IsIn(['me'])
  requested_by?: 'me';
}

export class StatisticsQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 3650, default: 30, example: 30 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3650)
  days?: number;
}
