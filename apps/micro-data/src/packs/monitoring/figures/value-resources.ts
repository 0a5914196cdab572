import { ApiProperty } from '@nestjs/swagger';
import { FIGURE_AXES, type FigureAxis } from './figure-query.js';
import { DAY, DECIMAL, FigureDays, LIGHT, NOTES, PROGRESS, type Light } from './figure-resources.js';

export class IndicatorValue {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Where it is split by project.' })
  project_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'P1' })
  project_code: string | null;

  @ApiProperty({ ...DAY, nullable: true, example: '2026-01-01', description: 'Where it is split by period.' })
  period_start: string | null;

  @ApiProperty({ ...DAY, nullable: true, example: '2026-03-31' })
  period_end: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Q1 2026' })
  period_label: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description:
      'Of a disaggregation, such as sex:female; null = the total, which never is the sum of categories.',
  })
  category_key: string | null;

  @ApiProperty({ ...DECIMAL, nullable: true, example: '420', description: 'Not rounded. Null: see notes.' })
  value: string | null;

  @ApiProperty({
    ...DECIMAL,
    nullable: true,
    example: null,
    description: 'Of a percentage or ratio that was pooled.',
  })
  numerator: string | null;

  @ApiProperty({ ...DECIMAL, nullable: true, example: null })
  denominator: string | null;

  @ApiProperty({
    ...DECIMAL,
    nullable: true,
    example: '0',
    description: 'What the progress counts from. What values of single periods add up to counts from zero.',
  })
  baseline: string | null;

  @ApiProperty({
    ...DECIMAL,
    nullable: true,
    example: '500',
    description:
      'Of the values that count; where they have none and nothing is split by time, that of the projects.',
  })
  target: string | null;

  @ApiProperty({
    ...DECIMAL,
    nullable: true,
    example: null,
    description: 'Of values to date: what these days added.',
  })
  increment: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 4,
    description: 'Values in the figure; null for formulas.',
  })
  observations: number | null;

  @ApiProperty(PROGRESS)
  progress: string | null;

  @ApiProperty(LIGHT)
  light: Light;

  @ApiProperty(NOTES)
  notes: string[];
}

/** A value that only overlaps the days: it is not in the figures. */
export class PartialValue {
  @ApiProperty({ enum: ['PERIOD_PARTIAL'], example: 'PERIOD_PARTIAL' })
  code: string;

  @ApiProperty({ type: String, format: 'uuid' })
  indicator_report_id: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'Of a formula: one of its inputs.' })
  indicator_id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  project_id: string;

  @ApiProperty({ type: String, example: 'Q4 2025' })
  period_label: string;

  @ApiProperty({ ...DAY, example: '2025-10-01' })
  start_date: string;

  @ApiProperty({ ...DAY, example: '2026-01-31' })
  end_date: string;
}

export class IndicatorValues extends FigureDays {
  @ApiProperty({ type: String, format: 'uuid' })
  indicator_id: string;

  @ApiProperty({ type: String, example: 'REACH' })
  indicator_code: string;

  @ApiProperty({ enum: FIGURE_AXES, example: 'total' })
  by: FigureAxis;

  @ApiProperty({
    type: [IndicatorValue],
    description: 'Where something was reported, by time, project and category.',
  })
  items: IndicatorValue[];

  @ApiProperty({
    type: [PartialValue],
    description: 'Values that only overlap the days are not counted (ME-14).',
  })
  warnings: PartialValue[];
}
