import { PageQuery, pageDto } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

const ID = { type: String, format: 'uuid' } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;

export class InboxQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'true = only what was not read.' })
  @IsOptional()
  @IsIn(['true', 'false'])
  unread?: 'true' | 'false';
}

/** A message to one user, in the product itself. */
export class InboxMessage {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: String, example: 'report-ready' })
  kind: string;

  @ApiProperty({ type: String, example: 'Stock on hand is ready' })
  subject: string;

  @ApiProperty({ type: String, description: 'Plain text.' })
  body: string;

  @ApiProperty({ ...ID, nullable: true, description: 'The run it is about.' })
  job_id: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: 'export_request' })
  entity_type: string | null;

  @ApiProperty(MAYBE_TEXT)
  entity_id: string | null;

  @ApiProperty({
    ...MAYBE_TEXT,
    example: '/api/reports/jobs/0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d/download',
    description: 'Where the file is that the message brings; null = it brings none.',
  })
  file_url: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null = not read.' })
  read_at: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;
}

/** A page of the caller's own messages. */
export class Inbox extends pageDto(InboxMessage) {
  @ApiProperty({ type: 'integer', example: 3, description: 'How many were not read, in all pages.' })
  unread: number;
}

export class ReadAll {
  @ApiProperty({ type: 'integer', example: 3, description: 'How many were not read before.' })
  read: number;
}
