import { HOLIDAY_POLICIES, MISFIRE_POLICIES, type HolidayPolicy, type MisfirePolicy } from '@galley/schedule';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ConditionsBody } from '../deliveries/conditions-body.js';
import { OVERLAP_POLICIES } from './firing/schedule-settings.js';

const MAX_JITTER_S = 86_400;
/** A date, or an instant with its zone. */
const UNTIL = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Rules around the times of a schedule. Null and what is left out have their defaults. */
export class ScheduleConfigBody {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'Europe/Oslo',
    description: "IANA zone of times and relative dates; the organization's when absent.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timezone?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: MAX_JITTER_S,
    default: 0,
    description: 'Fires up to so much later, always by the same for one slot.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_JITTER_S)
  jitter_seconds?: number | null;

  @ApiPropertyOptional({
    enum: MISFIRE_POLICIES,
    nullable: true,
    default: 'fire_once',
    description: 'What becomes of slots that were missed.',
  })
  @IsOptional()
  @IsIn(MISFIRE_POLICIES)
  misfire_policy?: MisfirePolicy | null;

  @ApiPropertyOptional({
    enum: OVERLAP_POLICIES,
    nullable: true,
    default: 'allow',
    description: 'What becomes of a slot while the run before has not ended.',
  })
  @IsOptional()
  @IsIn(OVERLAP_POLICIES)
  overlap_policy?: (typeof OVERLAP_POLICIES)[number] | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Code of a calendar with days off.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  holiday_calendar?: string | null;

  @ApiPropertyOptional({
    enum: HOLIDAY_POLICIES,
    nullable: true,
    default: 'skip',
    description: '`shift`: on the next working day, at the same time of day.',
  })
  @IsOptional()
  @IsIn(HOLIDAY_POLICIES)
  holiday_policy?: HolidayPolicy | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The last day (a date of the zone) or instant at which it may fire.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @Matches(UNTIL, { message: 'until must be a date such as 2030-12-31 or an instant with its zone' })
  until?: string | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, description: 'Slots fired in all.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  count?: number | null;

  @ApiPropertyOptional({ type: () => ConditionsBody, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ConditionsBody)
  conditions?: ConditionsBody | null;
}
