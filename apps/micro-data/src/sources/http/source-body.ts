import type { Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  Allow,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { ExecuteBody } from '../../datasets/http/execute-body.js';
import { SOURCE_KINDS } from '../../datasets/kinds/registry.js';

/** What may name an object of a schema: bare, never qualified. */
export const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_ $]{0,62}$/;
const SOURCE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_. :-]{0,199}$/u;
const MAX_TIMEOUT_MS = 3_600_000;
const NOT_AN_IDENTIFIER = 'must be the bare name of an object: letters, digits, _, $ and blanks, at most 63';

/** Documents are checked by their own schemas, which say more than a decorator can. */
const Document = (key: string): PropertyDecorator => {
  const untouched = Transform(({ obj }: { obj: Readonly<Record<string, unknown>> }) => obj[key], {
    toClassOnly: true,
  });
  const allowed = Allow();
  return (target, property) => {
    untouched(target, property);
    allowed(target, property);
  };
};

/** Body of `POST /api/datasets/sources` and `PUT …/:name`; what is left out is empty. */
export class SourceBody {
  @ApiProperty({ type: String, example: 'procurement.stock_on_hand' })
  @IsString()
  @Matches(SOURCE_NAME, {
    message: 'must begin with a letter or digit and hold letters, digits, blanks and _ . : - only',
  })
  name: string;

  @ApiPropertyOptional({ type: String, example: 'Stock on hand', description: 'The name when absent.' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  label?: string | null;

  @ApiProperty({ enum: [...SOURCE_KINDS.keys()], example: 'view' })
  @IsDefined()
  @IsIn([...SOURCE_KINDS.keys()])
  source_type: 'view' | 'function' | 'procedure' | 'builder';

  @ApiPropertyOptional({ type: String, nullable: true, example: 'v_stock_on_hand' })
  @IsOptional()
  @IsString()
  @Matches(IDENTIFIER, { message: NOT_AN_IDENTIFIER })
  source_name?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { params: [{ filter: 'p_date', type: 'date', nullable: false }] },
    description: 'Arguments in order. Types: date timestamp text uuid int numeric bool, each also with [].',
  })
  @Document('source_params')
  source_params?: Json;

  @ApiPropertyOptional({ type: String, nullable: true, example: null })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  builder_key?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: null,
    description: 'Older alias of source_name.',
  })
  @IsOptional()
  @IsString()
  @Matches(IDENTIFIER, { message: NOT_AN_IDENTIFIER })
  view_name?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '{"fields":[{"name":"date_from","type":"date"}]}',
    description: 'A parameter form as text; an object is taken as its JSON.',
  })
  @Document('dialog')
  dialog?: Json;

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    nullable: true,
    example: [{ name: 'value', label: 'Value', format: 'money', scale: 2, role: 'measure' }],
    description: 'What is known better than the database knows it: label, type, scale, format, role.',
  })
  @Document('columns')
  columns?: Json;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    example: 100000,
    minimum: 1,
    description: 'More rows are refused.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_000_000_000)
  max_rows?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, example: 30000, minimum: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_TIMEOUT_MS)
  timeout_ms?: number | null;
}

/** Body of `POST …/:name/preview`: a dataset request without its source. */
export class PreviewBody extends OmitType(ExecuteBody, ['name', 'builder_key'] as const) {}
