import { IsFlag, PageQuery } from '@galley/platform';
import { TEMPLATE_KINDS } from '@galley/template';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

const UNITS = {
  type: String,
  example: 'T01',
  description: 'Business unit, repeated or separated by commas: only what at least one of them may see.',
};

/** `?bu_code=T01&bu_code=T02` and `?bu_code=T01,T02` alike. */
const toCodes = ({ value }: { value: unknown }): unknown =>
  (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
    typeof one === 'string' ? one.split(',').filter((code) => code !== '') : [one],
  );

/** The business units a request looks through. */
export class UnitsQuery {
  @ApiPropertyOptional(UNITS)
  @IsOptional()
  @Transform(toCodes)
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  bu_code?: string[];
}

/** Filters of the template list. */
export class TemplateQuery extends PageQuery {
  @ApiPropertyOptional(UNITS)
  @IsOptional()
  @Transform(toCodes)
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  bu_code?: string[];

  @ApiPropertyOptional({
    enum: TEMPLATE_KINDS,
    default: 'report',
    description: 'Print templates are not reports.',
  })
  @IsOptional()
  @IsIn(TEMPLATE_KINDS)
  kind?: (typeof TEMPLATE_KINDS)[number];

  @ApiPropertyOptional({ type: String, example: 'Procurement' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  report_group?: string;

  @ApiPropertyOptional({ type: String, example: 'procurement' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  report_category?: string;

  @ApiPropertyOptional({ type: String, example: 'purchase_order_list' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  report_type?: string;

  @ApiPropertyOptional({ type: Boolean, example: true })
  @IsOptional()
  @IsFlag()
  is_active?: boolean;

  @ApiPropertyOptional({ type: String, example: 'order', description: 'Part of the name or description.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}
