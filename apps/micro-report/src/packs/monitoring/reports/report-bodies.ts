import { IsAbsentOr, PageQuery } from '@galley/platform';
import {
  REPORT_LANGUAGES,
  REPORT_TYPES,
  SECTION_KINDS,
  type ReportLanguage,
  type ReportType,
  type SectionKind,
} from '@galley/pack-monitoring/donor-report';
import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsDay } from './is-day.js';
import { REPORT_STATUSES, type ReportStatus } from './report-lifecycle.js';

const MAX_SECTIONS = 20;
/** Some twenty pages. */
const MAX_BODY = 50_000;
const MAX_TITLE = 300;
const ID = { type: String, format: 'uuid' } as const;
const DAY = { type: String, format: 'date' } as const;

/** A section of a report, as its author writes it. */
export class SectionBody {
  @ApiProperty({ enum: SECTION_KINDS, example: 'indicator_table' })
  @IsIn(SECTION_KINDS)
  kind: SectionKind;

  @ApiPropertyOptional({
    type: String,
    maxLength: MAX_TITLE,
    nullable: true,
    description: 'Null = by its kind.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_TITLE)
  title?: string | null;

  @ApiPropertyOptional({
    type: String,
    maxLength: MAX_BODY,
    nullable: true,
    description: 'Text above what the section shows; an empty line begins a paragraph.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_BODY)
  body?: string | null;

  @ApiPropertyOptional({
    type: Object,
    default: {},
    description:
      'Which rows it shows, by its kind; empty = all. Indicators: `indicator_codes`, `result_node_code` (it and all below it), also of the log frame; ' +
      'activities: `result_node_code`; narrative: those of indicators, and `include_values` (what was written beside values); ' +
      'participants: `group_by`, a list of `sex`, `age`, `sex_age`; budget: `group_by: "currency"` (totals only); ' +
      'annex: `items` of `{title, description, url}`.',
  })
  @IsAbsentOr()
  @IsObject()
  config?: Record<string, unknown>;
}

/** A report to be put together. */
export class CreateDonorReport {
  @ApiProperty(ID)
  @IsUUID()
  project_id: string;

  @ApiPropertyOptional({
    ...ID,
    nullable: true,
    description: "The grant it reports on, of the project's program.",
  })
  @IsOptional()
  @IsUUID()
  program_donor_id?: string | null;

  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: MAX_TITLE,
    example: 'Clean water, first quarter of 2026',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_TITLE)
  title: string;

  @ApiProperty({ enum: REPORT_TYPES, example: 'quarterly' })
  @IsIn(REPORT_TYPES)
  report_type: ReportType;

  @ApiProperty({ ...DAY, example: '2026-01-01' })
  @IsDay()
  start_date: string;

  @ApiProperty({ ...DAY, example: '2026-03-31', description: 'The last day.' })
  @IsDay()
  end_date: string;

  @ApiPropertyOptional({ enum: REPORT_LANGUAGES, default: 'en' })
  @IsAbsentOr()
  @IsIn(REPORT_LANGUAGES)
  language?: ReportLanguage;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Values that nobody has approved count too; the report is marked PROVISIONAL (ME-1).',
  })
  @IsAbsentOr()
  @IsBoolean()
  include_unapproved?: boolean;

  @ApiPropertyOptional({
    type: [SectionBody],
    minItems: 1,
    maxItems: MAX_SECTIONS,
    description: 'In their order. One of each kind when left out.',
  })
  @IsAbsentOr()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SECTIONS)
  @ValidateNested({ each: true })
  @Type(() => SectionBody)
  sections?: SectionBody[];
}

/** The whole of a report, but for its project, which stays. */
export class ReplaceDonorReport extends OmitType(CreateDonorReport, ['project_id']) {
  @ApiPropertyOptional({ ...ID, description: 'As it is: a report stays with its project.' })
  @IsAbsentOr()
  @IsUUID()
  project_id?: string;
}

/** What changes of a report; what is left out stays. Null is nothing that is left out. */
export class ChangeDonorReport extends PartialType(ReplaceDonorReport, { skipNullProperties: false }) {}

/** Filters of the list. */
export class DonorReportsQuery extends PageQuery {
  @ApiPropertyOptional(ID)
  @IsOptional()
  @IsUUID()
  project_id?: string;

  @ApiPropertyOptional(ID)
  @IsOptional()
  @IsUUID()
  program_donor_id?: string;

  @ApiPropertyOptional({ enum: REPORT_STATUSES })
  @IsOptional()
  @IsIn(REPORT_STATUSES)
  status?: ReportStatus;

  @ApiPropertyOptional({ enum: REPORT_TYPES })
  @IsOptional()
  @IsIn(REPORT_TYPES)
  report_type?: ReportType;

  @ApiPropertyOptional({
    ...DAY,
    example: '2026-01-01',
    description: 'Of which some day is not before this one.',
  })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({
    ...DAY,
    example: '2026-12-31',
    description: 'Of which some day is not after this one.',
  })
  @IsOptional()
  @IsDay()
  to?: string;
}

export class RevisionsQuery extends PageQuery {}
