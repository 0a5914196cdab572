import { IsFlag, PageQuery } from '@galley/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { SOURCE_KINDS } from '../../datasets/kinds/registry.js';

/** Filters of the list of sources. */
export class SourcesQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'stock',
    description: 'Part of name, label or bound object.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  q?: string;

  @ApiPropertyOptional({ enum: [...SOURCE_KINDS.keys()] })
  @IsOptional()
  @IsIn([...SOURCE_KINDS.keys()])
  source_type?: 'view' | 'function' | 'procedure' | 'builder';

  @ApiPropertyOptional({
    type: Boolean,
    example: true,
    description: 'True: without those that a template keeps for itself (`template.…`).',
  })
  @IsOptional()
  @IsFlag()
  is_shared?: boolean;
}

export class DescribeQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'T01',
    description: 'The first that the caller sees when absent.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 50)
  bu_code?: string;
}

const OBJECT_KINDS = ['view', 'function', 'procedure'] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

export class ObjectsQuery extends DescribeQuery {
  @ApiPropertyOptional({ enum: OBJECT_KINDS })
  @IsOptional()
  @IsIn(OBJECT_KINDS)
  kind?: ObjectKind;

  @ApiPropertyOptional({ type: String, description: 'Part of the name.', example: 'stock' })
  @IsOptional()
  @IsString()
  @Matches(/^[^\0]{1,63}$/)
  q?: string;
}
