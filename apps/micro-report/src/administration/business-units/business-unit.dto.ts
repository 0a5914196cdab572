import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr } from '@galley/platform';
import {
  IsISO4217CurrencyCode,
  IsOptional,
  IsString,
  IsTimeZone,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { changesOf, OwnerCode } from '../body-fields.js';
import { CODE } from '../codes.js';
import { AdministeredResource } from '../resource.dto.js';

export class CreateBusinessUnit {
  @ApiProperty({ example: 'BEACH', description: 'Unique in the organization.' })
  @Matches(CODE, { message: 'code must have 1 to 50 letters, digits, dots, dashes or underscores' })
  code: string;

  @ApiProperty({ example: 'Beach Resort' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({ example: 'property', description: 'property, region, local_association, project …' })
  @IsAbsentOr()
  @IsString()
  @Length(1, 50)
  kind?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'HQ' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  parent_code?: string | null;

  @OwnerCode()
  organization?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'beach-books',
    description: 'Name of a data source.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  data_source?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'THB' })
  @IsOptional()
  @IsISO4217CurrencyCode()
  currency?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'Asia/Bangkok' })
  @IsOptional()
  @IsTimeZone()
  @MaxLength(64)
  timezone?: string | null;
}

export class UpdateBusinessUnit extends changesOf(CreateBusinessUnit, ['code', 'organization']) {}

export class BusinessUnit extends AdministeredResource {
  @ApiProperty({ example: 'BEACH' })
  code: string;

  @ApiProperty({ example: 'Beach Resort' })
  name: string;

  @ApiProperty({ example: 'property' })
  kind: string;

  @ApiProperty({ type: String, nullable: true, example: 'HQ' })
  parent_code: string | null;

  @ApiProperty({ example: 'ACME' })
  organization: string;

  @ApiProperty({ type: String, nullable: true, example: 'beach-books' })
  data_source: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'THB' })
  currency: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Asia/Bangkok' })
  timezone: string | null;
}
