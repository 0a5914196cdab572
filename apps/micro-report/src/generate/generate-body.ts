import type { Json } from '@galley/dataset';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
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
import { BurstBody } from '../burst/burst-body.js';
import { CompareToBody } from '../compare/compare-body.js';
import { ConditionsBody } from '../deliveries/conditions-body.js';
import { MessageBody } from '../deliveries/message-body.js';
import { Recipients, type RecipientBody } from '../deliveries/recipient-body.js';
import { UnitCodes } from './unit-codes.js';

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

  @UnitCodes({ example: ['T01', 'T02'] })
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

  @Recipients()
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
