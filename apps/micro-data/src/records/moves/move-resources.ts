import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class MoveBody {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Why.', example: 'Looks right' })
  note?: string | null;
}

/** Of moves that ask why. */
export class ReasonedMoveBody {
  @ApiProperty({ type: String, description: 'Why.', example: 'The hours look wrong' })
  note: string;
}

export class BulkMoveBody extends MoveBody {
  @ApiProperty({
    type: [String],
    description: '1 to 1000; all of them are moved, or none.',
    example: ['0199aaaa-0000-7000-8000-000000000001'],
  })
  ids: string[];
}

export class ReasonedBulkMoveBody extends ReasonedMoveBody {
  @ApiProperty({
    type: [String],
    description: '1 to 1000; all of them are moved, or none.',
    example: ['0199aaaa-0000-7000-8000-000000000001'],
  })
  ids: string[];
}

export class BulkMoveResult {
  @ApiProperty({ type: 'integer', example: 2 })
  moved: number;
}
