import { IsFlag } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length } from 'class-validator';

export class ImportQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'T01',
    description: 'The business unit that the records belong to; 400 when absent.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 50)
  bu_code?: string;

  @ApiPropertyOptional({ type: Boolean, example: false, description: 'Reads and checks, writes nothing.' })
  @IsOptional()
  @IsFlag()
  dry_run?: boolean;
}

export class ImportFaultResource {
  @ApiProperty({ type: 'integer', nullable: true, example: 12 })
  line: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: null })
  column: number | null;

  @ApiProperty({ type: String, example: 'PayableAmount is no number' })
  detail: string;

  @ApiPropertyOptional({
    type: String,
    example: 'period-locked',
    description:
      'Of the problem that the record alone would be refused with; absent where that is `invalid`.',
  })
  code?: string;
}

export class ImportedDocumentResource {
  @ApiProperty({ type: String, example: 'PO' })
  document_type: string;

  @ApiProperty({ type: String, example: 'AEG012345' })
  document_no: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null on a dry run.' })
  document_id: string | null;

  @ApiProperty({
    type: [String],
    example: ['Line 1: 100 × 100.00 is 10000, stated is 100.00.'],
    description: 'Stated figures that do not agree; they were taken over as stated.',
  })
  warnings: string[];
}

export class ImportResult {
  @ApiProperty({ type: 'integer', example: 1 })
  accepted: number;

  @ApiProperty({ type: 'integer', example: 0 })
  rejected: number;

  @ApiProperty({ type: [ImportFaultResource], example: [] })
  errors: ImportFaultResource[];

  @ApiProperty({ type: [ImportedDocumentResource] })
  documents: ImportedDocumentResource[];
}
