import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr, ROLES } from '@galley/platform';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsEmail,
  IsIn,
  IsLocale,
  IsOptional,
  IsString,
  Length,
  MaxLength,
} from 'class-validator';
import { changesOf, OwnerCode } from '../body-fields.js';
import { AdministeredResource } from '../resource.dto.js';

const lowerCase = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

export class CreateUser {
  @ApiProperty({ example: 'kari@example.org', description: 'Unique; kept in lower case.' })
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(320)
  email: string;

  @ApiProperty({ example: 'Kari Nordmann' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'nb' })
  @IsOptional()
  @IsLocale()
  @MaxLength(35)
  locale?: string | null;

  @OwnerCode()
  organization?: string;

  @ApiPropertyOptional({ example: ['member'], description: 'Roles in the organization; member unless said.' })
  @IsAbsentOr()
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles?: string[];
}

export class UpdateUser extends changesOf(CreateUser, ['organization', 'roles']) {}

export class UserMembership {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: 'ACME' })
  organization: string;

  @ApiProperty({ example: 'member' })
  role: string;

  @ApiProperty({ example: true })
  is_active: boolean;
}

export class User extends AdministeredResource {
  @ApiProperty({ example: 'kari@example.org' })
  email: string;

  @ApiProperty({ example: 'Kari Nordmann' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: 'nb' })
  locale: string | null;

  @ApiProperty({ type: [UserMembership], description: 'Those in organizations the caller administers.' })
  memberships: UserMembership[];
}
