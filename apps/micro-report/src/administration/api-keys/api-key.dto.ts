import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr, ROLES } from '@galley/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDate,
  IsIn,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  MinDate,
} from 'class-validator';
import { changesOf, OwnerCode, UnitCodes } from '../body-fields.js';
import { AdministeredResource } from '../resource.dto.js';

const MAX_ITEMS = 1_000;

export class CreateApiKey {
  @ApiProperty({ example: 'nightly export', description: 'Unique in the organization.' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ type: [String], example: ['member'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles: string[];

  @ApiPropertyOptional({
    type: [String],
    example: ['job.read'],
    description: 'Permissions; empty = as the roles say.',
  })
  @IsAbsentOr()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(MAX_ITEMS)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  scopes?: string[];

  @UnitCodes()
  business_unit_codes?: string[];

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2099-12-31T00:00:00.000Z',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  @MinDate(() => new Date(), { message: 'expires_at must lie in the future' })
  expires_at?: Date | null;

  @OwnerCode()
  organization?: string;
}

export class UpdateApiKey extends changesOf(CreateApiKey, ['organization']) {}

export class ApiKey extends AdministeredResource {
  @ApiProperty({ example: 'nightly export' })
  name: string;

  @ApiProperty({ example: 'gk_3fJx9aQ', description: 'Enough to recognize the key.' })
  key_prefix: string;

  @ApiProperty({ example: 'ACME' })
  organization: string;

  @ApiProperty({ type: [String], example: ['member'] })
  roles: string[];

  @ApiProperty({ type: [String], example: ['job.read'] })
  scopes: string[];

  @ApiProperty({ type: [String], example: ['BEACH'] })
  business_unit_codes: string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_used_at: Date | null;
}

export class NewApiKey extends ApiKey {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'gk_3fJx9aQmN0sT7uVwXyZ1bC2dE4gH5iK6lO8pR_qS-tU',
    description: 'Shown in this answer only; null when the answer is a replay.',
  })
  secret: string | null;
}
