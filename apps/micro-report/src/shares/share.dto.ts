import { PageQuery } from '@galley/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { SHARE_STATES, type ShareState } from './share-state.js';

const INSTANT = { type: String, format: 'date-time' } as const;
const ID = { type: String, format: 'uuid' } as const;

/** A link to be made. */
export class ShareBody {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 365, example: 14 })
  @IsInt()
  @Min(1)
  @Max(365)
  expires_in_days: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 100_000,
    example: 10,
    description: 'As often as wanted when absent.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  max_downloads?: number;

  @ApiPropertyOptional({
    type: String,
    minLength: 8,
    maxLength: 200,
    example: 'grey heron, low tide',
    description: 'Asked for at the download; told to nobody again.',
  })
  @IsOptional()
  @IsString()
  @MinLength(8)
  @MaxLength(200)
  password?: string;

  @ApiPropertyOptional({
    type: String,
    maxLength: 200,
    example: 'For the auditor',
    description: 'For your own list; never shown behind the link.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  label?: string;
}

/** A link to a file, as its owners see it. */
export class Share {
  @ApiProperty(ID)
  id: string;

  @ApiProperty(ID)
  generated_report_id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'https://reports.example.org/api/shared/Kq3vB0w3TzB2…',
    description: 'Told once, in the answer that makes it; only a hash of it is kept.',
  })
  url: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'For the auditor' })
  label: string | null;

  @ApiProperty({ enum: SHARE_STATES, example: 'open' })
  state: ShareState;

  @ApiProperty({ type: Boolean, example: false })
  has_password: boolean;

  @ApiProperty(INSTANT)
  expires_at: Date;

  @ApiProperty({ type: 'integer', nullable: true, example: 10 })
  max_downloads: number | null;

  @ApiProperty({ type: 'integer', example: 0 })
  download_count: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Page and downloads together.' })
  access_count: number;

  @ApiProperty({ ...INSTANT, nullable: true, example: null })
  last_access_at: Date | null;

  @ApiProperty({ ...INSTANT, nullable: true, example: null })
  revoked_at: Date | null;

  @ApiProperty({ ...ID, nullable: true, example: null })
  revoked_by_id: string | null;

  @ApiProperty(INSTANT)
  created_at: Date;

  @ApiProperty({ ...ID, nullable: true })
  created_by_id: string | null;

  @ApiProperty(INSTANT)
  updated_at: Date;
}

export class SharesQuery extends PageQuery {}

export const OUTCOMES = [
  'view',
  'download',
  'wrong-password',
  'expired',
  'revoked',
  'limit',
  'unavailable',
] as const;

export class AccessesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: string;
}

/** Somebody at a link. */
export class ShareAccess {
  @ApiProperty(ID)
  id: string;

  @ApiProperty({
    enum: OUTCOMES,
    example: 'download',
    description: '`limit`: used up, or too many wrong passwords; `unavailable`: the file could not be given.',
  })
  outcome: string;

  @ApiProperty({ type: String, nullable: true, example: '192.0.2.7' })
  ip: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Mozilla/5.0' })
  user_agent: string | null;

  @ApiProperty(INSTANT)
  created_at: Date;
}

/** What a link tells whoever holds it. */
export class SharedFile {
  @ApiProperty({ type: String, example: 'Purchase orders 2026-06-30.pdf' })
  name: string;

  @ApiProperty({ type: String, example: 'Riverside Hotels' })
  organization: string;

  @ApiProperty({ type: String, example: 'pdf' })
  format: string;

  @ApiProperty({ type: String, example: 'application/pdf' })
  media_type: string;

  @ApiProperty({ type: 'integer', example: 48_213 })
  size: number;

  @ApiProperty({ type: 'integer', nullable: true, example: 8 })
  page_count: number | null;

  @ApiProperty({ type: String, description: 'To compare with the file that was downloaded.' })
  sha256: string;

  @ApiProperty({ ...INSTANT, description: 'When the file was made.' })
  created_at: Date;

  @ApiProperty({ ...INSTANT, description: 'Until when it can be downloaded here.' })
  available_until: Date;

  @ApiProperty({ type: 'integer', nullable: true, example: 9 })
  downloads_left: number | null;

  @ApiProperty({ type: Boolean, example: false })
  password_required: boolean;

  @ApiProperty({
    enum: ['available', 'archived'],
    example: 'available',
    description: '`archived`: whoever sent the link has to restore the file first.',
  })
  state: 'available' | 'archived';

  @ApiProperty({ type: String, example: '/api/shared/Kq3vB0w3TzB2…/download' })
  download_url: string;
}

class SharedCopyAddress {
  @ApiProperty({ type: String, example: 'pdf' })
  format: string;

  @ApiProperty({
    type: String,
    example: '/api/shared/5f0c6b1e-3f0a-4b57-9f0e-0d6f3a1b2c3d/download?format=pdf',
  })
  url: string;
}

/** What a link tells that leads to a document to be read, and not to a file of the archive. */
export class SharedDocument {
  @ApiProperty({ type: String, example: 'Clean water, first quarter of 2026' })
  title: string;

  @ApiProperty({ type: String, example: 'Riverside Aid' })
  organization: string;

  @ApiProperty({ ...INSTANT, description: 'When the document was published.' })
  created_at: Date;

  @ApiProperty({ ...INSTANT, nullable: true, description: 'Null = the link does not expire.' })
  available_until: Date | null;

  @ApiProperty({ type: String, description: 'Of the content: equal for equal content.' })
  sha256: string;

  @ApiProperty({
    type: Object,
    description: 'What it says; its members are those of the document.',
    example: {},
  })
  content: object;

  @ApiProperty({ type: [SharedCopyAddress] })
  downloads: readonly SharedCopyAddress[];
}

/** Which copy of a document is taken. */
export class SharedCopyQuery {
  @ApiPropertyOptional({
    type: String,
    example: 'pdf',
    description: 'Of a document to be read; files have their own.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;
}
