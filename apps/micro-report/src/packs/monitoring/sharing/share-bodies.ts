import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsISO8601, IsOptional, Matches, MaxLength } from 'class-validator';

/** A day, or an instant with its zone: ISO 8601 knows spellings of weeks and the like that nobody else reads. */
const READABLE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i;
const INSTANT = { type: String, format: 'date-time' } as const;

/** A link to be made. */
export class ShareDonorReport {
  @ApiPropertyOptional({
    ...INSTANT,
    nullable: true,
    example: '2031-01-01T00:00:00Z',
    description: 'From then on the link says that it has expired. Null = it does not expire.',
  })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(READABLE, { message: 'expires_at must be an instant with its zone' })
  @MaxLength(40)
  expires_at?: string | null;
}

/** The link to what was published of a report. */
export class DonorReportShare {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://reports.example.org/api/shared/5f0c6b1e-3f0a-4b57-9f0e-0d6f3a1b2c3d',
    description: 'Null where the answer is repeated for an Idempotency-Key; the report tells it.',
  })
  url: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The last part of the address; null as it is.',
  })
  share_token: string | null;

  @ApiProperty({ ...INSTANT, nullable: true })
  expires_at: Date | null;
}
