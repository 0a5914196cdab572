import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { PageQuery } from '@galley/platform';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { CHANGES, type Change } from './compare-lines.js';

/** The last value of an integer column. */
const MAX_VERSION = 2_147_483_647;

export class ComparisonQuery extends OmitType(PageQuery, ['sort'] as const) {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    example: 1,
    description:
      'Version of the same period to compare with; the one before among those with data unless said.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  with?: number;

  @ApiPropertyOptional({
    type: String,
    example: '/activity_types/group/hours',
    description: 'Only the activities that moved this figure (`figures[].figure`).',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  figure?: string;

  @ApiPropertyOptional({ enum: CHANGES })
  @IsOptional()
  @IsIn(CHANGES)
  change?: Change;
}
