import type { Column, Json } from '@galley/dataset';
import { ApiProperty } from '@nestjs/swagger';
import { DatasetColumn } from '../../datasets/http/dataset-resource.js';

const EXAMPLE_TIME = '2026-07-01T00:00:00.000Z';

/** A registered source as clients see it. */
export class SourceResource {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: null,
    description: 'Null: of the platform, for every organization.',
  })
  organization_id: string | null;

  @ApiProperty({ type: String, example: 'procurement.stock_on_hand' })
  name: string;

  @ApiProperty({ type: String, example: 'Stock on hand' })
  label: string;

  @ApiProperty({ type: String, example: 'view' })
  source_type: string;

  @ApiProperty({ type: String, nullable: true, example: 'v_stock_on_hand' })
  source_name: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { params: [] } })
  source_params: unknown;

  @ApiProperty({ type: String, nullable: true, example: null })
  builder_key: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  view_name: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  dialog: string | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    nullable: true,
    example: null,
  })
  columns: unknown;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  max_rows: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  timeout_ms: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Of the bound object, as it was at the first sound check.',
  })
  definition_hash: string | null;

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  @ApiProperty({ type: String, format: 'date-time', example: EXAMPLE_TIME })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: EXAMPLE_TIME })
  updated_at: Date;
}

export class SourceParamResource {
  @ApiProperty({ type: String, example: 'date_from' })
  filter: string;

  @ApiProperty({ type: String, example: 'date' })
  type: string;

  @ApiProperty({ type: Boolean, example: false })
  nullable: boolean;

  @ApiProperty({ nullable: true, example: null, type: 'object', additionalProperties: true })
  default: Json;
}

/** What a source is, live in one business unit. */
export class SourceDescriptionResource {
  @ApiProperty({ type: String, example: 'procurement.stock_on_hand' })
  name: string;

  @ApiProperty({ type: String, example: 'view' })
  source_type: string;

  @ApiProperty({ type: String, nullable: true, example: 'T01' })
  bu_code: string | null;

  @ApiProperty({
    type: [DatasetColumn],
    nullable: true,
    description: 'Null for a procedure: only a run can tell.',
  })
  columns: Column[] | null;

  @ApiProperty({ type: [SourceParamResource] })
  params: SourceParamResource[];
}

export class SourceProblemResource {
  @ApiProperty({ type: String, example: 'binding-drift' })
  code: string;

  @ApiProperty({
    type: String,
    example: 'view "v_stock" is bound, but business unit T02 has nothing of that name.',
  })
  detail: string;

  @ApiProperty({ type: String, nullable: true, example: 'T02' })
  bu_code: string | null;
}

export class CheckedUnitResource {
  @ApiProperty({ type: String, nullable: true, example: 'T01' })
  bu_code: string | null;

  @ApiProperty({ type: Boolean, example: true })
  ok: boolean;

  @ApiProperty({ type: String, nullable: true, example: null })
  definition_hash: string | null;

  @ApiProperty({ type: SourceProblemResource, nullable: true, example: null })
  problem: SourceProblemResource | null;
}

/** Whether a source can be read as it is bound. */
export class SourceCheckResource {
  @ApiProperty({ type: Boolean, example: true })
  ok: boolean;

  @ApiProperty({ type: [SourceProblemResource], example: [] })
  problems: SourceProblemResource[];

  @ApiProperty({ type: [String], example: [] })
  warnings: string[];

  @ApiProperty({ type: String, nullable: true, example: null })
  definition_hash: string | null;

  @ApiProperty({ type: [CheckedUnitResource] })
  units: CheckedUnitResource[];
}
