import { FREQUENCIES, type Frequency } from '@galley/schedule';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** When a schedule fires: by a cron expression or by a frequency, never by both. */
export class ScheduleTimesBody {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 100,
    description: 'Five fields, or six with seconds in front, such as `0 6 * * 1-5`. This or frequency.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  cron_expression?: string | null;

  @ApiPropertyOptional({ enum: FREQUENCIES, nullable: true, example: 'monthly' })
  @IsOptional()
  @IsIn(FREQUENCIES)
  frequency?: Frequency | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: 6,
    description: '0 = Sunday; of weekly schedules.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(6)
  day_of_week?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 31,
    example: 1,
    description: 'Of monthly, quarterly and annual schedules; a shorter month fires on its last day.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(31)
  day_of_month?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 12,
    description: 'The month of an annual schedule, or one of a quarterly one; January when absent.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(12)
  month?: number | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '06:00',
    description: 'HH:MM on the clocks of the zone; 06:00 when absent.',
  })
  @IsOptional()
  @IsString()
  @Matches(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { message: 'time_of_day must be HH:MM between 00:00 and 23:59' })
  time_of_day?: string | null;
}
