import type { Json } from '@galley/dataset';
import { ApiProperty } from '@nestjs/swagger';
import { BurstBody } from '../burst/burst-body.js';
import { MessageBody } from '../deliveries/message-body.js';
import { RecipientBody } from '../deliveries/recipient-body.js';
import { SLOT_OUTCOMES, SLOT_TRIGGERS } from './firing/slot-lifecycle.js';
import { ScheduleConfigBody } from './schedule-config-body.js';
import { SCHEDULE_STATES, type ScheduleState } from './schedule-lifecycle.js';

const UUID = { type: String, format: 'uuid', nullable: true } as const;
const INSTANT = { type: String, format: 'date-time', nullable: true } as const;
const OBJECT = { type: 'object', additionalProperties: true } as const;

/** A rule by which a template is run. */
export class Schedule {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  organization_id: string;

  @ApiProperty({ type: String, example: 'Purchases of last month' })
  name: string;

  @ApiProperty({ enum: SCHEDULE_STATES, example: 'active' })
  state: ScheduleState;

  @ApiProperty({ type: String, example: 'Every month on day 1 at 06:00 (Asia/Bangkok)' })
  description: string;

  @ApiProperty({
    type: [String],
    description: 'The next three slots, days off considered, not moved by jitter.',
  })
  next_runs: readonly string[];

  @ApiProperty(UUID)
  report_template_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'purchase_order_list' })
  report_type: string | null;

  @ApiProperty({ type: String, example: 'pdf' })
  format: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  cron_expression: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'monthly' })
  frequency: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  day_of_week: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 1 })
  day_of_month: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  month: number | null;

  @ApiProperty({ type: String, nullable: true, example: '06:00' })
  time_of_day: string | null;

  @ApiProperty({ type: () => ScheduleConfigBody })
  schedule_config: Json;

  @ApiProperty({ type: [String], example: ['T01'] })
  bu_codes: readonly string[];

  @ApiProperty({ ...OBJECT, example: { date_from: 'start_of_month-1m' } })
  filters: Json;

  @ApiProperty({ ...OBJECT, example: {} })
  options: Json;

  @ApiProperty({ type: [RecipientBody] })
  recipients: Json;

  @ApiProperty({ type: () => BurstBody, nullable: true })
  burst: Json | null;

  @ApiProperty({ type: () => MessageBody, nullable: true })
  message: Json | null;

  @ApiProperty(UUID)
  project_id: string | null;

  @ApiProperty(UUID)
  contract_id: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  date_range_days: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  expires_in_days: number | null;

  @ApiProperty({ type: 'integer', example: 0 })
  priority: number;

  @ApiProperty({ type: Boolean, example: false })
  keep_snapshot: boolean;

  @ApiProperty({ type: String, format: 'uuid', description: 'As whom it runs, with the rights of that day.' })
  owner_id: string;

  @ApiProperty({ type: Boolean, example: true })
  is_active: boolean;

  @ApiProperty(INSTANT)
  paused_at: Date | null;

  @ApiProperty(UUID)
  paused_by_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'disabled, ended, owner-gone, template-gone, schedule-invalid.',
  })
  stopped_reason: string | null;

  @ApiProperty({ type: 'integer', example: 0, description: 'Slots fired so far.' })
  fired_count: number;

  @ApiProperty(INSTANT)
  last_run_at: Date | null;

  @ApiProperty({ type: String, nullable: true, example: 'completed' })
  last_run_status: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  last_run_error: string | null;

  @ApiProperty({ ...INSTANT, description: 'Null = never: on demand, paused, stopped or ended.' })
  next_run_at: Date | null;

  @ApiProperty({ type: 'integer', example: 1, description: 'Counts up with every change by people.' })
  version: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty(UUID)
  created_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;

  @ApiProperty(UUID)
  updated_by_id: string | null;
}

/** What became of one slot. */
export class ScheduleRun {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  schedule_id: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'The slot.' })
  scheduled_for: Date;

  @ApiProperty({ enum: SLOT_TRIGGERS, example: 'slot' })
  trigger: string;

  @ApiProperty({ enum: SLOT_OUTCOMES, example: 'fired' })
  outcome: string;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it was skipped or failed.' })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  detail: string | null;

  @ApiProperty(UUID)
  job_id: string | null;

  @ApiProperty(UUID)
  requested_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;
}
