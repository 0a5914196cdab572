import type { Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsLocale,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { RecipientBody } from '../deliveries/recipient-body.js';

/** When a finished file is worth sending; it is kept in any case. */
export class ConditionsBody {
  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Only when it has rows.' })
  @IsOptional()
  @IsBoolean()
  only_if_rows?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: "Only when columns or rows differ from the schedule's last run.",
  })
  @IsOptional()
  @IsBoolean()
  only_if_changed?: boolean;
}

/** What the message that carries the file says instead of the house's own words. Markdown with `{{placeholders}}`. */
export class MessageBody {
  @ApiPropertyOptional({ type: String, maxLength: 300, example: '{{report}} of {{period}}' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  subject?: string;

  @ApiPropertyOptional({
    type: String,
    maxLength: 10_000,
    example: 'Please find **{{file_name}}** attached.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(10_000)
  body?: string;
}

/** One piece of a run that is split by a key. */
export class BurstPieceBody {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'T01',
    description: 'The value of the key; null = rows without one.',
  })
  @ValidateIf(({ key }: BurstPieceBody) => key !== null)
  @IsString()
  @MaxLength(500)
  key: string | null;

  @ApiPropertyOptional({ type: [RecipientBody] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => RecipientBody)
  recipients?: RecipientBody[];

  @ApiPropertyOptional({ type: String, example: 'excel', description: "The run's own when absent." })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;

  @ApiPropertyOptional({ type: String, example: 'nb' })
  @IsOptional()
  @IsLocale()
  @MaxLength(35)
  locale?: string;
}

export const UNLISTED = ['file', 'skip', 'fail'] as const;

/** Splits a run by a column into files of their own: each recipient receives the rows of their key and no others. */
export class BurstBody {
  @ApiProperty({ type: String, example: 'vendor_code', description: 'Column that the rows are split by.' })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  by: string;

  @ApiPropertyOptional({ type: [BurstPieceBody], maxItems: 1000 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => BurstPieceBody)
  pieces?: BurstPieceBody[];

  @ApiPropertyOptional({
    type: String,
    example: 'vendor_email',
    description: 'Column with the e-mail address of the key; it must have one value a key.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  recipient_column?: string;

  @ApiPropertyOptional({
    enum: UNLISTED,
    default: 'file',
    description: 'Keys in the data that no piece names: a file without recipients, no file, or a failed run.',
  })
  @IsOptional()
  @IsIn(UNLISTED)
  unlisted?: (typeof UNLISTED)[number];
}

export const COMPARED_PERIODS = ['previous', 'previous_year'] as const;

/** What a run is compared with: exactly one of an earlier run, another period, other filters. */
export class CompareToBody {
  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'An earlier run of the same template.' })
  @IsOptional()
  @IsUUID()
  job_id?: string;

  @ApiPropertyOptional({
    enum: COMPARED_PERIODS,
    description: 'The period before, or the same period a year before.',
  })
  @IsOptional()
  @IsIn(COMPARED_PERIODS)
  period?: (typeof COMPARED_PERIODS)[number];

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { date_from: '2025-01-01' } })
  @IsOptional()
  @IsObject()
  filters?: Record<string, Json>;

  @ApiPropertyOptional({
    type: [String],
    example: ['vendor_code'],
    description: 'Columns that tell which rows belong together; the dimensions of the report when absent.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  key?: string[];

  @ApiPropertyOptional({
    enum: ['all', 'changes'],
    default: 'all',
    description: 'Whether rows without a change are shown.',
  })
  @IsOptional()
  @IsIn(['all', 'changes'])
  show?: 'all' | 'changes';
}

/** What to run: a template over data, into a file. */
export class GenerateBody {
  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Exactly one of this and report_type.' })
  @IsOptional()
  @IsUUID()
  template_id?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'purchase_order_list',
    description: 'The live template of that type.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  report_type?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'pdf',
    description: "pdf, excel (or xlsx), csv, json; the template's default when absent.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;

  @ApiPropertyOptional({ type: [String], example: ['T01', 'T02'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(50, { each: true })
  bu_codes?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { date_from: 'start_of_month' },
  })
  @IsOptional()
  @IsObject()
  filters?: Record<string, Json>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { title: 'Purchases', group_by: ['vendor'] },
  })
  @IsOptional()
  @IsObject()
  options?: Record<string, Json>;

  @ApiPropertyOptional({ type: [RecipientBody] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => RecipientBody)
  recipients?: RecipientBody[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: -100,
    maximum: 100,
    default: 0,
    description: "Before (> 0) or after (< 0) the organization's own other jobs.",
  })
  @IsOptional()
  @IsInt()
  @Min(-100)
  @Max(100)
  priority?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 3650, example: 30 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  expires_in_days?: number;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'The project that the run is about; its members and the administrators find it under it.',
  })
  @IsOptional()
  @IsUUID()
  project_id?: string;

  @ApiPropertyOptional({ type: () => BurstBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => BurstBody)
  burst?: BurstBody;

  @ApiPropertyOptional({ type: () => CompareToBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => CompareToBody)
  compare_to?: CompareToBody;

  @ApiPropertyOptional({ type: () => ConditionsBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => ConditionsBody)
  conditions?: ConditionsBody;

  @ApiPropertyOptional({ type: () => MessageBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => MessageBody)
  message?: MessageBody;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Keep the dataset beside the file, so that the file can be made again and compared with it.',
  })
  @IsOptional()
  @IsBoolean()
  keep_snapshot?: boolean;
}
