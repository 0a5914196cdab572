import { ApiProperty } from '@nestjs/swagger';
import { pageDto, type Page } from '@galley/platform';
import { CHANGES, LINE_FIELDS, type Change, type LineField } from './compare-lines.js';
import type { FigureValue } from './figure-list.js';

const ID = { type: String, format: 'uuid' } as const;
const MAYBE_ID = { ...ID, nullable: true } as const;
const COUNT = { type: 'integer', example: 1 } as const;
const MAYBE_TEXT = { type: String, nullable: true } as const;
const FIGURE_VALUE = { oneOf: [{ type: 'integer' }, { type: 'string' }], nullable: true };

/** One of the two reports. */
export class ComparedReport {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  report_version: number;

  @ApiProperty({ type: String, example: '2025-v1' })
  bufdir_schema_version: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  generated_at: Date | null;
}

export class ChangedFigure {
  @ApiProperty({
    type: String,
    example: '/activity_types/group/hours',
    description: 'JSON Pointer into the data, with lists entered by key and not by position.',
  })
  figure: string;

  @ApiProperty({
    ...MAYBE_TEXT,
    example: 'Samtalegruppe',
    description: 'Null = the organization as a whole.',
  })
  label: string | null;

  @ApiProperty({
    ...FIGURE_VALUE,
    example: '2.92',
    description: 'Null = not stated, or nothing of it in that report.',
  })
  before: FigureValue;

  @ApiProperty({ ...FIGURE_VALUE, example: '4.42' })
  after: FigureValue;

  @ApiProperty({
    ...FIGURE_VALUE,
    example: '1.50',
    description: 'Exact; null where one of them is not stated.',
  })
  difference: FigureValue;
}

export class ChangedWarning {
  @ApiProperty({ type: String, example: 'UNAPPROVED_ACTIVITIES' })
  code: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 1,
    description: 'How much it was about; null = that report has no such warning.',
  })
  before: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  after: number | null;
}

/** An activity as one of the reports counted it. */
export class CountedActivity {
  @ApiProperty(ID)
  unit_id: string;

  @ApiProperty({ ...MAYBE_TEXT, example: 'Lokallag 1', description: 'As the unit was called then.' })
  unit_name: string | null;

  @ApiProperty(MAYBE_ID)
  region_id: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: 'Treff', description: 'As the organization calls it.' })
  type: string | null;

  @ApiProperty({ ...MAYBE_TEXT, example: 'group' })
  type_key: string | null;

  @ApiProperty({ type: String, format: 'date', example: '2025-03-01' })
  local_date: string;

  @ApiProperty({ ...COUNT, example: 90 })
  minutes: number;

  @ApiProperty({ type: [String], format: 'uuid' })
  mentor_ids: readonly string[];

  @ApiProperty({ ...COUNT, example: 4, description: 'People who are known.' })
  participants: number;

  @ApiProperty({ ...COUNT, example: 4 })
  participations: number;

  @ApiProperty({ ...COUNT, example: 0 })
  anonymous: number;

  @ApiProperty({ ...COUNT, example: 0 })
  events: number;

  @ApiProperty({ type: Boolean })
  is_countable: boolean;

  @ApiProperty({ ...MAYBE_TEXT, example: null })
  exclusion_reason: string | null;
}

export class ChangedActivity {
  @ApiProperty({ enum: ['activity', 'event'], description: '`event`: one that belongs to no activity.' })
  kind: 'activity' | 'event';

  @ApiProperty({ ...ID, description: 'Of the activity, or the event.' })
  source_id: string;

  @ApiProperty({ enum: CHANGES, example: 'changed' })
  change: Change;

  @ApiProperty({ enum: LINE_FIELDS, isArray: true, example: ['minutes'], description: 'Of a changed one.' })
  changed_fields: readonly LineField[];

  @ApiProperty({ type: CountedActivity, nullable: true, description: 'Null = added.' })
  before: CountedActivity | null;

  @ApiProperty({ type: CountedActivity, nullable: true, description: 'Null = removed.' })
  after: CountedActivity | null;

  @ApiProperty({ ...COUNT, example: 0, description: 'Known people who are in the second report only.' })
  participants_added: number;

  @ApiProperty({ ...COUNT, example: 0 })
  participants_removed: number;
}

export class ChangeCounts {
  @ApiProperty(COUNT)
  added: number;

  @ApiProperty(COUNT)
  removed: number;

  @ApiProperty(COUNT)
  changed: number;
}

/** What differs between two versions of a report, and which activities caused it. */
export class BufdirComparison {
  @ApiProperty({ type: ComparedReport, description: 'The version compared with.' })
  before: ComparedReport;

  @ApiProperty({ type: ComparedReport })
  after: ComparedReport;

  @ApiProperty({
    type: Boolean,
    description:
      'False = the versions follow different Bufdir schemas, which may count the same activity differently.',
  })
  is_same_schema: boolean;

  @ApiProperty({ type: [ChangedFigure], description: 'In the order of the report; the same on every page.' })
  figures: readonly ChangedFigure[];

  @ApiProperty({ type: [ChangedWarning], description: 'By code.' })
  warnings: readonly ChangedWarning[];

  @ApiProperty({ type: ChangeCounts, description: 'Activities, of the figure where one is named.' })
  counts: ChangeCounts;

  @ApiProperty({ type: pageDto(ChangedActivity), description: 'By day.' })
  activities: Page<ChangedActivity>;
}
