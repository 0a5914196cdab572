import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PERIOD_KINDS, type PeriodKind } from '@galley/pack-monitoring/records';
import { IsAbsentOr } from '@galley/platform';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsDay } from '../is-day.js';

const MAX_DAYS = 3_660;
const MAX_REASON = 1_000;
const DAY = { type: String, format: 'date' } as const;
/** ISO 8601 knows spellings of weeks and the like that nobody else reads. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

export class GenerateMonitoringPeriodsBody {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  project_id: string;

  @ApiProperty({ enum: PERIOD_KINDS, example: 'quarter' })
  @IsIn(PERIOD_KINDS)
  kind: PeriodKind;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_DAYS,
    nullable: true,
    example: null,
    description: 'Length of each, where the kind is custom; no other kind has it.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_DAYS)
  days?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 12,
    example: 1,
    description: "Month in which years begin; the project's own when absent.",
  })
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(12)
  fiscal_start_month?: number;

  @ApiPropertyOptional({ ...DAY, example: '2026-01-01', description: "The project's first day when absent." })
  @IsAbsentOr()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ ...DAY, example: '2026-12-31', description: "The project's last day when absent." })
  @IsAbsentOr()
  @IsDay()
  to?: string;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Only tells what would be made.' })
  @IsAbsentOr()
  @IsBoolean()
  dry_run?: boolean;
}

export class GeneratedMonitoringPeriod {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for one that would be made.',
  })
  id: string | null;

  @ApiProperty({ type: Boolean, example: true, description: 'False for a period that was there already.' })
  is_new: boolean;

  @ApiProperty({ type: String, example: 'Q1 2026' })
  label: string;

  @ApiProperty({ ...DAY, example: '2026-01-01' })
  start_date: string;

  @ApiProperty({ ...DAY, example: '2026-03-31' })
  end_date: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'That it has days outside the project.',
  })
  warning: string | null;
}

export class GeneratedMonitoringPeriods {
  @ApiProperty({ type: 'integer', example: 4, description: 'Made, or to be made.' })
  created: number;

  @ApiProperty({ type: [GeneratedMonitoringPeriod] })
  items: GeneratedMonitoringPeriod[];

  @ApiProperty({ type: [String], example: [], description: 'By label: what is outside the project.' })
  warnings: string[];
}

export class LockPeriodBody {
  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Also with values that are not approved.',
  })
  @IsAbsentOr()
  @IsBoolean()
  force?: boolean;
}

export class UnlockPeriodBody {
  @ApiProperty({ type: String, maxLength: MAX_REASON, example: 'Late figures from Adjumani' })
  @MaxLength(MAX_REASON)
  @Matches(/\S/, { message: 'reason must not be blank' })
  reason: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    example: '2031-01-01T00:00:00Z',
    description: 'From then on it is locked again. Absent: until somebody locks it.',
  })
  @IsAbsentOr()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(INSTANT, { message: 'until must be an instant with its zone' })
  @MaxLength(40)
  until?: string;
}

export class PeriodUnlock {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'Late figures from Adjumani' })
  reason: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  unlocked_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  unlocked_at: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null = until somebody locks it.',
  })
  until: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When somebody locked it again; by itself it is locked from `until`.',
  })
  relocked_at: Date | null;
}

export class PeriodUnlocks {
  @ApiProperty({ type: [PeriodUnlock] })
  items: PeriodUnlock[];
}
