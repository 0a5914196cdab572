import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

export const DAY = { type: String, format: 'date' } as const;
export const DECIMAL = { type: String, format: 'decimal' } as const;
export const LIGHTS = ['green', 'amber', 'red', 'grey'] as const;
export type Light = (typeof LIGHTS)[number];

export const NOTES: ApiPropertyOptions = {
  type: [String],
  example: [],
  description: 'Why there is no value: DIVISION_BY_ZERO, PERCENT_NEEDS_DENOMINATOR, OUT_OF_RANGE.',
};
export const PROGRESS = {
  ...DECIMAL,
  nullable: true,
  example: '83.3333333333333333',
  description:
    '(actual - baseline) / (target - baseline) in %, not rounded. Null without either, or where they are equal.',
} as const;
export const LIGHT = {
  enum: LIGHTS,
  example: 'amber',
  description: 'By the progress as it is and not as it is printed; grey without one.',
};

/** The days that figures are of. */
export class FigureDays {
  @ApiProperty({ ...DAY, nullable: true, example: '2026-01-01', description: 'Null = from the beginning.' })
  from: string | null;

  @ApiProperty({ ...DAY, nullable: true, example: '2026-12-31' })
  to: string | null;

  @ApiProperty({
    type: Boolean,
    example: false,
    description: 'Values that nobody has approved yet are counted too.',
  })
  is_provisional: boolean;
}

export class FiguredProject {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'P1' })
  code: string;

  @ApiProperty({ type: String, example: 'Safe water in Adjumani' })
  name: string;
}

/** An indicator, what it is to reach, and how far it is. */
export class IndicatorFigure {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'REACH' })
  code: string;

  @ApiProperty({ type: String, example: 'People reached' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: 'people' })
  unit: string | null;

  @ApiProperty({ enum: ['number', 'percentage', 'ratio', 'text'], example: 'number' })
  value_type: string;

  @ApiProperty({ type: 'integer', example: 0, description: 'Digits after the point when it is shown.' })
  decimals: number;

  @ApiProperty({ ...DECIMAL, nullable: true, example: '0' })
  baseline: string | null;

  @ApiProperty({ ...DAY, nullable: true, example: '2026-01-01' })
  baseline_date: string | null;

  @ApiProperty({ ...DECIMAL, nullable: true, example: '600' })
  target: string | null;

  @ApiProperty({ ...DAY, nullable: true, example: '2026-12-31' })
  target_date: string | null;

  @ApiProperty({ ...DECIMAL, nullable: true, example: '150', description: 'Of the values in these days.' })
  period_target: string | null;

  @ApiProperty({ ...DECIMAL, nullable: true, example: '150', description: 'In these days, not rounded.' })
  period_actual: string | null;

  @ApiProperty({
    ...DECIMAL,
    nullable: true,
    example: '500',
    description: 'Until the last day, not rounded.',
  })
  actual: string | null;

  @ApiProperty({ ...PROGRESS, description: `Of actual. ${PROGRESS.description}` })
  progress: string | null;

  @ApiProperty(LIGHT)
  light: Light;

  @ApiProperty(NOTES)
  notes: string[];
}
