import { ORIENTATIONS, SOURCE_TYPES, TEMPLATE_DOCUMENT, TEMPLATE_KINDS } from '@galley/template';
import { ApiProperty, ApiPropertyOptional, PartialType, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  Min,
} from 'class-validator';
import { applyDecorators } from '@nestjs/common';

const text = (options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, ...options }),
    IsOptional(),
    IsString(),
  );
const uuid = (options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, example: null, ...options }),
    IsOptional(),
    IsUUID(),
  );
const choice = (
  values: readonly string[],
  options: { default?: string; example?: string } = {},
): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ enum: values, ...options }), IsOptional(), IsIn(values));
const object = (options: ApiPropertyOptions = {}): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: 'object',
      additionalProperties: true,
      nullable: true,
      ...options,
    } as ApiPropertyOptions),
    IsOptional(),
    IsObject(),
  );
const flag = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: Boolean, default: true, description }),
    IsOptional(),
    IsBoolean(),
  );
/** Checked by the template station, which knows every form of it. */
const document = (options: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional(options), IsOptional());

const DIALOG = {
  fields: [{ name: 'date_from', label: 'From', type: 'date', required: true, default: 'start_of_month' }],
};
const UNITS = {
  oneOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }],
  nullable: true,
} satisfies ApiPropertyOptions;

/**
 * What an author decides about a template. Shapes are checked here; what the documents in it mean (dialog, parameters,
 * signatures, options, units) is read by `readTemplateFields`, which answers with pointers into them.
 */
export class TemplateBody {
  @ApiProperty({ type: String, maxLength: 200, example: 'Purchase order list' })
  @IsString()
  @IsNotEmpty()
  name: string;

  @text({ maxLength: 2000, example: 'Orders of a period with their totals.' })
  description?: string | null;

  @uuid({ description: 'Visible to members of this project only; null = the whole organization.' })
  project_id?: string | null;

  @text({ maxLength: 100, example: 'Procurement', description: 'Heading in the reports menu.' })
  report_group?: string | null;

  @text({ maxLength: 50, default: 'operational', example: 'procurement' })
  report_category?: string | null;

  @text({ maxLength: 100, example: 'purchase_order_list', description: 'Made of the name when absent.' })
  report_type?: string | null;

  @choice(TEMPLATE_KINDS, { default: 'report' })
  kind?: (typeof TEMPLATE_KINDS)[number] | null;

  @document({
    oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: true }],
    nullable: true,
    example: JSON.stringify(DIALOG),
    description: 'Parameter form: {"fields": […]}, as text or object. Kept and answered as text.',
  })
  dialog?: string | Record<string, unknown> | null;

  @text({
    default: '',
    example: '',
    description:
      'Layout: JSON (schema at /api/reports/layouts/schema) or FastReport XML; empty = laid out automatically.',
  })
  content?: string | null;

  @choice(ORIENTATIONS, { default: 'auto' })
  orientation?: (typeof ORIENTATIONS)[number] | null;

  @text({ maxLength: 20, default: 'A4', example: 'A4' })
  page_size?: string | null;

  @object({
    example: { blocks: [{ key: 'Sig1Name', label: 'Requestor', required: true }] },
    description: 'At most five blocks.',
  })
  signature_config?: Record<string, unknown> | null;

  @text({ maxLength: 200, example: null, description: 'Wins over source_name, and that over view_name.' })
  builder_key?: string | null;

  @text({ maxLength: 63, example: null, description: 'Older alias of source_name.' })
  view_name?: string | null;

  @choice(SOURCE_TYPES, { example: 'view' })
  source_type?: (typeof SOURCE_TYPES)[number] | null;

  @text({ maxLength: 63, example: 'v_purchase_order_list' })
  source_name?: string | null;

  @object({
    example: { params: [] },
    description: 'Arguments of a function, procedure or builder, in their order.',
  })
  source_params?: Record<string, unknown> | null;

  @document({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    nullable: true,
    example: [{ name: 'Lines', source: 'procurement.products', filters: { order_id: '$order_id' } }],
    description:
      'Further datasets that the layout calls by name: {name, source} of a registered source, or its own binding ' +
      '(source_type + source_name, or builder_key, with source_params); filters and params, where $name stands for a ' +
      'filter of the run; order_by and limit. They are read in the units and the zone of the run.',
  })
  datasets?: readonly Record<string, unknown>[] | null;

  @text({ maxLength: 20, default: 'pdf', example: 'pdf' })
  default_format?: string | null;

  @object({
    example: { status: ['sent'] },
    description: 'Filters a run starts from; relative dates are allowed.',
  })
  default_filters?: Record<string, unknown> | null;

  @object({
    example: { totals: [{ column: 'total', aggregate: 'sum' }] },
    description: 'Options a run starts from.',
  })
  default_options?: Record<string, unknown> | null;

  @uuid()
  default_contract_id?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 3660,
    default: 30,
    description: 'Preset length of a date range.',
  })
  @IsOptional()
  @IsInt()
  default_date_range_days?: number | null;

  @object({
    example: null,
    description: '`logo`: name of a stored picture, which layouts call `logo`; `accent`: colour, #RRGGBB.',
  })
  branding?: Record<string, unknown> | null;

  @object({
    example: { pricing: true, adjustments: false },
    description:
      'Which optional parts are shown, by the name that the layout gives them (`shown_if`); what is not named is shown. ' +
      'A name that is a parameter of the source presets it.',
  })
  template_config?: Record<string, unknown> | null;

  @flag('Whether charts are drawn.')
  include_charts?: boolean | null;

  @flag('Whether tables of rows are printed.')
  include_tables?: boolean | null;

  @flag('Whether totals over everything are printed.')
  include_summary?: boolean | null;

  @text({ maxLength: 35, example: 'nb-NO' })
  locale?: string | null;

  @document({
    ...UNITS,
    example: ['T01', 'T03'],
    description: 'Units that may see it, as list or "T01,T03"; none = all.',
  })
  allow_business_unit?: readonly string[] | string | null;

  @document({ ...UNITS, example: null, description: 'Units that may not; asked before allow_business_unit.' })
  deny_business_unit?: readonly string[] | string | null;

  @ApiPropertyOptional({ type: Boolean, default: true })
  @IsOptional()
  @IsBoolean()
  is_active?: boolean | null;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Decided by platform administrators.' })
  @IsOptional()
  @IsBoolean()
  is_standard?: boolean;
}

export class CreateTemplateBody extends TemplateBody {
  @uuid({
    description: "The caller's organization when absent; null = platform-wide (platform administrators).",
  })
  organization_id?: string | null;
}

/** Fields left out stay as they are; null clears one, or gives it its default again. */
export class UpdateTemplateBody extends PartialType(TemplateBody) {}

/** The export document of a template. */
export class TemplateDocumentBody {
  @ApiProperty({ type: String, enum: [TEMPLATE_DOCUMENT] })
  @IsString()
  format: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { name: 'Purchase order list', source_type: 'view', source_name: 'v_purchase_order_list' },
  })
  @IsObject()
  template: Record<string, unknown>;
}

/** What a preview shows: a few rows, made at once. */
export class PreviewBody {
  @text({ example: 'pdf', description: "The template's default when absent." })
  format?: string;

  @object({ example: { status: ['sent'] }, nullable: false })
  filters?: Record<string, unknown>;

  @ApiPropertyOptional({ type: [String], example: ['T01'] })
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  bu_codes?: string[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  rows?: number;

  @object({ example: { title: 'Orders' }, nullable: false })
  options?: Record<string, unknown>;
}
