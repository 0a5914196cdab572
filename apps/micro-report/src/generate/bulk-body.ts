import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { GenerateBody } from './generate-body.js';

/** The most runs of one bulk request. */
const MAX_BATCH = 500;

/** One run each for: exactly one of projects and business units. */
export class ForEachBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MAX_BATCH })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BATCH)
  @IsUUID(undefined, { each: true })
  project_ids?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: MAX_BATCH, example: ['T01', 'T02'] })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BATCH)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(50, { each: true })
  bu_codes?: string[];

  @ApiPropertyOptional({
    type: String,
    default: 'project_ids',
    description: 'Filter or parameter of the report that takes the project.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  filter?: string;
}

/** Several runs that are accepted together or not at all: listed, or one and the same for each project or unit. */
export class BulkBody {
  @ApiPropertyOptional({
    type: [GenerateBody],
    maxItems: 100,
    description: 'Exactly one of this and for_each.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GenerateBody)
  items?: GenerateBody[];

  @ApiPropertyOptional({ type: ForEachBody })
  @IsOptional()
  @ValidateNested()
  @Type(() => ForEachBody)
  for_each?: ForEachBody;

  @ApiPropertyOptional({ type: GenerateBody, description: 'What is run for each.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => GenerateBody)
  report?: GenerateBody;
}
