import { PageQuery } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { DELIVERY_STATUSES, type DeliveryStatus } from './delivery-lifecycle.js';
import { RECIPIENT_TYPES, type RecipientType } from './recipient-body.js';

const ID = { type: String, format: 'uuid' } as const;
const MAYBE_INSTANT = { type: String, format: 'date-time', nullable: true } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;

export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ ...ID, description: 'Of one run.' })
  @IsOptional()
  @IsUUID()
  job_id?: string;

  @ApiPropertyOptional({ enum: DELIVERY_STATUSES })
  @IsOptional()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;

  @ApiPropertyOptional({ enum: RECIPIENT_TYPES })
  @IsOptional()
  @IsIn(RECIPIENT_TYPES)
  channel?: RecipientType;
}

export class RetryDeliveries {
  @ApiProperty({ ...ID, description: 'What has failed of this run is sent again, and nothing else.' })
  @IsUUID()
  job_id: string;
}

export class RetriedDeliveries {
  @ApiProperty({ type: 'integer', example: 3, description: 'How many are sent again.' })
  retried: number;
}

/** One file on its way to one recipient over one channel. */
export class Delivery {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  job_id: string;

  @ApiProperty({ enum: RECIPIENT_TYPES, example: 'email' })
  channel: string;

  @ApiProperty({ type: String, example: 'controller@example.com' })
  target: string;

  @ApiProperty({ ...MAYBE_TEXT, example: 'Ada Berg' })
  name: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: 'nb' })
  locale: string | null;

  @ApiProperty({ enum: DELIVERY_STATUSES, example: 'delivered' })
  status: DeliveryStatus;

  @ApiProperty({ ...MAYBE_TEXT, example: null, description: 'Why it was suppressed.' })
  reason: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: 'attachment', description: 'attachment, link, file or message.' })
  form: string | null;

  @ApiProperty({ type: 'integer', example: 1 })
  attempts: number;

  @ApiProperty({ type: 'integer', example: 10, description: 'After so many it is failed.' })
  max_attempts: number;

  @ApiProperty(MAYBE_INSTANT)
  next_attempt_at: Date | null;

  @ApiProperty(MAYBE_INSTANT)
  last_attempt_at: Date | null;

  @ApiProperty({ ...MAYBE_TEXT, example: null })
  last_error_code: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: null })
  last_error: string | null;

  @ApiProperty({ ...MAYBE_TEXT, description: 'What the receiver said when it took it.' })
  receipt: string | null;

  @ApiProperty({
    ...MAYBE_TEXT,
    description: 'The same in every attempt; of a mail the left part of its Message-ID.',
  })
  message_id: string | null;

  @ApiProperty({ ...ID, nullable: true, description: 'The share link that was sent instead of the file.' })
  share_id: string | null;

  @ApiProperty(MAYBE_INSTANT)
  delivered_at: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;
}
