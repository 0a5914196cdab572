import type {
  Column,
  ColumnRole,
  ColumnType,
  DatasetGroup,
  DatasetSummary,
  Json,
  Row,
  Totals,
  UnitSummary,
} from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const TYPES = ['string', 'integer', 'decimal', 'date', 'timestamp', 'boolean', 'uuid', 'json'];

export class DatasetColumn implements Column {
  @ApiProperty({ type: String, example: 'value' })
  name: string;

  @ApiProperty({ type: String, example: 'Value' })
  label: string;

  @ApiProperty({ enum: TYPES, example: 'decimal' })
  type: ColumnType;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    example: 2,
    description: 'Fraction digits of a decimal; null = free.',
  })
  scale?: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'money' })
  format: string | null;

  @ApiProperty({ enum: ['dimension', 'measure'], example: 'measure' })
  role: ColumnRole;
}

export class DatasetGroupResource implements DatasetGroup {
  @ApiProperty({ type: 'object', additionalProperties: true, example: { category: 'Dry' } })
  key: Record<string, Json>;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { value: '120.50' } })
  totals: Totals;

  @ApiProperty({ type: 'integer', example: 1 })
  row_count: number;
}

/** The answer as JSON: rows are objects, decimals strings. */
export class DatasetResource {
  @ApiProperty({ type: [DatasetColumn] })
  columns: DatasetColumn[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { T01: 'THB', T03: 'USD' },
    description: 'Base currency of each business unit, where they have more than one.',
  })
  currencies?: Record<string, string>;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ bu_code: 'T01', sku: 'A-1', value: '120.50' }],
  })
  rows: Row[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { value: '120.50' },
    description:
      'Money (format `money`) of units with different base currencies is one total per currency: `{"THB": "…", "USD": "…"}`.',
  })
  totals: Totals;

  @ApiProperty({ type: [DatasetGroupResource] })
  groups: DatasetGroupResource[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: {
      source: 'procurement.stock_on_hand',
      row_count: 1,
      bu_codes: ['T01'],
      units: [
        {
          bu_code: 'T01',
          status: 'ok',
          row_count: 1,
          duration_ms: 8,
          currency: 'THB',
          problem: null,
        } satisfies UnitSummary,
      ],
      filters: {},
      params: {},
      ignored_filters: [],
      executed_at: '2026-07-01T00:00:00.000Z',
      duration_ms: 12,
      timezone: 'Asia/Bangkok',
      truncated: false,
      fingerprint: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      warnings: [],
    } satisfies DatasetSummary,
  })
  summary: DatasetSummary;
}
