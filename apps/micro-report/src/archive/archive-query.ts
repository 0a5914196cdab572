import { PageQuery } from '@galley/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** Filters of the archive's list. */
export class ArchiveQuery extends PageQuery {
  @ApiPropertyOptional({ type: String, example: 'purchase_order_list' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  report_type?: string;

  @ApiPropertyOptional({ type: String, example: 'pdf' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  format?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'The file of this job.' })
  @IsOptional()
  @IsUUID()
  job_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  report_template_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Files that this schedule made.' })
  @IsOptional()
  @IsUUID()
  scheduled_report_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  export_request_id?: string;

  @ApiPropertyOptional({ type: String, enum: ['me'], description: "The caller's own files only." })
  @IsOptional()
  @IsIn(['me'])
  requested_by?: 'me';

  @ApiPropertyOptional({ type: String, description: 'Part of the file name.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}
