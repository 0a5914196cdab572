import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { IsAbsentOr, ROLES } from '@galley/platform';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { AdministeredResource } from '../resource.dto.js';

const MAX_UNITS = 1_000;

export class CreateMembership {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  user_id: string;

  @ApiProperty({ example: 'coordinator', enum: ROLES })
  @IsIn(ROLES)
  role: string;

  @ApiPropertyOptional({ example: 'ACME', description: "Code; the caller's organization unless said." })
  @IsAbsentOr()
  @IsString()
  @MaxLength(50)
  organization?: string;

  @ApiPropertyOptional({
    type: [String],
    example: ['BEACH'],
    description: 'Confined to these; empty = not confined.',
  })
  @IsAbsentOr()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(MAX_UNITS)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  business_unit_codes?: string[];

  @ApiPropertyOptional({ type: [String], example: [] })
  @IsAbsentOr()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(MAX_UNITS)
  @IsUUID(undefined, { each: true })
  project_ids?: string[];
}

export class UpdateMembership extends PartialType(OmitType(CreateMembership, ['user_id', 'organization']), {
  skipNullProperties: false,
}) {
  @ApiPropertyOptional({ example: true })
  @IsAbsentOr()
  @IsBoolean()
  is_active?: boolean;
}

export class Membership extends AdministeredResource {
  @ApiProperty({ format: 'uuid' })
  user_id: string;

  @ApiProperty({ example: 'ACME' })
  organization: string;

  @ApiProperty({ example: 'coordinator' })
  role: string;

  @ApiProperty({ type: [String], example: ['BEACH'] })
  business_unit_codes: string[];

  @ApiProperty({ type: [String], example: [] })
  project_ids: string[];
}
