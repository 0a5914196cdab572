import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';

const ANSWERS = { type: 'object', additionalProperties: true } as const;

export class EvaluateFormBody {
  @ApiProperty({
    ...ANSWERS,
    example: { people: 40 },
    description: 'By the names of fields; all that there are so far.',
  })
  @IsObject()
  answers: Record<string, unknown>;
}

export class AnswerFault {
  @ApiProperty({ type: String, example: 'people' })
  field: string;

  @ApiProperty({ type: String, example: 'people is required' })
  detail: string;
}

export class FormEvaluation {
  @ApiProperty({
    type: [String],
    example: ['people'],
    description: 'Names of the fields that are asked, in their order.',
  })
  relevant: readonly string[];

  @ApiProperty({
    ...ANSWERS,
    example: { people: 40 },
    description: 'What would be kept, calculated answers among it.',
  })
  answers: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: [AnswerFault], example: [], description: 'What a submission would be refused for.' })
  faults: readonly AnswerFault[];
}
