import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { RESULT_LEVELS } from '@galley/pack-monitoring/records';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';

/** Results below one parent, or in a program: more are no logical framework. */
const MAX_SIBLINGS = 1_000;

export class ResultTreeQuery {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  program_id: string;
}

export class ResultTreeNode {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  parent_id: string | null;

  @ApiProperty({ enum: RESULT_LEVELS, example: 'outcome' })
  level: string;

  @ApiProperty({ type: String, example: 'OC-1' })
  code: string;

  @ApiProperty({ type: String, example: 'Households use safe water' })
  title: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  description: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  assumptions: string | null;

  @ApiProperty({ type: 'integer', example: 0 })
  order_index: number;

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty({ type: () => [ResultTreeNode], example: [] })
  children: ResultTreeNode[];
}

export class ResultTree {
  @ApiProperty({ type: [ResultTreeNode] })
  items: ResultTreeNode[];
}

export class MoveResultBody {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: null,
    description: 'What it shall contribute to; null = nothing.',
  })
  @ValidateIf(({ parent_id }: MoveResultBody) => parent_id !== null)
  @IsUUID()
  parent_id: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_SIBLINGS,
    example: 0,
    description: 'Its place among those with the same parent, from 0; last when absent or beyond.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_SIBLINGS)
  order_index?: number;
}

export class ReorderResultsBody {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'Whose children are ordered; or, with program_id instead, those at the top of a program.',
  })
  @IsOptional()
  @IsUUID()
  parent_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  program_id?: string;

  @ApiProperty({
    type: [String],
    description: 'All of them, each once, in their new order.',
    example: ['0199aaaa-0000-7000-8000-000000000001'],
  })
  @IsArray()
  @ArrayMaxSize(MAX_SIBLINGS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids: string[];
}

export class PlacedResult {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', example: 0 })
  order_index: number;

  @ApiProperty({ type: 'integer', example: 2 })
  version: number;
}

export class PlacedResults {
  @ApiProperty({ type: [PlacedResult] })
  items: PlacedResult[];
}
