import { ApiProperty } from '@nestjs/swagger';

/** What every administered entity has. */
export class AdministeredResource {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: true })
  is_active: boolean;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  created_by_id: string | null;

  @ApiProperty({ format: 'date-time' })
  updated_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  updated_by_id: string | null;
}

/** The common fields of a row, picked so that no column reaches the wire by accident. */
export function administered(row: AdministeredResource): AdministeredResource {
  const { id, is_active, created_at, created_by_id, updated_at, updated_by_id } = row;
  return { id, is_active, created_at, created_by_id, updated_at, updated_by_id };
}
