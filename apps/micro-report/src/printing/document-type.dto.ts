import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr } from '@galley/platform';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { DOCUMENT_TYPE } from './print-mapping.dto.js';

const COLUMN = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
const ID_TYPES = ['uuid', 'integer', 'text'] as const;

export class CreateDocumentType {
  @ApiProperty({ type: String, example: 'DN', description: 'Unique.' })
  @Matches(DOCUMENT_TYPE, { message: 'code must be 1 to 20 capital letters, digits, dashes or underscores' })
  code: string;

  @ApiProperty({ type: String, example: 'Delivery note' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  label: string;

  @ApiPropertyOptional({
    type: String,
    default: 'document_id',
    description: 'Column of a view, parameter of a function, that holds the id of the document.',
  })
  @IsAbsentOr()
  @Matches(COLUMN, { message: 'id_column must be the name of a column' })
  id_column?: string;

  @ApiPropertyOptional({
    enum: ID_TYPES,
    default: 'uuid',
    description: 'What an id looks like; anything else is taken for a number.',
  })
  @IsAbsentOr()
  @IsIn(ID_TYPES)
  id_type?: (typeof ID_TYPES)[number];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    default: 'document_no',
    example: 'document_no',
    description: 'Column that holds what people call the document; null = there is none.',
  })
  @IsOptional()
  @Matches(COLUMN, { message: 'number_column must be the name of a column' })
  number_column?: string | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 100_000, default: 0 })
  @IsAbsentOr()
  @IsInt()
  @Min(0)
  @Max(100_000)
  display_order?: number;
}

/** A kind of document that can be printed. */
export class DocumentType {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'PO' })
  code: string;

  @ApiProperty({ type: String, example: 'Purchase order' })
  label: string;

  @ApiProperty({ type: String, example: 'document_id' })
  id_column: string;

  @ApiProperty({ enum: ID_TYPES, example: 'uuid' })
  id_type: string;

  @ApiProperty({ type: String, nullable: true, example: 'document_no' })
  number_column: string | null;

  @ApiProperty({ type: 'integer', example: 10 })
  display_order: number;

  @ApiProperty({ type: Boolean, example: true })
  is_active: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;
}

/** An entry of the menu "Print as…". */
export class PrintLayout {
  @ApiProperty({ type: String, format: 'uuid' })
  mapping_id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null = of the platform.' })
  organization_id: string | null;

  @ApiProperty({ type: String, example: 'PO' })
  document_type: string;

  @ApiProperty({ type: String, format: 'uuid' })
  report_template_id: string;

  @ApiProperty({ type: String, example: 'Purchase order (portrait)' })
  template_name: string;

  @ApiProperty({ type: String, example: 'Portrait' })
  display_label: string;

  @ApiProperty({ type: 'integer', example: 10 })
  display_order: number;

  @ApiProperty({ type: Boolean, example: true })
  is_default: boolean;

  @ApiProperty({ enum: ['portrait', 'landscape', 'auto'], example: 'portrait' })
  orientation: string;

  @ApiProperty({ type: String, example: 'A4' })
  page_size: string;
}
