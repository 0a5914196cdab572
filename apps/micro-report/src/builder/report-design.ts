import { AGGREGATES, type Aggregate } from '@galley/dataset';
import { CHART_KINDS, type ChartKind } from '@galley/layout';
import { ORIENTATIONS } from '@galley/template';
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
import { DesignColumn } from './design-columns.js';
import { Flag, ListOf, OneOf, Text } from './design-decorators.js';
import { DesignFilter } from './design-filters.js';

export class DesignGroup {
  @ApiProperty({ type: String, maxLength: 63, example: 'vendor' })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  column: string;

  @Flag({ example: false, description: 'Each group begins on a new page.' })
  page_break?: boolean | null;
}

export class DesignTotal {
  @ApiProperty({ type: String, maxLength: 63, example: 'base_total', description: 'A column that is shown.' })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  column: string;

  @ApiProperty({ enum: [...AGGREGATES], example: 'sum' })
  @IsIn(AGGREGATES)
  aggregate: Aggregate;
}

export class DesignSort {
  @ApiProperty({ type: String, maxLength: 63, example: 'po_date' })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  column: string;

  @OneOf(['asc', 'desc'], { example: 'desc', description: 'asc when absent.' })
  direction?: 'asc' | 'desc' | null;
}

/** One chart over all rows of the report: figures are added up for each category. */
export class DesignChart {
  @ApiProperty({ enum: [...CHART_KINDS], example: 'column' })
  @IsIn(CHART_KINDS)
  kind: ChartKind;

  @ApiProperty({ type: String, maxLength: 63, example: 'vendor', description: 'What each mark stands for.' })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  category: string;

  @ApiProperty({
    type: [String],
    minItems: 1,
    maxItems: 20,
    example: ['base_total'],
    description: 'Numbers; a series each.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(63, { each: true })
  values: string[];

  @Text(63, {
    example: null,
    description: 'A series for each value of this column; then only one of values.',
  })
  split_by?: string | null;

  @Text(200, { example: 'Purchases by vendor' })
  title?: string | null;

  @OneOf(['before', 'after'], {
    example: 'before',
    description: 'Above or below the table; above when absent.',
  })
  place?: 'before' | 'after' | null;

  @OneOf(['none', 'stacked', 'percent'], { example: 'none' })
  stacking?: 'none' | 'stacked' | 'percent' | null;

  @OneOf(['none', 'x', '-x', 'y', '-y'], { example: '-y', description: 'By category or value, - = falling.' })
  sort?: 'none' | 'x' | '-x' | 'y' | '-y' | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 500,
    example: 10,
    description: 'Show the largest; the rest is one mark.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  top?: number | null;
}

export class DesignBranding {
  @Text(100, { example: null, description: 'Name of a stored picture.' })
  logo?: string | null;

  @Text(7, { example: '#0B5CAD' }, { pattern: /^#[0-9A-Fa-f]{6}$/, message: 'is not a colour: #RRGGBB' })
  accent?: string | null;
}

/** A report as people put it together: which columns of a source, asked for, grouped, added up and drawn how. */
export class ReportDesign {
  @ApiProperty({ type: String, minLength: 1, maxLength: 200, example: 'Purchases by vendor' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @Text(2000, { example: 'Orders of a period by vendor, with a chart of the largest.' })
  description?: string | null;

  @Text(200, {
    example: 'procurement.purchase_order_list',
    description:
      'A registered source (GET /api/reports/builder/sources). Exactly one of this and builder_key.',
  })
  source?: string | null;

  @Text(200, { example: null, description: 'Key of a builder that is registered as a source.' })
  builder_key?: string | null;

  @Text(200, {
    example: 'Purchases by vendor',
    description: 'Heading of the document; the name when absent.',
  })
  title?: string | null;

  @ListOf(() => DesignColumn, 200, { description: 'In their order; every column of the source when absent.' })
  columns?: DesignColumn[] | null;

  @ListOf(() => DesignFilter, 30)
  filters?: DesignFilter[] | null;

  @ListOf(() => DesignGroup, 8, { description: 'Outermost first.' })
  groups?: DesignGroup[] | null;

  @ListOf(() => DesignTotal, 50, { description: 'Below the table and below each group.' })
  totals?: DesignTotal[] | null;

  @ListOf(() => DesignSort, 12, {
    description: 'Within the groups; of a group’s own column, the direction of the groups.',
  })
  sort?: DesignSort[] | null;

  @ApiPropertyOptional({ type: DesignChart, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DesignChart)
  chart?: DesignChart | null;

  @OneOf(ORIENTATIONS, { example: 'auto' })
  orientation?: (typeof ORIENTATIONS)[number] | null;

  @Text(20, { example: 'A4' })
  page_size?: string | null;

  @Text(20, { example: 'pdf' })
  default_format?: string | null;

  @Text(100, { example: 'Procurement', description: 'Heading in the reports menu.' })
  report_group?: string | null;

  @Text(50, { example: 'procurement' })
  report_category?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    example: null,
    description: 'Visible to members of this project only; null = the whole organization.',
  })
  @IsOptional()
  @IsUUID()
  project_id?: string | null;

  @ApiPropertyOptional({ type: DesignBranding, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DesignBranding)
  branding?: DesignBranding | null;
}
