import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

const ID = { type: String, format: 'uuid' } as const;
const MAYBE_ID = { ...ID, nullable: true } as const;
const COUNT = { type: 'integer', example: 3 } as const;
const INSTANT = { type: String, format: 'date-time' } as const;
const MAYBE_INSTANT = { ...INSTANT, nullable: true } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;

const DAY_H = 24;
const YEAR_H = 366 * DAY_H;

export class DashboardQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: YEAR_H,
    default: DAY_H,
    description: 'How far back it looks, in hours.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(YEAR_H)
  hours: number = DAY_H;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 10,
    description: 'Entries of each list.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  top: number = 10;
}

/** What waits and runs at this moment. */
export class QueueState {
  @ApiProperty(COUNT)
  waiting: number;

  @ApiProperty(COUNT)
  running: number;

  @ApiProperty(MAYBE_INSTANT)
  oldest_waiting_at: Date | null;

  @ApiProperty({ type: 'number', nullable: true, example: 1.5, description: 'Seconds.' })
  oldest_waiting_s: number | null;
}

/** Runs of one template in the window. */
export class TemplateState {
  @ApiProperty(MAYBE_ID)
  report_template_id: string | null;

  @ApiProperty({ type: String, example: 'stock_on_hand' })
  report_type: string;

  @ApiProperty({ ...MAYBE_TEXT, example: 'Stock on hand' })
  name: string | null;

  @ApiProperty(COUNT)
  runs: number;

  @ApiProperty(COUNT)
  completed: number;

  @ApiProperty(COUNT)
  failed: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Milliseconds, of completed runs.' })
  average_ms: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Milliseconds that 95 % of completed runs stay below.',
  })
  p95_ms: number | null;

  @ApiProperty(INSTANT)
  last_run_at: Date;
}

export class FailedRun {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: String, example: 'stock_on_hand' })
  report_type: string;

  @ApiProperty(MAYBE_TEXT)
  error_code: string | null;

  @ApiProperty(MAYBE_TEXT)
  error_message: string | null;

  @ApiProperty(MAYBE_ID)
  schedule_id: string | null;

  @ApiProperty(INSTANT)
  completed_at: Date;
}

export class NextRun {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: String, example: 'Monthly settlement' })
  name: string;

  @ApiProperty(INSTANT)
  next_run_at: Date;

  @ApiProperty({ ...MAYBE_TEXT, example: 'completed' })
  last_run_status: string | null;
}

export class DeliveryState {
  @ApiProperty({ ...COUNT, description: 'Not sent yet, attempts left.' })
  pending: number;

  @ApiProperty({ ...COUNT, description: 'Given up in the window.' })
  failed: number;
}

export class ArchiveState {
  @ApiProperty({ ...COUNT, description: 'Files that can be downloaded.' })
  files: number;

  @ApiProperty({ type: 'integer', example: 1048576, description: 'Of these files, together.' })
  bytes: number;

  @ApiProperty({ ...COUNT, description: 'Files that expire within a week.' })
  expiring: number;
}

/** How the organization's reports are doing. */
export class Dashboard {
  @ApiProperty(INSTANT)
  as_of: Date;

  @ApiProperty({ type: 'integer', example: DAY_H })
  hours: number;

  @ApiProperty({ type: () => QueueState })
  queue: QueueState;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { queued: 0, processing: 1, completed: 12, failed: 0, cancelled: 0 },
    description: 'Jobs of the window by status; every status is there.',
  })
  by_status: Record<string, number>;

  @ApiProperty({ type: [TemplateState], description: 'Most runs first.' })
  by_template: TemplateState[];

  @ApiProperty({ type: [FailedRun], description: 'Latest first.' })
  failures: FailedRun[];

  @ApiProperty({ type: [NextRun], description: 'Soonest first.' })
  next_schedules: NextRun[];

  @ApiProperty({ type: () => DeliveryState })
  deliveries: DeliveryState;

  @ApiProperty({ ...COUNT, description: 'Export requests that wait for a decision.' })
  exports_pending: number;

  @ApiProperty({ type: () => ArchiveState })
  archive: ArchiveState;
}
