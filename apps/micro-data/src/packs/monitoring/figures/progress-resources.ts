import { ApiProperty } from '@nestjs/swagger';
import { DECIMAL, FigureDays, FiguredProject, IndicatorFigure } from './figure-resources.js';

const COUNT = { type: 'integer', example: 3 } as const;

export class CountedLights {
  @ApiProperty(COUNT)
  green: number;

  @ApiProperty(COUNT)
  amber: number;

  @ApiProperty(COUNT)
  red: number;

  @ApiProperty({ ...COUNT, description: 'Without actual or target.' })
  grey: number;
}

export class CountedActivities {
  @ApiProperty(COUNT)
  planned: number;

  @ApiProperty(COUNT)
  ongoing: number;

  @ApiProperty(COUNT)
  completed: number;

  @ApiProperty(COUNT)
  cancelled: number;
}

export class CountedPeople {
  @ApiProperty({ type: 'integer', example: 8, description: 'Every time that somebody took part.' })
  attendances: number;

  @ApiProperty({ type: 'integer', example: 5, description: 'Who took part, each once.' })
  direct: number;

  @ApiProperty({ type: 'integer', example: 2, description: 'Of them, who had not before these days.' })
  new_people: number;

  @ApiProperty({
    type: 'integer',
    example: 14,
    description: 'Who lives with them; never among the direct ones.',
  })
  indirect: number;
}

export class BudgetTotal {
  @ApiProperty({ type: String, example: 'EUR' })
  currency: string;

  @ApiProperty({ ...DECIMAL, example: '100000.00' })
  budgeted: string;

  @ApiProperty({ ...DECIMAL, example: '64250.50' })
  spent: string;

  @ApiProperty({ ...DECIMAL, example: '35749.50' })
  remaining: string;

  @ApiProperty({
    ...DECIMAL,
    nullable: true,
    example: '64.2505',
    description: 'In %, not rounded; null without a budget.',
  })
  percent_spent: string | null;
}

export class ProjectProgress extends FigureDays {
  @ApiProperty({ type: FiguredProject })
  project: FiguredProject;

  @ApiProperty({ type: CountedLights })
  lights: CountedLights;

  @ApiProperty({ type: [IndicatorFigure] })
  indicators: IndicatorFigure[];

  @ApiProperty({ type: CountedActivities, description: 'All of the project, whatever their days.' })
  activities: CountedActivities;

  @ApiProperty({ type: CountedPeople, description: 'Who took part in these days.' })
  people: CountedPeople;

  @ApiProperty({ type: [BudgetTotal], description: 'One for each currency: they are never added up.' })
  budget: BudgetTotal[];
}
