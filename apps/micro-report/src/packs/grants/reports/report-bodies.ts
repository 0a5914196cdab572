import { IsAbsentOr, IsFlag, PageQuery } from '@galley/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  Allow as Accept,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsReportDay } from './is-report-day.js';
import { REPORT_FORMATS } from './report-format.js';
import { REPORT_STATUSES, type ReportStatus } from './report-lifecycle.js';

const FORMAT = {
  type: String,
  nullable: true,
  enum: REPORT_FORMATS,
  description: 'Of a file that is made with the data; `excel` is read as `xlsx`. Null = chosen at export.',
} as const;

/** `complete` is how some clients call `completed` (packs/README, rule 3). */
const asStatus = ({ value }: { value: unknown }): unknown => (value === 'complete' ? 'completed' : value);

/** In which form a report is made. */
class ReportForm {
  // Not checked here: an unknown format is a 400 of its own (BU-V-6).
  @ApiPropertyOptional(FORMAT)
  @Accept()
  format?: unknown;

  @ApiPropertyOptional({
    type: String,
    example: '2025-v1',
    description:
      "Of Bufdir's schema, pinned now. Unless said otherwise: the one in force at the end of the period, of a new version that of the report before.",
  })
  @IsAbsentOr()
  @IsString()
  @MaxLength(50)
  bufdir_schema_version?: string;

  // Versions are given by the server; what a client says of them is ignored (BU-V-13).
  @Accept()
  report_version?: unknown;

  @Accept()
  version?: unknown;
}

/** Which report: of whom, of which days, in which form. */
export class ReportWish extends ReportForm {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'Your own unless said otherwise; administrators of the group name any.',
  })
  @IsAbsentOr()
  @IsString()
  organization_id?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'A period of the organization. Instead, say the days: their period is found or made.',
  })
  @IsAbsentOr()
  @IsString()
  period_id?: string;

  @ApiPropertyOptional({ type: String, format: 'date', example: '2025-01-01' })
  @IsAbsentOr()
  @IsReportDay()
  reporting_period_start?: string;

  @ApiPropertyOptional({ type: String, format: 'date', example: '2025-12-31', description: 'The last day.' })
  @IsAbsentOr()
  @IsReportDay()
  reporting_period_end?: string;
}

/** A report to be made. */
export class CreateReportBody extends ReportWish {
  @ApiPropertyOptional({
    type: Boolean,
    default: true,
    description: 'False leaves a draft to generate later.',
  })
  @IsAbsentOr()
  @IsBoolean()
  enqueue?: boolean;
}

/** What a new version has that the report before it had not: what is left out stays as it was there. */
export class RegenerateBody extends ReportForm {}

/** What may change while a report is a draft. */
export class ChangeReportBody {
  @ApiPropertyOptional(FORMAT)
  @Accept()
  format?: unknown;
}

/** Filters of the list. */
export class ReportsQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'For administrators of the group: of which one.',
  })
  @IsOptional()
  @IsString()
  organization_id?: string;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Every version of a period; otherwise the latest, or the highest where none is completed.',
  })
  @IsOptional()
  @IsFlag()
  all_versions?: boolean;

  @ApiPropertyOptional({ enum: REPORT_STATUSES, description: '`complete` is read as `completed`.' })
  @IsOptional()
  @Transform(asStatus)
  @IsIn(REPORT_STATUSES)
  status?: ReportStatus;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  period_id?: string;

  @ApiPropertyOptional({ type: String, enum: REPORT_FORMATS, description: '`excel` is read as `xlsx`.' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1900,
    maximum: 9999,
    example: 2025,
    description: 'In which the period ends.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1900)
  @Max(9999)
  year?: number;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  generated_by?: string;
}
