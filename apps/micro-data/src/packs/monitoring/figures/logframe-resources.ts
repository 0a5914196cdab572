import { ApiProperty } from '@nestjs/swagger';
import { RESULT_LEVELS } from '@galley/pack-monitoring/records';
import { FigureDays, FiguredProject, IndicatorFigure } from './figure-resources.js';

export class LogframeNode {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  parent_id: string | null;

  @ApiProperty({ enum: RESULT_LEVELS, example: 'outcome' })
  level: string;

  @ApiProperty({ type: String, example: 'OC-1' })
  code: string;

  @ApiProperty({ type: String, example: 'Households use safe water' })
  title: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  assumptions: string | null;

  @ApiProperty({ type: [IndicatorFigure], description: 'Those that the project works with.' })
  indicators: IndicatorFigure[];

  @ApiProperty({ type: () => [LogframeNode], example: [] })
  children: LogframeNode[];
}

export class Logframe extends FigureDays {
  @ApiProperty({ type: FiguredProject })
  project: FiguredProject;

  @ApiProperty({ type: [LogframeNode] })
  results: LogframeNode[];

  @ApiProperty({ type: [IndicatorFigure], example: [], description: 'Of no result.' })
  indicators: IndicatorFigure[];
}
