import { ApiProperty } from '@nestjs/swagger';
import { PERIOD_KINDS, type PeriodKind } from '@galley/pack-grants/records';
import { IsIn, IsInt, Max, Min } from 'class-validator';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

export class GeneratePeriodsBody {
  @ApiProperty({ enum: PERIOD_KINDS, example: 'quarterly' })
  @IsIn(PERIOD_KINDS)
  kind: PeriodKind;

  @ApiProperty({ type: 'integer', minimum: FIRST_YEAR, maximum: LAST_YEAR, example: 2025 })
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  year_from: number;

  @ApiProperty({
    type: 'integer',
    minimum: FIRST_YEAR,
    maximum: LAST_YEAR,
    example: 2025,
    description: 'The last of them, at most 50 years.',
  })
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  year_to: number;
}

export class GeneratedPeriod {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: Boolean, example: true, description: 'False for a period that was there already.' })
  is_new: boolean;

  @ApiProperty({ type: String, example: 'Q1 2025' })
  label: string;

  @ApiProperty({ type: String, format: 'date', example: '2025-01-01' })
  start_date: string;

  @ApiProperty({ type: String, format: 'date', example: '2025-03-31' })
  end_date: string;
}

export class GeneratedPeriods {
  @ApiProperty({ type: 'integer', example: 4 })
  created: number;

  @ApiProperty({ type: [GeneratedPeriod] })
  items: GeneratedPeriod[];
}
