import { IsFlag, PageQuery } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { SOURCE_TYPES } from '@galley/template';
import { ReportDesign } from './report-design.js';

/** Filters of the list of sources. */
export class BuilderSourcesQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'stock',
    description: 'Part of name, label or bound object.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  q?: string;

  @ApiPropertyOptional({ enum: SOURCE_TYPES, example: 'view' })
  @IsOptional()
  @IsIn(SOURCE_TYPES)
  source_type?: (typeof SOURCE_TYPES)[number];
}

/** The unit in which the live columns are looked at. */
export class LiveUnitQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'T01',
    description: 'The first that the caller sees when absent.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 50)
  bu_code?: string;
}

export class DesignedTemplateQuery {
  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    example: false,
    description: 'True: also a template that was changed by hand since; the design wins.',
  })
  @IsOptional()
  @IsFlag()
  overwrite?: boolean;
}

/** A report to look at before it is saved. */
export class PreviewDesign {
  @ApiProperty({ type: ReportDesign })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ReportDesign)
  design: ReportDesign;

  @ApiPropertyOptional({
    type: String,
    maxLength: 20,
    example: 'pdf',
    description: "The design's default when absent.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;

  @ApiPropertyOptional({ type: [String], maxItems: 200, example: ['T01'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  bu_codes?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { po_date_from: '2026-01-01' },
    description: "By the names of the form's fields, or by column.",
  })
  @IsOptional()
  @IsObject()
  filters?: Record<string, unknown>;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50, example: 50 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  rows?: number;
}
