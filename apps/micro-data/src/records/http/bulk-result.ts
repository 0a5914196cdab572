import { ApiProperty } from '@nestjs/swagger';

export class BulkItemResult {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: Boolean, example: true, description: 'False for a record that was there already.' })
  is_new: boolean;
}

export class BulkResult {
  @ApiProperty({ type: 'integer', example: 1 })
  created: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Were there, and are not as they were.' })
  updated: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Were there as they were sent.' })
  unchanged: number;

  @ApiProperty({ type: [BulkItemResult], description: 'In the order sent.' })
  items: BulkItemResult[];
}
