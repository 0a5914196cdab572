import { AGGREGATES } from '@galley/dataset';
import { FIELD_TYPES, SOURCE_TYPES } from '@galley/template';
import { ApiProperty } from '@nestjs/swagger';
import { abilitiesOf, FILTER_OPERATORS, HIGHLIGHT_OPERATORS, isNameable } from './column-abilities.js';
import type { BuildableSource } from './buildable-source.js';
import { ReportDesign } from './report-design.js';

const COLUMN_TYPES = ['string', 'integer', 'decimal', 'date', 'timestamp', 'boolean', 'uuid', 'json'];

/** A source that reports can be built on. */
export class BuilderSource {
  @ApiProperty({ type: String, example: 'procurement.purchase_order_list' })
  name: string;

  @ApiProperty({ type: String, example: 'Purchase orders' })
  label: string;

  @ApiProperty({ enum: SOURCE_TYPES, example: 'view' })
  source_type: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  builder_key: string | null;
}

/** A column with what a report can do with it. */
export class BuilderColumn {
  @ApiProperty({ type: String, example: 'base_total' })
  name: string;

  @ApiProperty({ type: String, example: 'Total (base)' })
  label: string;

  @ApiProperty({ enum: COLUMN_TYPES, example: 'decimal' })
  type: string;

  @ApiProperty({ enum: ['dimension', 'measure'], example: 'measure' })
  role: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'money',
    description: 'How it is written unless said otherwise.',
  })
  format: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 2, description: 'Fraction digits; null = free.' })
  scale: number | null;

  @ApiProperty({ enum: FILTER_OPERATORS, isArray: true, example: ['equals', 'gte', 'lte', 'between'] })
  filter_operators: readonly string[];

  @ApiProperty({ enum: FIELD_TYPES, isArray: true, example: ['number'] })
  filter_types: readonly string[];

  @ApiProperty({ type: Boolean, example: true })
  is_groupable: boolean;

  @ApiProperty({ type: Boolean, example: true })
  is_sortable: boolean;

  @ApiProperty({
    enum: AGGREGATES,
    isArray: true,
    example: ['sum', 'avg', 'min', 'max', 'count', 'count_distinct'],
  })
  aggregates: readonly string[];

  @ApiProperty({
    enum: ['category', 'value'],
    isArray: true,
    example: ['value', 'category'],
    description: 'The natural role first.',
  })
  chart_roles: readonly string[];

  @ApiProperty({
    type: [String],
    example: ['money', 'quantity', 'integer', 'percent'],
    description: 'Named formats; patterns besides.',
  })
  formats: readonly string[];

  @ApiProperty({ enum: HIGHLIGHT_OPERATORS, isArray: true, example: ['lt', 'gt'] })
  highlight_operators: readonly string[];
}

export class BuilderParam {
  @ApiProperty({ type: String, example: 'as_of', description: 'A filter of this column fills it.' })
  name: string;

  @ApiProperty({ type: String, example: 'date' })
  type: string;

  @ApiProperty({ type: Boolean, example: true, description: 'A report needs a filter for it.' })
  is_required: boolean;
}

/** A source, live: what a report can be made of. */
export class BuilderSourceDetail extends BuilderSource {
  @ApiProperty({
    type: Boolean,
    example: true,
    description: 'Runs name business units, and rows carry bu_code.',
  })
  is_per_unit: boolean;

  @ApiProperty({ type: [BuilderColumn], description: 'None where only a run can tell.' })
  columns: BuilderColumn[];

  @ApiProperty({ type: [BuilderParam], example: [] })
  params: BuilderParam[];
}

export class DesignProblem {
  @ApiProperty({ type: String, example: '/totals/0/aggregate' })
  pointer: string;

  @ApiProperty({
    type: String,
    example: 'does not suit a column of type string; possible are min, max, count, count_distinct',
  })
  detail: string;
}

export class DesignCheck {
  @ApiProperty({ type: Boolean, example: true })
  ok: boolean;

  @ApiProperty({ type: [DesignProblem], example: [] })
  problems: readonly DesignProblem[];
}

/** The design of a template, to be changed and put back. */
export class DesignedTemplate {
  @ApiProperty({ type: String, format: 'uuid', description: 'Of the template.' })
  id: string;

  @ApiProperty({ type: 'integer', example: 1, description: 'Of the template; its ETag goes into If-Match.' })
  version: number;

  @ApiProperty({
    type: Boolean,
    example: false,
    description: 'True: the template was changed by hand since.',
  })
  is_outdated: boolean;

  @ApiProperty({ type: ReportDesign })
  design: ReportDesign;
}

export function presentSource({
  name,
  label,
  source_type,
  builder_key,
  ...source
}: BuildableSource): BuilderSourceDetail {
  return {
    name,
    label,
    source_type,
    builder_key,
    is_per_unit: source.is_per_unit,
    columns: source.columns.filter(isNameable).map(({ scale, ...column }) => ({
      ...column,
      scale: scale ?? null,
      ...abilitiesOf(column),
    })),
    params: source.params.map(({ filter, type, nullable, default: fallback }) => ({
      name: filter,
      type,
      is_required: !nullable && fallback === null,
    })),
  };
}
