import { IsFlag, PageQuery } from '@galley/platform';
import { FREQUENCIES, type Frequency } from '@galley/schedule';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { SLOT_OUTCOMES, SLOT_TRIGGERS, type SlotOutcome, type SlotTrigger } from './firing/slot-lifecycle.js';
import { SCHEDULE_STATES, type ScheduleState } from './schedule-lifecycle.js';

/** Filters of the list of schedules. */
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
  @IsFlag()
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

/** Filters of the list of what became of a schedule's slots. */
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
