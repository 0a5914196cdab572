import type { Json } from '@galley/dataset';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';

export const MAX_DOCUMENTS = 500;

/** How a document is printed. */
export class PrintBody {
  @ApiPropertyOptional({
    type: String,
    example: 'T01',
    description: 'Business unit of the document; required.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  bu_code?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'One of `layouts`; the one that `resolve` answers when absent.',
  })
  @IsOptional()
  @IsUUID()
  template_id?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 10,
    default: 1,
    description: 'One after the other; layouts call them copy_number and copy_count.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  copies?: number;

  @ApiPropertyOptional({ type: String, example: 'COPY', description: 'Text across every page.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  watermark?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { locale: 'en-GB' },
    description:
      'As of `generate`: title, locale, timezone, pdf {archive, tagged, watermark, password}. A password is never ' +
      'stored, so only a document that is printed at once may have one.',
  })
  @IsOptional()
  @IsObject()
  options?: Record<string, Json>;
}

/** Many documents in one file. */
export class PrintBatchBody extends PrintBody {
  @ApiProperty({
    type: [String],
    maxItems: MAX_DOCUMENTS,
    example: ['PO2604-0001', 'PO2604-0002'],
    description: 'Ids or numbers, in the order of the file.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_DOCUMENTS)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(200, { each: true })
  document_ids: string[];

  @ApiPropertyOptional({ type: 'integer', minimum: -100, maximum: 100, default: 0 })
  @IsOptional()
  @IsInt()
  @Min(-100)
  @Max(100)
  priority?: number;
}

/** Without a template: the one in the documentation of the field is nobody's. */
const COPY: PrintBody = { bu_code: 'T01', copies: 2, watermark: 'COPY' };

export const PRINT_EXAMPLES = {
  usual: { summary: 'By the template of the Print button', value: { bu_code: 'T01' } satisfies PrintBody },
  copies: { summary: 'Two copies, marked as such', value: COPY },
};

const ORDERS: PrintBatchBody = { bu_code: 'T01', document_ids: ['PO2604-0001', 'PO2604-0002'] };

export const BATCH_EXAMPLES = { orders: { summary: 'Two orders in one file', value: ORDERS } };
