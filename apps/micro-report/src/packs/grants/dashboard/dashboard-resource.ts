import { ApiProperty, PickType } from '@nestjs/swagger';
import { ReportsQuery } from '../reports/report-bodies.js';
import { REPORT_STATUSES, type ReportStatus } from '../reports/report-lifecycle.js';

const COUNT = { type: 'integer', example: 7 } as const;
const MAYBE_COUNT = { ...COUNT, nullable: true } as const;
const DAY = { type: String, format: 'date' } as const;

export class DashboardQuery extends PickType(ReportsQuery, ['year'] as const) {}

/** A reporting period, as its latest version tells it. */
export class PeriodFigures {
  @ApiProperty({ type: String, format: 'uuid' })
  period_id: string;

  @ApiProperty({ type: String, example: 'H1 2025' })
  period_label: string;

  @ApiProperty(DAY)
  reporting_period_start: string;

  @ApiProperty(DAY)
  reporting_period_end: string;

  @ApiProperty({
    type: Boolean,
    description: 'Whether the last of its days is over, in the zone of the organization.',
  })
  has_ended: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null = the period has no report.',
  })
  report_id: string | null;

  @ApiProperty({ enum: REPORT_STATUSES, nullable: true })
  status: ReportStatus | null;

  @ApiProperty(MAYBE_COUNT)
  report_version: number | null;

  @ApiProperty({ ...COUNT, description: 'Versions that were ever made of it.' })
  versions: number;

  @ApiProperty({ type: Boolean, description: 'Whether any of its versions was submitted.' })
  is_submitted: boolean;

  @ApiProperty(MAYBE_COUNT)
  total_activity_count: number | null;

  @ApiProperty(MAYBE_COUNT)
  total_participant_count: number | null;

  @ApiProperty({ type: String, nullable: true, example: '11.25' })
  total_hours: string | null;

  @ApiProperty({ ...COUNT, description: 'Entries of validation_warnings.' })
  warnings: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  generated_at: Date | null;
}

export class StatusCount {
  @ApiProperty({ enum: REPORT_STATUSES })
  status: ReportStatus;

  @ApiProperty(COUNT)
  reports: number;
}

/** Where an organization's reporting stands; read from the columns of reports, never from their data. */
export class BufdirDashboard {
  @ApiProperty({ type: [PeriodFigures], description: 'The latest first.' })
  periods: readonly PeriodFigures[];

  @ApiProperty({ type: [StatusCount], description: 'All versions of these periods, by status.' })
  by_status: readonly StatusCount[];

  @ApiProperty({
    type: [PeriodFigures],
    description: 'Periods that have ended and have no report, the oldest first.',
  })
  due: readonly PeriodFigures[];
}
