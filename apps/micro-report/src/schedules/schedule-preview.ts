import { HOLIDAY_POLICIES, type HolidayPolicy } from '@galley/schedule';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ScheduleTimesBody } from './schedule-times-body.js';

export const PREVIEW_COUNT = 5;
const MAX_COUNT = 100;

/** Times to try before anything is saved. */
export class SchedulePreviewBody extends ScheduleTimesBody {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'Europe/Oslo',
    description: "IANA zone; the organization's when absent.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timezone?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-01-01T00:00:00Z',
    description: 'Slots strictly after this; now when absent.',
  })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @MaxLength(40)
  from?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: MAX_COUNT,
    default: PREVIEW_COUNT,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_COUNT)
  count?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Code of a calendar with days off.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  holiday_calendar?: string | null;

  @ApiPropertyOptional({ enum: HOLIDAY_POLICIES, nullable: true, default: 'skip' })
  @IsOptional()
  @IsIn(HOLIDAY_POLICIES)
  holiday_policy?: HolidayPolicy | null;
}

export class SchedulePreview {
  @ApiProperty({ type: [String], example: ['2026-02-01T05:00:00Z'], description: 'Instants, UTC.' })
  next: readonly string[];

  @ApiProperty({ type: String, example: 'Every month on day 1 at 06:00 (Europe/Oslo)' })
  description: string;
}

const FIRST: SchedulePreviewBody = {
  frequency: 'monthly',
  day_of_month: 1,
  time_of_day: '06:00',
  timezone: 'Europe/Oslo',
  from: '2026-01-01T00:00:00Z',
  count: 3,
};
const WORKDAYS: SchedulePreviewBody = { cron_expression: '30 7 * * 1-5', timezone: 'Asia/Bangkok' };

export const PREVIEW_EXAMPLES = {
  monthly: { summary: 'The first of the month', value: FIRST },
  cron: { summary: 'By cron', value: WORKDAYS },
};
