import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { Prisma } from '@galley/platform';

const ID = { type: String, format: 'uuid' } as const;
const MAX_TEXT = 10_000;

export class AnnotationBody {
  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: MAX_TEXT,
    example: 'The course in March was held together with the hospital.',
  })
  @IsString()
  @Matches(/\S/, { message: 'must say something' })
  @MaxLength(MAX_TEXT)
  text: string;
}

/** A remark on a report; it changes nothing of the report, and nobody changes it. */
export class BufdirAnnotation {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  report_id: string;

  @ApiProperty(ID)
  author_id: string;

  @ApiProperty({ type: String })
  text: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;
}

export function annotationView(
  row: Prisma.grants_bufdir_report_annotationGetPayload<object>,
): BufdirAnnotation {
  const { id, report_id, author_id, text, created_at } = row;
  return { id, report_id, author_id, text, created_at };
}
