import { MESSAGE_KINDS, type MessageKind } from '@galley/delivery';
import { PageQuery } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { IsIn, IsLocale, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

const ID = { type: String, format: 'uuid' } as const;

export class MessageTemplateQuery extends PageQuery {
  @ApiPropertyOptional({ enum: MESSAGE_KINDS })
  @IsOptional()
  @IsIn(MESSAGE_KINDS)
  kind?: MessageKind;
}

export class CreateMessageTemplate {
  @ApiProperty({ enum: MESSAGE_KINDS, example: 'report-ready' })
  @IsIn(MESSAGE_KINDS)
  kind: MessageKind;

  @ApiProperty({
    type: String,
    example: 'nb',
    description: 'Language of the readers, or language and region.',
  })
  @IsLocale()
  @MaxLength(35)
  locale: string;

  @ApiProperty({ type: String, maxLength: 300, example: '{{report}} er klar' })
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  subject: string;

  @ApiProperty({
    type: String,
    maxLength: 20_000,
    example: 'Hei {{recipient}},\n\n**{{report}}** ligger ved.',
    description: 'Markdown with {{placeholders}}; a line with a placeholder that has no value is left out.',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(20_000)
  body: string;
}

export class UpdateMessageTemplate extends PartialType(
  OmitType(CreateMessageTemplate, ['kind', 'locale'] as const),
) {}

/** The organization's own words for one kind of message in one language. */
export class MessageTemplate {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ enum: MESSAGE_KINDS, example: 'report-ready' })
  kind: string;

  @ApiProperty({ type: String, example: 'nb' })
  locale: string;

  @ApiProperty({ type: String, example: '{{report}} er klar' })
  subject: string;

  @ApiProperty({ type: String })
  body: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty({ ...ID, nullable: true })
  created_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;

  @ApiProperty({ ...ID, nullable: true })
  updated_by_id: string | null;
}

/** A kind of message, with the names that its texts may use. */
export class MessageKindInfo {
  @ApiProperty({ enum: MESSAGE_KINDS, example: 'report-ready' })
  kind: string;

  @ApiProperty({ type: [String], example: ['report', 'file_name'] })
  placeholders: string[];

  @ApiProperty({ type: [String], example: ['en', 'nb'], description: 'Languages the house has words in.' })
  languages: string[];
}
