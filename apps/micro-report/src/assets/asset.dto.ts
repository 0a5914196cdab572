import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@galley/platform';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export const ASSET_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

export class AssetQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, example: 'logo', description: 'Part of the name.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;
}

export class CreateAssetQuery {
  @ApiProperty({ type: String, example: 'company-logo', description: 'What layouts call it; unique.' })
  @Matches(ASSET_NAME, {
    message: 'name must have 1 to 100 letters, digits, blanks, dots, dashes or underscores',
  })
  name: string;

  @ApiPropertyOptional({
    enum: ['organization', 'platform'],
    default: 'organization',
    description: 'The platform’s pictures serve every organization; platform administrators store them.',
  })
  @IsOptional()
  @IsIn(['organization', 'platform'])
  owner?: 'organization' | 'platform';
}

/** A stored picture; its bytes are at `content_url`. */
export class Asset {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null = platform-wide.' })
  organization_id: string | null;

  @ApiProperty({ type: String, example: 'company-logo' })
  name: string;

  @ApiProperty({ type: String, example: 'image/png' })
  media_type: string;

  @ApiProperty({ type: 'integer', example: 4813, description: 'Bytes.' })
  size: number;

  @ApiProperty({ type: 'integer', example: 320, description: 'Pixels.' })
  width: number;

  @ApiProperty({ type: 'integer', example: 120, description: 'Pixels.' })
  height: number;

  @ApiProperty({ type: String, description: 'Hex.' })
  sha256: string;

  @ApiProperty({ type: String, example: '/api/reports/assets/0199b2c4-7d1e-7a63-9c55-0d6f3a1b2c3d/content' })
  content_url: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  created_by_id: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  updated_by_id: string | null;
}
