import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { RETENTION_CLASSES, type RetentionClass } from './retention.js';

export class RestoreBody {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 365,
    default: 7,
    description: 'For how many days it can be downloaded.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(365)
  days?: number;
}

export class LegalHoldBody {
  @ApiProperty({ type: String, maxLength: 2000, example: 'Arbitration 2026-14 with the operator' })
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  reason: string;
}

export class RetentionBody {
  @ApiProperty({ enum: RETENTION_CLASSES, example: 'permanent' })
  @IsIn(RETENTION_CLASSES)
  class: RetentionClass;
}
