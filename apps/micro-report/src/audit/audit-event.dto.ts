import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@galley/platform';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'template' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  entity_type?: string;

  @ApiPropertyOptional({ example: '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  entity_id?: string;

  @ApiPropertyOptional({ example: 'template.update' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  action?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  actor_id?: string;
}

/** One link of the organization's chain of what happened. */
export class AuditEvent {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer', example: 42 })
  sequence: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  actor_id: string | null;

  @ApiProperty({ example: 'template.update' })
  action: string;

  @ApiProperty({ example: 'template' })
  entity_type: string;

  @ApiProperty({ example: '0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d' })
  entity_id: string;

  @ApiProperty({ type: String, nullable: true, example: 'sha256:9f86d081884c7d65' })
  before_digest: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'sha256:60303ae22b998861' })
  after_digest: string | null;

  @ApiProperty({ type: Object, example: { version: 4 } })
  facts: unknown;

  @ApiProperty({ type: String, nullable: true, example: 'trace-4711' })
  request_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: '192.0.2.1' })
  ip: string | null;

  @ApiProperty({ example: 'c0ffee' })
  previous_hash: string;

  @ApiProperty({ example: 'decade' })
  hash: string;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;
}
