import type { Json } from '@galley/dataset';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
} from 'class-validator';

export const COMPARED_PERIODS = ['previous', 'previous_year'] as const;

/** What a run is compared with: exactly one of an earlier run, another period, other filters. */
export class CompareToBody {
  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'An earlier run of the same template.' })
  @IsOptional()
  @IsUUID()
  job_id?: string;

  @ApiPropertyOptional({
    enum: COMPARED_PERIODS,
    description: 'The period before, or the same period a year before.',
  })
  @IsOptional()
  @IsIn(COMPARED_PERIODS)
  period?: (typeof COMPARED_PERIODS)[number];

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { date_from: '2025-01-01' } })
  @IsOptional()
  @IsObject()
  filters?: Record<string, Json>;

  @ApiPropertyOptional({
    type: [String],
    example: ['vendor_code'],
    description: 'Columns that tell which rows belong together; the dimensions of the report when absent.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  key?: string[];

  @ApiPropertyOptional({
    enum: ['all', 'changes'],
    default: 'all',
    description: 'Whether rows without a change are shown.',
  })
  @IsOptional()
  @IsIn(['all', 'changes'])
  show?: 'all' | 'changes';
}
