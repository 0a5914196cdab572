import type { Json } from '@galley/dataset';
import { FREQUENCIES, type Frequency } from '@galley/schedule';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { PageQuery } from '@galley/platform';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
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
import { RecipientBody } from '../deliveries/recipient-body.js';
import { BurstBody, MessageBody } from '../generate/generate-body.js';
import { SLOT_OUTCOMES, SLOT_TRIGGERS, type SlotOutcome, type SlotTrigger } from './firing/slot-lifecycle.js';
import { SCHEDULE_STATES, type ScheduleState } from './schedule-lifecycle.js';
import { ScheduleConfigBody } from './schedule-config-body.js';
import { ScheduleTimesBody } from './schedule-times-body.js';

const toFlag = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

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

  @ApiPropertyOptional({ type: [String], nullable: true, example: ['T01'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(50, { each: true })
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

  @ApiPropertyOptional({ type: [RecipientBody], nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => RecipientBody)
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

export class ScheduleQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, example: 'purchases', description: 'Part of the name.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @ApiPropertyOptional({ enum: SCHEDULE_STATES })
  @IsOptional()
  @IsIn(SCHEDULE_STATES)
  state?: ScheduleState;

  @ApiPropertyOptional({ type: Boolean, example: true })
  @IsOptional()
  @Transform(toFlag)
  @IsBoolean()
  is_active?: boolean;

  @ApiPropertyOptional({ enum: FREQUENCIES })
  @IsOptional()
  @IsIn(FREQUENCIES)
  frequency?: Frequency;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  report_template_id?: string;

  @ApiPropertyOptional({ type: String, example: 'purchase_order_list' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  report_type?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  project_id?: string;

  @ApiPropertyOptional({ enum: ['me'], description: "Only the caller's own." })
  @IsOptional()
  @IsIn(['me'])
  owner?: 'me';
}

export class ScheduleRunQuery extends PageQuery {
  @ApiPropertyOptional({ enum: SLOT_OUTCOMES })
  @IsOptional()
  @IsIn(SLOT_OUTCOMES)
  outcome?: SlotOutcome;

  @ApiPropertyOptional({ enum: SLOT_TRIGGERS })
  @IsOptional()
  @IsIn(SLOT_TRIGGERS)
  trigger?: SlotTrigger;
}

/** The wish for the month before, as people make it on the first. */
const MONTHLY: CreateSchedule = {
  name: 'Purchases of last month',
  report_type: 'purchase_order_list',
  format: 'pdf',
  frequency: 'monthly',
  day_of_month: 1,
  time_of_day: '06:00',
  schedule_config: { timezone: 'Asia/Bangkok', misfire_policy: 'fire_once' },
  bu_codes: ['T01'],
  filters: { date_from: 'start_of_month-1m', date_to: 'end_of_month-1m' },
  recipients: [{ type: 'email', value: 'controller@example.com' }],
};

const CRON: CreateSchedule = {
  name: 'Stock on working days',
  report_type: 'stock_on_hand',
  format: 'excel',
  cron_expression: '30 7 * * 1-5',
  bu_codes: ['T01', 'T02'],
};

/** Times are given by cron or by frequency: the properties' own examples together would be refused. */
export const SCHEDULE_EXAMPLES = {
  monthly: { summary: 'On the first, about the month before', value: MONTHLY },
  cron: { summary: 'By cron', value: CRON },
};

export const SCHEDULE_CHANGE_EXAMPLES = {
  later: { summary: 'An hour later', value: { time_of_day: '07:00' } },
};
