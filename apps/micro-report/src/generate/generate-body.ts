import type { Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

export const RECIPIENT_TYPES = ['email', 'user', 'webhook', 's3', 'sftp'] as const;

/** To whom a finished file is to be sent. */
export class RecipientBody {
  @ApiProperty({ enum: RECIPIENT_TYPES, example: 'email' })
  @IsIn(RECIPIENT_TYPES)
  type: (typeof RECIPIENT_TYPES)[number];

  @ApiProperty({ type: String, example: 'controller@example.com' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  value: string;
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
}

/** Several runs that are accepted together or not at all. */
export class BulkBody {
  @ApiProperty({ type: [GenerateBody], maxItems: 100 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GenerateBody)
  items: GenerateBody[];
}
