import { ApiProperty } from '@nestjs/swagger';
import { REPORT_STATUSES, type ReportStatus } from '../reports/report-lifecycle.js';
import { ATTEMPT_STATUSES, type AttemptRow, type AttemptStatus } from './submission-attempts.js';

const ID = { type: String, format: 'uuid' } as const;
const INSTANT = { type: String, format: 'date-time' } as const;
const MAYBE_INSTANT = { ...INSTANT, nullable: true } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;

/** One call of Bufdir, and what came back; its tries in the end count as one. */
export class BufdirSubmissionAttempt {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ enum: ATTEMPT_STATUSES, example: 'confirmed' })
  status: AttemptStatus;

  @ApiProperty({ type: 'integer', nullable: true, example: 201, description: 'Null = nothing was answered.' })
  http_status: number | null;

  @ApiProperty({
    ...MAYBE_TEXT,
    example: null,
    description: 'Why it was not confirmed: `timeout`, `without-id` …',
  })
  error_code: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: 'BUF-2026-0001' })
  submission_id: string | null;

  @ApiProperty({
    ...MAYBE_TEXT,
    example: '{"submission_id":"BUF-2026-0001"}',
    description: 'First 4 KiB of the answer.',
  })
  response: string | null;

  @ApiProperty({ type: String, description: 'SHA-256 of what was sent, hex: that of the JSON export.' })
  request_hash: string;

  @ApiProperty(INSTANT)
  started_at: Date;

  @ApiProperty({ ...MAYBE_INSTANT, description: 'Null while it is on its way.' })
  ended_at: Date | null;

  @ApiProperty(ID)
  created_by_id: string;
}

/** What is known of the way of a report to Bufdir. */
export class BufdirSubmissionState {
  @ApiProperty(ID)
  report_id: string;

  @ApiProperty({ enum: REPORT_STATUSES, example: 'submitted' })
  status: ReportStatus;

  @ApiProperty({ ...MAYBE_TEXT, example: 'BUF-2026-0001', description: "Bufdir's confirmation." })
  submission_id: string | null;

  @ApiProperty(MAYBE_INSTANT)
  submitted_at: Date | null;

  @ApiProperty({ type: String, description: 'Sent with every attempt: Bufdir takes the report once.' })
  idempotency_key: string;

  @ApiProperty({ type: [BufdirSubmissionAttempt], description: 'The last hundred, the newest first.' })
  attempts: readonly BufdirSubmissionAttempt[];
}

export function attemptView(row: AttemptRow): BufdirSubmissionAttempt {
  const { organization_id: _home, report_id: _report, idempotency_key: _key, ...shown } = row;
  return shown;
}
