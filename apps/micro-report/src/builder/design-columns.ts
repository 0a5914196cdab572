import type { Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { HIGHLIGHT_OPERATORS, type HighlightOperator } from './column-abilities.js';
import { Flag, ListOf, OneOf, Text } from './design-decorators.js';

const COLOR = { pattern: /^#[0-9A-Fa-f]{6}$/, message: 'is not a colour: #RRGGBB' };
const WIDTH = {
  pattern: /^(?!0+(\.0+)?(mm|pt)$)\d{1,4}(\.\d{1,3})?(mm|pt)$/,
  message: 'is not a width: 35mm or 120pt',
};

/** When and how a cell stands out; the first of a column's highlights that holds decides. */
export class DesignHighlight {
  @ApiProperty({ enum: [...HIGHLIGHT_OPERATORS], example: 'lt' })
  @IsIn(HIGHLIGHT_OPERATORS)
  operator: HighlightOperator;

  @ApiPropertyOptional({
    anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
    nullable: true,
    example: 0,
    description:
      'What the cell is compared with; for dates also "today". Exactly one of this and value_column.',
  })
  @IsOptional()
  value?: Json;

  @Text(63, { example: null, description: 'Another column of the row, to compare with.' })
  value_column?: string | null;

  @Text(7, { example: '#B00020' }, COLOR)
  color?: string | null;

  @Text(7, { example: '#FFF3F3', description: 'Behind the text.' }, COLOR)
  fill?: string | null;

  @Flag({ example: true })
  bold?: boolean | null;

  @Flag({ example: false })
  italic?: boolean | null;
}

export class DesignColumn {
  @ApiProperty({ type: String, maxLength: 63, example: 'base_total' })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  column: string;

  @Text(200, { example: 'Total', description: "The source's label when absent." })
  label?: string | null;

  @Text(
    10,
    {
      example: '35mm',
      description: 'Millimetres or points: 35mm, 120pt. Decided by the content when absent.',
    },
    WIDTH,
  )
  width?: string | null;

  @Text(100, {
    example: 'money',
    description: 'A named format (`formats` of the source’s column) or a pattern: 0.00, #,##0, dd.MM.yyyy.',
  })
  format?: string | null;

  @OneOf(['left', 'center', 'right'], { example: 'right' })
  align?: 'left' | 'center' | 'right' | null;

  @ListOf(() => DesignHighlight, 20)
  highlight?: DesignHighlight[] | null;
}
