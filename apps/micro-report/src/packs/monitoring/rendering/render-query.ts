import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { REPORT_FORMATS, type ReportFormat } from './make-report.js';

/** Which file of a report. */
export class RenderQuery {
  @ApiPropertyOptional({ enum: REPORT_FORMATS, default: 'pdf', description: '`xlsx` is read as `excel`.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'xlsx' ? 'excel' : value))
  @IsIn(REPORT_FORMATS)
  format?: ReportFormat;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Of a publication; else the latest, and of a draft what the records say now.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  revision?: number;
}
