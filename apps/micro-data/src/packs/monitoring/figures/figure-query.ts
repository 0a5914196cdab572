import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr, IsFlag } from '@galley/platform';
import { IsIn, IsUUID } from 'class-validator';
import { IsDay } from '../is-day.js';

const DAY = { type: String, format: 'date' } as const;

/** How figures of an indicator may be split. */
export const FIGURE_AXES = ['total', 'project', 'period', 'project_period', 'disaggregation'] as const;
export type FigureAxis = (typeof FIGURE_AXES)[number];

/** Which days figures are of, and whose values count. */
export class FigureQuery {
  @ApiPropertyOptional({
    ...DAY,
    example: '2026-01-01',
    description: 'First day; absent: that of the first project.',
  })
  @IsAbsentOr()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({
    ...DAY,
    example: '2026-12-31',
    description: 'Last day; absent: today, or that of the last project where it was before.',
  })
  @IsAbsentOr()
  @IsDay()
  to?: string;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Values that are drafted or submitted count too: the figures are provisional then.',
  })
  @IsAbsentOr()
  @IsFlag()
  include_unapproved?: boolean;
}

export class IndicatorValuesQuery extends FigureQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'Absent: over all projects that the caller sees.',
  })
  @IsAbsentOr()
  @IsUUID()
  project_id?: string;

  @ApiPropertyOptional({ enum: FIGURE_AXES, default: 'total' })
  @IsAbsentOr()
  @IsIn(FIGURE_AXES)
  by?: FigureAxis;
}
