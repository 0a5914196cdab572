import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr } from '@galley/platform';
import {
  IsISO4217CurrencyCode,
  IsLocale,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUrl,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { changesOf } from '../body-fields.js';
import { CODE } from '../codes.js';
import { AdministeredResource } from '../resource.dto.js';

export class CreateOrganization {
  @ApiProperty({ example: 'ACME', description: 'Unique; named by tokens and in bodies.' })
  @Matches(CODE, { message: 'code must have 1 to 50 letters, digits, dots, dashes or underscores' })
  code: string;

  @ApiProperty({ example: 'Acme Hotels' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'https://example.org/logo.svg' })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  logo_url?: string | null;

  @ApiPropertyOptional({ example: 'en' })
  @IsAbsentOr()
  @IsLocale()
  @MaxLength(35)
  locale?: string;

  @ApiPropertyOptional({ example: 'Asia/Bangkok', description: 'IANA name.' })
  @IsAbsentOr()
  @IsTimeZone()
  @MaxLength(64)
  timezone?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'THB' })
  @IsOptional()
  @IsISO4217CurrencyCode()
  currency?: string | null;

  @ApiPropertyOptional({
    type: Object,
    example: { retention: { report_days: 90 }, exports: { threshold: 20 } },
  })
  @IsAbsentOr()
  @IsObject()
  settings?: Record<string, unknown>;
}

export class UpdateOrganization extends changesOf(CreateOrganization, ['code']) {
  @ApiPropertyOptional({ example: true, description: 'Platform administrators only.' })
  declare is_active?: boolean;
}

export class Organization extends AdministeredResource {
  @ApiProperty({ example: 'ACME' })
  code: string;

  @ApiProperty({ example: 'Acme Hotels' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: 'https://example.org/logo.svg' })
  logo_url: string | null;

  @ApiProperty({ example: 'en' })
  locale: string;

  @ApiProperty({ example: 'Asia/Bangkok' })
  timezone: string;

  @ApiProperty({ type: String, nullable: true, example: 'THB' })
  currency: string | null;

  @ApiProperty({ type: Object, example: { retention_days: 90 } })
  settings: unknown;
}
