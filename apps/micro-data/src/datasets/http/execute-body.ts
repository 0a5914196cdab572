import { AGGREGATES, type Aggregate, type DatasetRequest, type Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
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

const MAX_ROW = 1_000_000_000;

/** As it was sent: class-transformer would leave out keys that it finds dangerous, and a filter must not get lost. */
const Untouched = (key: string): PropertyDecorator =>
  Transform(({ obj }: { obj: Readonly<Record<string, unknown>> }) => obj[key], { toClassOnly: true });

export class OrderByBody {
  @ApiProperty({ type: String, example: 'product_code' })
  @IsString()
  @Length(1, 63)
  column: string;

  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'asc' })
  @IsOptional()
  @IsIn(['asc', 'desc'])
  direction?: 'asc' | 'desc';

  @ApiPropertyOptional({
    enum: ['first', 'last'],
    description: 'As PostgreSQL does when absent: last, for desc first.',
  })
  @IsOptional()
  @IsIn(['first', 'last'])
  nulls?: 'first' | 'last';
}

export class TotalBody {
  @ApiProperty({ type: String, example: 'value', description: '`*` with `count` counts rows.' })
  @IsString()
  @Length(1, 63)
  column: string;

  @ApiProperty({ enum: AGGREGATES, example: 'sum' })
  @IsIn(AGGREGATES)
  aggregate: Aggregate;

  @ApiPropertyOptional({
    type: String,
    example: 'stock_value',
    description: "Key of the total; the column's name when absent.",
  })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  as?: string;
}

/** Body of `POST /api/datasets/execute`. */
export class ExecuteBody implements DatasetRequest {
  @ApiPropertyOptional({
    type: String,
    example: 'procurement.stock_on_hand',
    description: 'A registered source. Exactly one of this and `builder_key`.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  name?: string;

  @ApiPropertyOptional({
    type: String,
    example: null,
    nullable: true,
    description: 'A builder of a pack, by its key.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  builder_key?: string;

  @ApiPropertyOptional({
    type: [String],
    example: ['T01', 'T02'],
    description: 'Business units to read; never all by omission.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @Length(1, 50, { each: true })
  bu_codes?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { category: ['Dairy', 'Wine'], OR: [{ qty: { gt: 0 } }, { last_movement: null }] },
    description:
      'An AND of its keys: columns or dialog fields. A value is `equals`, a list `in`, null `is null`; operators: `equals not in notIn lt lte gt gte between contains startsWith endsWith isNull`, `mode: "insensitive"`; `AND OR NOT` nest. As in SQL, a null is neither equal nor unequal to a value.',
  })
  @IsOptional()
  @Untouched('filters')
  @IsObject()
  filters?: Record<string, Json>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: {},
    description:
      'Arguments of a function, procedure or builder, by the `filter` of each parameter: `{"date_from": "2026-06-01"}`. A view takes none.',
  })
  @IsOptional()
  @Untouched('params')
  @IsObject()
  params?: Record<string, Json>;

  @ApiPropertyOptional({ type: [String], example: ['category', 'product_code', 'product', 'qty', 'value'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(63, { each: true })
  columns?: string[];

  @ApiPropertyOptional({ type: [OrderByBody] })
  @IsOptional()
  @IsArray()
  // The columns a run may group by, and then those it may sort by.
  @ArrayMaxSize(32)
  @ValidateNested({ each: true })
  @Type(() => OrderByBody)
  order_by?: OrderByBody[];

  @ApiPropertyOptional({ type: [String], example: ['category'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MaxLength(63, { each: true })
  group_by?: string[];

  @ApiPropertyOptional({ type: [TotalBody], description: 'Over all matching rows, whatever `limit` says.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => TotalBody)
  totals?: TotalBody[];

  @ApiPropertyOptional({ type: 'integer', minimum: 0, example: 1000 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_ROW)
  limit?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, example: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_ROW)
  offset?: number;

  @ApiPropertyOptional({
    type: String,
    example: 'Asia/Bangkok',
    description: "IANA zone in which days begin; the organization's when absent.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timezone?: string;

  @ApiPropertyOptional({
    enum: ['fail', 'partial'],
    default: 'fail',
    description: '`partial`: a failing unit is named in the summary and left out.',
  })
  @IsOptional()
  @IsIn(['fail', 'partial'])
  on_unit_failure?: 'fail' | 'partial';
}
