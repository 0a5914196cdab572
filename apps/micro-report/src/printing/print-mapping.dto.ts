import {
  ApiProperty,
  ApiPropertyOptional,
  OmitType,
  PartialType,
  type ApiPropertyOptions,
} from '@nestjs/swagger';
import { IsFlag, PageQuery } from '@galley/platform';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export const DOCUMENT_TYPE = /^[A-Z][A-Z0-9_-]{0,19}$/;

const UNITS = {
  oneOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }],
  nullable: true,
} satisfies ApiPropertyOptions;

/** What an administrator decides about a mapping. */
export class PrintMappingBody {
  @ApiProperty({ type: String, example: 'PO', description: 'Cannot be changed later.' })
  @Matches(DOCUMENT_TYPE, { message: 'document_type must be a code such as PO' })
  document_type: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'A print template.' })
  @IsUUID()
  report_template_id: string;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Takes the place of the present default. The first mapping of a type is its default anyway.',
  })
  @IsOptional()
  @IsBoolean()
  is_default?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'With prices',
    description: 'In the menu "Print as…"; the name of the template when null.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  display_label?: string | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 100_000, default: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  display_order?: number;

  @ApiPropertyOptional({
    ...UNITS,
    example: ['T01', 'T03'],
    description: 'Units that may use it, as list or "T01,T03"; none = all.',
  })
  @IsOptional()
  allow_business_unit?: readonly string[] | string | null;

  @ApiPropertyOptional({ ...UNITS, example: null, description: 'Units that may not; asked first.' })
  @IsOptional()
  deny_business_unit?: readonly string[] | string | null;

  @ApiPropertyOptional({ type: Boolean, default: true })
  @IsOptional()
  @IsBoolean()
  is_active?: boolean;
}

export class CreatePrintMapping extends PrintMappingBody {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: "The caller's organization when absent; null = platform-wide (platform administrators).",
  })
  @IsOptional()
  @IsUUID()
  organization_id?: string | null;
}

const LANDSCAPE: CreatePrintMapping = {
  document_type: 'PO',
  report_template_id: '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d',
  display_label: 'Landscape',
  display_order: 20,
  deny_business_unit: ['T03'],
};

/** Without `organization_id`: null there means the platform, which most callers may not write for. */
export const MAPPING_EXAMPLES = {
  second: { summary: 'A second layout of orders, not for T03', value: LANDSCAPE },
};

/** Fields left out stay as they are; null clears one. */
export class UpdatePrintMapping extends PartialType(PrintMappingBody) {}

export class PrintMappingQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, example: 'PO' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  document_type?: string;

  @ApiPropertyOptional({ type: Boolean, example: true })
  @IsOptional()
  @IsFlag()
  is_active?: boolean;

  @ApiPropertyOptional({ type: String, example: 'T01', description: 'Only what this unit may use.' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  bu_code?: string;
}

export class RepairQuery {
  @ApiPropertyOptional({ enum: ['organization', 'platform'], default: 'organization' })
  @IsOptional()
  @IsIn(['organization', 'platform'])
  owner?: 'organization' | 'platform';
}

/** Which print template a type of document has. */
export class PrintMapping extends OmitType(PrintMappingBody, ['allow_business_unit', 'deny_business_unit']) {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null = platform-wide.' })
  organization_id: string | null;

  @ApiProperty({ type: [String], nullable: true, example: ['T01'] })
  allow_business_unit: unknown;

  @ApiProperty({ type: [String], nullable: true, example: null })
  deny_business_unit: unknown;

  @ApiProperty({ type: 'integer', example: 1, description: 'Counts up with every change.' })
  version: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  created_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  updated_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  deleted_at: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  deleted_by_id: string | null;
}

/** What `repair` changed about one type of document. */
export class RepairedDefault {
  @ApiProperty({ type: String, example: 'PO' })
  document_type: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'The default from now on.' })
  default_id: string;

  @ApiProperty({ type: 'integer', example: 1, description: 'Mappings that no longer are.' })
  demoted: number;
}

export class Repair {
  @ApiProperty({ type: [RepairedDefault] })
  repaired: readonly RepairedDefault[];
}
