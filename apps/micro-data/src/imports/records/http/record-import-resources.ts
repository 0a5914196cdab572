import { IsFlag } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ImportFaultResource } from '../../http/import-resources.js';

export class RecordImportQuery {
  @ApiPropertyOptional({ type: Boolean, example: false, description: 'Checks everything, keeps nothing.' })
  @IsOptional()
  @IsFlag()
  dry_run?: boolean;

  @ApiPropertyOptional({
    enum: ['all', 'partial'],
    default: 'all',
    description: '`all`: one faulty record holds back the file. `partial`: the good ones are kept.',
  })
  @IsOptional()
  @IsIn(['all', 'partial'])
  mode?: 'all' | 'partial';

  @ApiPropertyOptional({
    enum: [',', ';', '\t', '|'],
    description: 'Between the cells of CSV; found by itself when absent.',
  })
  @IsOptional()
  @IsIn([',', ';', '\t', '|'])
  delimiter?: string;

  @ApiPropertyOptional({
    enum: ['.', ','],
    description: 'Before the decimals of numbers that are written as text; found by itself when absent.',
  })
  @IsOptional()
  @IsIn(['.', ','])
  decimal?: '.' | ',';

  @ApiPropertyOptional({
    type: String,
    example: 'America/Chicago',
    description: "IANA zone of times that state no offset; the organization's when absent.",
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timezone?: string;
}

export class TemplateQuery {
  @ApiPropertyOptional({ enum: ['csv', 'xlsx'], default: 'csv' })
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  format?: 'csv' | 'xlsx';
}

export class RecordImportResult {
  @ApiProperty({ type: 'integer', example: 31, description: 'Records that are as the file says.' })
  accepted: number;

  @ApiProperty({ type: 'integer', example: 0 })
  rejected: number;

  @ApiProperty({ type: 'integer', example: 30 })
  created: number;

  @ApiProperty({ type: 'integer', example: 1 })
  updated: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Were as the file says before.' })
  unchanged: number;

  @ApiProperty({ type: [ImportFaultResource], example: [], description: 'The first 1000.' })
  errors: ImportFaultResource[];
}

export class ImportColumnResource {
  @ApiProperty({ type: String, example: 'meter_code' })
  name: string;

  @ApiProperty({ type: String, example: 'Meter' })
  label: string;

  @ApiProperty({ type: String, example: 'code of one of the meters' })
  kind: string;

  @ApiProperty({ type: Boolean, example: true })
  is_required: boolean;

  @ApiProperty({ type: String, example: 'SUNFIELD-M1' })
  example: string;
}

export class ImportEntityResource {
  @ApiProperty({ type: String, example: 'energy.meter-readings' })
  entity: string;

  @ApiProperty({ type: String, example: 'meter reading' })
  label: string;

  @ApiProperty({ type: String, example: '/api/imports/energy.meter-readings' })
  href: string;

  @ApiProperty({ type: [String], example: ['text/csv'] })
  media_types: string[];

  @ApiProperty({
    type: [String],
    example: ['meter_code', 'starts_at'],
    description: 'What finds a record again.',
  })
  key: string[];

  @ApiProperty({ type: [ImportColumnResource] })
  columns: ImportColumnResource[];
}

export class ImportEntities {
  @ApiProperty({ type: [ImportEntityResource] })
  items: ImportEntityResource[];

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Always null: there is one page.',
  })
  next_cursor: string | null;

  @ApiProperty({ type: 'integer', example: 1 })
  total: number;
}
