import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsAbsentOr } from '@galley/platform';
import { IsInt, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { changesOf, OwnerCode } from '../body-fields.js';
import { CODE } from '../codes.js';
import { AdministeredResource } from '../resource.dto.js';

/** A PostgreSQL identifier, quoted or not; never spliced, but checked all the same. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/;
const VARIABLE = /^[A-Z][A-Z0-9_]{0,99}$/;

export class CreateDataSource {
  @ApiProperty({ example: 'beach-books', description: 'Unique in the organization.' })
  @Matches(CODE, { message: 'name must have 1 to 50 letters, digits, dots, dashes or underscores' })
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: null,
    description: "Environment variable that holds the URL; null = the product's own database.",
  })
  @IsOptional()
  @Matches(VARIABLE, { message: 'url_env must be the name of an environment variable: A–Z, 0–9, _' })
  url_env?: string | null;

  @ApiProperty({ example: 'beach' })
  @Matches(IDENTIFIER, { message: 'schema must be a PostgreSQL identifier' })
  schema: string;

  @OwnerCode()
  organization?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: null, description: 'Role to read with.' })
  @IsOptional()
  @Matches(IDENTIFIER, { message: 'read_only_role must be a PostgreSQL identifier' })
  read_only_role?: string | null;

  @ApiPropertyOptional({ example: 4 })
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(100)
  max_connections?: number;

  @ApiPropertyOptional({ example: 60_000 })
  @IsAbsentOr()
  @IsInt()
  @Min(100)
  @Max(3_600_000)
  statement_timeout_ms?: number;
}

export class UpdateDataSource extends changesOf(CreateDataSource, ['organization']) {}

export class DataSource extends AdministeredResource {
  @ApiProperty({ example: 'beach-books' })
  name: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  url_env: string | null;

  @ApiProperty({ example: 'beach' })
  schema: string;

  @ApiProperty({ example: 'ACME' })
  organization: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  read_only_role: string | null;

  @ApiProperty({ example: 4 })
  max_connections: number;

  @ApiProperty({ example: 60_000 })
  statement_timeout_ms: number;
}
