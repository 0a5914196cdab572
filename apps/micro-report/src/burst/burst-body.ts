import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsLocale,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Recipients, type RecipientBody } from '../deliveries/recipient-body.js';

/** One piece of a run that is split by a key. */
export class BurstPieceBody {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'T01',
    description: 'The value of the key; null = rows without one.',
  })
  @ValidateIf(({ key }: BurstPieceBody) => key !== null)
  @IsString()
  @MaxLength(500)
  key: string | null;

  @Recipients()
  recipients?: RecipientBody[];

  @ApiPropertyOptional({ type: String, example: 'excel', description: "The run's own when absent." })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;

  @ApiPropertyOptional({ type: String, example: 'nb' })
  @IsOptional()
  @IsLocale()
  @MaxLength(35)
  locale?: string;
}

export const UNLISTED = ['file', 'skip', 'fail'] as const;

/** Splits a run by a column into files of their own: each recipient receives the rows of their key and no others. */
export class BurstBody {
  @ApiProperty({ type: String, example: 'vendor_code', description: 'Column that the rows are split by.' })
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  by: string;

  @ApiPropertyOptional({ type: [BurstPieceBody], maxItems: 1000 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => BurstPieceBody)
  pieces?: BurstPieceBody[];

  @ApiPropertyOptional({
    type: String,
    example: 'vendor_email',
    description: 'Column with the e-mail address of the key; it must have one value a key.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(63)
  recipient_column?: string;

  @ApiPropertyOptional({
    enum: UNLISTED,
    default: 'file',
    description: 'Keys in the data that no piece names: a file without recipients, no file, or a failed run.',
  })
  @IsOptional()
  @IsIn(UNLISTED)
  unlisted?: (typeof UNLISTED)[number];
}
