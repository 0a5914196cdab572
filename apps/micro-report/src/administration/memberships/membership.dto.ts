import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr, ROLES } from '@galley/platform';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsUUID } from 'class-validator';
import { changesOf, OwnerCode, UnitCodes } from '../body-fields.js';
import { AdministeredResource } from '../resource.dto.js';

const MAX_UNITS = 1_000;

export class CreateMembership {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  user_id: string;

  @ApiProperty({ example: 'coordinator', enum: ROLES })
  @IsIn(ROLES)
  role: string;

  @OwnerCode()
  organization?: string;

  @UnitCodes()
  business_unit_codes?: string[];

  @ApiPropertyOptional({ type: [String], example: [] })
  @IsAbsentOr()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(MAX_UNITS)
  @IsUUID(undefined, { each: true })
  project_ids?: string[];
}

export class UpdateMembership extends changesOf(CreateMembership, ['user_id', 'organization']) {}

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
