import { PageQuery } from '@galley/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { JOB_STATUSES, type JobStatus } from './job-lifecycle.js';

/** Filters of the job list. */
export class JobsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: JOB_STATUSES })
  @IsOptional()
  @IsIn(JOB_STATUSES)
  status?: JobStatus;

  @ApiPropertyOptional({ type: String, example: 'purchase_order_list' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  report_type?: string;

  @ApiPropertyOptional({ type: String, enum: ['me'], description: "The caller's own jobs only." })
  @IsOptional()
  @IsIn(['me'])
  requested_by?: 'me';

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  batch_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Pieces of this run.' })
  @IsOptional()
  @IsUUID()
  parent_job_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Runs of this schedule.' })
  @IsOptional()
  @IsUUID()
  schedule_id?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  project_id?: string;
}
