import {
  REPORT_LANGUAGES,
  REPORT_TYPES,
  SECTION_KINDS,
  type ReportLanguage,
  type ReportType,
  type SectionKind,
} from '@galley/pack-monitoring/donor-report';
import { ApiProperty } from '@nestjs/swagger';
import { REPORT_STATUSES, type ReportStatus } from './report-lifecycle.js';

const ID = { type: String, format: 'uuid' } as const;
const MAYBE_ID = { ...ID, nullable: true, example: null } as const;
const INSTANT = { type: String, format: 'date-time' } as const;
const MAYBE_INSTANT = { ...INSTANT, nullable: true, example: null } as const;
const DAY = { type: String, format: 'date' } as const;

/** A section of a report. */
export class DonorReportSection {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: 'integer', minimum: 0, example: 0 })
  order_index: number;

  @ApiProperty({ enum: SECTION_KINDS, example: 'narrative' })
  kind: SectionKind;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Null = by its kind.' })
  title: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'The wells were drilled as planned.' })
  body: string | null;

  @ApiProperty({ type: Object, example: {} })
  config: Readonly<Record<string, unknown>>;
}

/** A report to a donor, without its sections. */
export class DonorReportHead {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  project_id: string;

  @ApiProperty({ ...MAYBE_ID, description: 'The grant it reports on.' })
  program_donor_id: string | null;

  @ApiProperty({ type: String, example: 'Clean water, first quarter of 2026' })
  title: string;

  @ApiProperty({ enum: REPORT_TYPES, example: 'quarterly' })
  report_type: ReportType;

  @ApiProperty({ ...DAY, example: '2026-01-01' })
  start_date: string;

  @ApiProperty({ ...DAY, example: '2026-03-31', description: 'The last day.' })
  end_date: string;

  @ApiProperty({ enum: REPORT_LANGUAGES, example: 'en' })
  language: ReportLanguage;

  @ApiProperty({ type: Boolean, example: false, description: 'Then it is marked PROVISIONAL.' })
  include_unapproved: boolean;

  @ApiProperty({ enum: REPORT_STATUSES, example: 'draft' })
  status: ReportStatus;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    example: 0,
    description: 'Of the latest publication; 0 = none.',
  })
  revision: number;

  @ApiProperty(MAYBE_INSTANT)
  published_at: Date | null;

  @ApiProperty(MAYBE_ID)
  published_by_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description:
      'Where everybody who knows the address reads the latest publication; null = it is not shared.',
  })
  share_url: string | null;

  @ApiProperty({ ...MAYBE_INSTANT, description: 'Null = the link does not expire.' })
  share_expires_at: Date | null;

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty(INSTANT)
  created_at: Date;

  @ApiProperty(MAYBE_ID)
  created_by_id: string | null;

  @ApiProperty(INSTANT)
  updated_at: Date;

  @ApiProperty(MAYBE_ID)
  updated_by_id: string | null;
}

/** A report to a donor, as it is being edited: what was published of it are its revisions. */
export class DonorReport extends DonorReportHead {
  @ApiProperty({ type: [DonorReportSection] })
  sections: readonly DonorReportSection[];
}

/** A publication of a report. */
export class DonorReportRevision {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  revision: number;

  @ApiProperty({ type: String, example: 'Clean water, first quarter of 2026' })
  title: string;

  @ApiProperty({ type: String, description: 'SHA-256 (hex) of its content as the database writes it.' })
  sha256: string;

  @ApiProperty(INSTANT)
  published_at: Date;

  @ApiProperty(MAYBE_ID)
  published_by_id: string | null;
}

/** A publication with everything that it says. */
export class DonorReportPublication extends DonorReportRevision {
  @ApiProperty({
    type: Object,
    description: 'Head, and sections with their rows, as they were; decimals are texts.',
    example: { head: {}, sections: [] },
  })
  content: Readonly<Record<string, unknown>>;
}
