import { IsAbsentOr, PageQuery } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
} from 'class-validator';
import { EVENT_TYPES } from './event-types.js';
import { POST_STATUSES, type PostStatus } from './webhook-lifecycle.js';

const TYPES = Object.keys(EVENT_TYPES);
const ID = { type: String, format: 'uuid' } as const;
const MAYBE_INSTANT = { type: String, format: 'date-time', nullable: true } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;

export class CreateWebhook {
  @ApiProperty({ type: String, example: 'Accounting', description: 'Unique in the organization.' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({
    type: String,
    example: 'https://hooks.example.com/galley',
    description: 'https, and no address of a private network.',
  })
  @IsString()
  @MaxLength(2000)
  url: string;

  @ApiPropertyOptional({
    type: [String],
    enum: TYPES,
    example: ['job.completed'],
    description: 'Absent or empty = all.',
  })
  @IsAbsentOr()
  @IsArray()
  @ArrayUnique()
  @IsIn(TYPES, { each: true })
  events?: string[];

  @ApiPropertyOptional({ type: Boolean, default: true })
  @IsAbsentOr()
  @IsBoolean()
  is_active?: boolean;
}

export class UpdateWebhook extends PartialType(CreateWebhook) {}

/** Where events are posted. Its secret is shown when it is made or rotated, and never again. */
export class Webhook {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: String, example: 'Accounting' })
  name: string;

  @ApiProperty({ type: String, example: 'https://hooks.example.com/galley' })
  url: string;

  @ApiProperty({ type: [String], enum: TYPES, description: 'Empty = all.' })
  events: string[];

  @ApiProperty({ type: Boolean })
  is_active: boolean;

  @ApiProperty({
    ...MAYBE_TEXT,
    example: null,
    description: 'Why the product itself stopped it: failing, gone.',
  })
  stopped_reason: string | null;

  @ApiProperty({ type: 'integer', example: 0 })
  consecutive_failures: number;

  @ApiProperty(MAYBE_INSTANT)
  failing_since: Date | null;

  @ApiProperty({ type: 'integer', example: 1, description: 'Counts the rotations of the secret.' })
  secret_version: number;

  @ApiProperty(MAYBE_INSTANT)
  secret_rotated_at: Date | null;

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

export class NewWebhook extends Webhook {
  @ApiProperty({
    ...MAYBE_TEXT,
    example: 'whsec_C2FtcGxlLXNlY3JldC1vZi0zMi1ieXRlcy1sZW5ndGg=',
    description:
      'Signs what is posted (standardwebhooks.com). In this answer only; null when it is a replay.',
  })
  secret: string | null;
}

export class RecipientSecret {
  @ApiProperty({
    type: String,
    example: 'whsec_C2FtcGxlLXNlY3JldC1vZi0zMi1ieXRlcy1sZW5ndGg=',
    description: 'Signs reports that are sent to a webhook address which is no registered endpoint.',
  })
  secret: string;
}

/** A kind of event. */
export class EventTypeInfo {
  @ApiProperty({ enum: TYPES, example: 'job.completed' })
  type: string;

  @ApiProperty({ type: String, example: 'A run has ended with a file.' })
  description: string;
}

export class WebhookDeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: POST_STATUSES })
  @IsOptional()
  @IsIn(POST_STATUSES)
  status?: PostStatus;

  @ApiPropertyOptional({ type: String, example: 'job.completed' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  event_type?: string;
}

export class AllWebhookDeliveriesQuery extends WebhookDeliveryQuery {
  @ApiPropertyOptional({ ...ID, description: 'Of one webhook; deleted ones too.' })
  @IsOptional()
  @IsUUID()
  endpoint_id?: string;
}

/** One event on its way to one endpoint. */
export class WebhookDelivery {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  endpoint_id: string;

  @ApiProperty({ ...ID, description: '`webhook-id` of the post: the same in every attempt and replay.' })
  event_id: string;

  @ApiProperty({ type: String, example: 'job.completed' })
  event_type: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What is posted: ids and facts.' })
  payload: unknown;

  @ApiProperty({ enum: POST_STATUSES, example: 'delivered' })
  status: PostStatus;

  @ApiProperty({ type: 'integer', example: 1 })
  attempts: number;

  @ApiProperty({ type: 'integer', example: 10 })
  max_attempts: number;

  @ApiProperty(MAYBE_INSTANT)
  next_attempt_at: Date | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 200,
    description: 'HTTP status of the last answer.',
  })
  last_status: number | null;

  @ApiProperty({ ...MAYBE_TEXT, example: null })
  last_error: string | null;

  @ApiProperty(MAYBE_INSTANT)
  last_attempt_at: Date | null;

  @ApiProperty(MAYBE_INSTANT)
  delivered_at: Date | null;

  @ApiProperty({ ...ID, nullable: true, description: 'The delivery that this one repeats.' })
  replay_of: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;
}
