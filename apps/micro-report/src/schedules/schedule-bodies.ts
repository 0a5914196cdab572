import type { Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { BurstBody } from '../burst/burst-body.js';
import { MessageBody } from '../deliveries/message-body.js';
import { Recipients, type RecipientBody } from '../deliveries/recipient-body.js';
import { UnitCodes } from '../generate/unit-codes.js';
import { ScheduleConfigBody } from './schedule-config-body.js';
import { ScheduleTimesBody } from './schedule-times-body.js';

/** A rule by which a template is run, as whoever makes it. */
export class CreateSchedule extends ScheduleTimesBody {
  @ApiProperty({ type: String, example: 'Purchases of last month' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Exactly one of this and report_type.',
  })
  @IsOptional()
  @IsUUID()
  report_template_id?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'purchase_order_list' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  report_type?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'pdf',
    description: "pdf, excel (or xlsx), csv, json; the template's default when absent.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string | null;

  @ApiPropertyOptional({ type: () => ScheduleConfigBody, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ScheduleConfigBody)
  schedule_config?: ScheduleConfigBody | null;

  @UnitCodes({ nullable: true })
  bu_codes?: string[] | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { date_from: 'start_of_month-1m', date_to: 'end_of_month-1m' },
    description: 'Kept as they are; relative dates are resolved at each slot.',
  })
  @IsOptional()
  @IsObject()
  filters?: Record<string, Json> | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { title: 'Purchases' },
  })
  @IsOptional()
  @IsObject()
  options?: Record<string, Json> | null;

  @Recipients({ nullable: true })
  recipients?: RecipientBody[] | null;

  @ApiPropertyOptional({ type: () => BurstBody, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => BurstBody)
  burst?: BurstBody | null;

  @ApiPropertyOptional({ type: () => MessageBody, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => MessageBody)
  message?: MessageBody | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @IsOptional()
  @IsUUID()
  project_id?: string | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @IsOptional()
  @IsUUID()
  contract_id?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 3660,
    description:
      "Days that a date range goes back where the filters name none; the template's own when absent.",
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3660)
  date_range_days?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: 3650 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  expires_in_days?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: -100, maximum: 100, default: 0 })
  @IsOptional()
  @IsInt()
  @Min(-100)
  @Max(100)
  priority?: number | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, default: false })
  @IsOptional()
  @IsBoolean()
  keep_snapshot?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, nullable: true, default: true })
  @IsOptional()
  @IsBoolean()
  is_active?: boolean | null;
}

/** Fields left out stay as they are, those of `schedule_config` too; null clears one. */
export class UpdateSchedule extends PartialType(CreateSchedule) {
  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'It runs as the caller from now on; otherwise its owner stays.',
  })
  @IsOptional()
  @IsBoolean()
  take_over?: boolean;
}
