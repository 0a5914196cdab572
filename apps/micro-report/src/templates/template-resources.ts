import { ApiProperty, OmitType } from '@nestjs/swagger';
import { TemplateBody } from './template-bodies.js';

const INSTANT = { type: String, format: 'date-time' } as const;
const ACTOR = { type: String, format: 'uuid', nullable: true } as const;

/** A template as clients see it. */
export class Template extends TemplateBody {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null = platform-wide.' })
  organization_id: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  dataset_source_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'procurement.purchase_order_list',
    description: 'Name of its data at micro-data.',
  })
  dataset_source_name: string | null;

  @ApiProperty({
    type: Boolean,
    example: false,
    description: 'Made with the report builder: its design is at /api/reports/builder/templates/{id}.',
  })
  has_design: boolean;

  @ApiProperty({ type: 'integer', example: 1, description: 'Counts up with every change.' })
  version: number;

  @ApiProperty(INSTANT)
  created_at: string;

  @ApiProperty(ACTOR)
  created_by_id: string | null;

  @ApiProperty(INSTANT)
  updated_at: string;

  @ApiProperty(ACTOR)
  updated_by_id: string | null;

  @ApiProperty({ ...INSTANT, nullable: true, example: null })
  deleted_at: string | null;

  @ApiProperty({ ...ACTOR, example: null })
  deleted_by_id: string | null;
}

export class Warning {
  @ApiProperty({ type: String, example: 'standard-template' })
  code: string;

  @ApiProperty({ type: String, example: 'This is a standard template; a new release no longer changes it.' })
  detail: string;
}

export class ChangedTemplate extends Template {
  @ApiProperty({ type: [Warning] })
  warnings: Warning[];
}

export class TemplateVersionEntry {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', example: 2 })
  version: number;

  @ApiProperty(INSTANT)
  created_at: string;

  @ApiProperty(ACTOR)
  created_by_id: string | null;
}

export class TemplateSnapshot extends TemplateVersionEntry {
  @ApiProperty({ type: OmitType(TemplateBody, ['is_standard']), description: 'The template as it was.' })
  snapshot: object;
}

export class DialogLookup {
  @ApiProperty({ type: String, example: 'procurement.vendors' })
  source: string;

  @ApiProperty({ type: String, nullable: true, example: 'vendor_code', description: 'Column of the value.' })
  field: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'vendor', description: 'Column of the label.' })
  label: string | null;

  @ApiProperty({
    type: String,
    example: '/api/datasets/lookups/procurement.vendors?field=vendor_code&label=vendor',
    description: 'At micro-data; add q, bu_code and the fields of depends_on.',
  })
  url: string;
}

export class DialogChoice {
  @ApiProperty({ type: String, example: 'sent' })
  value: string;

  @ApiProperty({ type: String, example: 'Sent' })
  label: string;
}

export class DialogFieldResource {
  @ApiProperty({ type: String, example: 'date_from' })
  name: string;

  @ApiProperty({ type: String, example: 'From' })
  label: string;

  @ApiProperty({ type: String, enum: ['text', 'number', 'date', 'datetime', 'boolean', 'lookup', 'select'] })
  type: string;

  @ApiProperty({ type: Boolean, example: true })
  required: boolean;

  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'array', items: {} }],
    nullable: true,
    example: '2026-06-01',
    description: 'Relative dates are resolved now, in the zone of the organization.',
  })
  default: unknown;

  @ApiProperty({ type: DialogLookup, nullable: true })
  lookup: DialogLookup | null;

  @ApiProperty({ type: [DialogChoice] })
  options: readonly DialogChoice[];

  @ApiProperty({ type: [String], example: [] })
  depends_on: readonly string[];

  @ApiProperty({ type: Boolean, example: false })
  multiple: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'po_date', description: 'Column it stands for.' })
  column: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'gte' })
  operator: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  help: string | null;
}

export class DialogResource {
  @ApiProperty({ type: [DialogFieldResource] })
  fields: DialogFieldResource[];
}

export class CheckProblem {
  @ApiProperty({ type: String, example: 'binding-drift' })
  code: string;

  @ApiProperty({ type: String, example: 'view "v_orders" does not exist in business unit T01' })
  detail: string;

  @ApiProperty({ type: String, nullable: true, example: 'T01' })
  bu_code: string | null;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Further dataset it is about.' })
  dataset: string | null;
}

export class BindingCheck {
  @ApiProperty({ type: Boolean, example: true })
  ok: boolean;

  @ApiProperty({ type: [CheckProblem] })
  problems: CheckProblem[];
}

export class UnsupportedElement {
  @ApiProperty({ type: String, example: 'TextObject' })
  element: string;

  @ApiProperty({ type: 'integer', example: 12, description: 'How often it stands in the layout.' })
  count: number;

  @ApiProperty({ type: String, example: 'an empty frame', description: 'What is printed in its place.' })
  instead: string;
}

export class LayoutCheck {
  @ApiProperty({ type: Boolean, example: true })
  ok: boolean;

  @ApiProperty({ type: String, enum: ['auto', 'json', 'document', 'frx', 'unknown'] })
  kind: string;

  @ApiProperty({ type: [UnsupportedElement], description: 'What of the layout is not drawn.' })
  unsupported: readonly UnsupportedElement[];

  @ApiProperty({
    type: [CheckProblem],
    description: 'Why a run would fail: data or pictures that are not there.',
  })
  problems: CheckProblem[];
}

export class TemplateCheck {
  @ApiProperty({ type: Boolean, example: true, description: 'Both parts are.' })
  ok: boolean;

  @ApiProperty({ type: BindingCheck })
  binding: BindingCheck;

  @ApiProperty({ type: LayoutCheck })
  layout: LayoutCheck;
}
