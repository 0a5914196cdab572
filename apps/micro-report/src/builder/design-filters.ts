import type { Json } from '@galley/dataset';
import { FIELD_TYPES, type FieldType } from '@galley/template';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { FILTER_OPERATORS, type FilterOperator } from './column-abilities.js';
import { Flag, ListOf, OneOf, Text } from './design-decorators.js';

export class DesignChoice {
  @ApiProperty({ type: String, maxLength: 500, example: 'sent' })
  @IsString()
  @MaxLength(500)
  value: string;

  @ApiProperty({ type: String, maxLength: 500, example: 'Sent' })
  @IsString()
  @MaxLength(500)
  label: string;
}

/** Where the choices of a filter are looked up. */
export class DesignLookup {
  @ApiProperty({ type: String, maxLength: 200, example: 'procurement.vendors' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  source: string;

  @Text(63, { example: 'vendor_code', description: 'Column of the value.' })
  field?: string | null;

  @Text(63, { example: 'vendor', description: 'Column of the label.' })
  label?: string | null;
}

/** A question of the report's form: which rows, or the value of a parameter. */
export class DesignFilter {
  @ApiProperty({
    type: String,
    maxLength: 63,
    example: 'po_date',
    description: 'Column of the source, or one of its parameters.',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  column: string;

  @Text(200, { example: 'Order date', description: "The column's label when absent." })
  label?: string | null;

  @OneOf(FILTER_OPERATORS, {
    example: 'between',
    description: '`between` asks with two fields. A parameter has no operator. equals when absent.',
  })
  operator?: FilterOperator | null;

  @OneOf(FIELD_TYPES, {
    example: 'date',
    description: "As the source's own form asks for it when absent, else by type.",
  })
  type?: FieldType | null;

  @ApiPropertyOptional({
    anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: {} }],
    nullable: true,
    example: ['start_of_year', 'today'],
    description: 'What the form starts from; dates may be relative. Of `between` a list of two.',
  })
  @IsOptional()
  default?: Json;

  @Flag({ example: false })
  required?: boolean | null;

  @Flag({ example: false, description: 'Several values may be chosen; true when absent for in and notIn.' })
  multiple?: boolean | null;

  @ListOf(() => DesignChoice, 500, { example: null, description: 'Of type select.' })
  options?: DesignChoice[] | null;

  @ApiPropertyOptional({
    type: DesignLookup,
    nullable: true,
    example: null,
    description: 'Of type lookup; the values of the column itself when absent.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DesignLookup)
  lookup?: DesignLookup | null;
}
