import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Answer,
  BuNotAllowed,
  Caller,
  IncomingRequest,
  Operation,
  RequestInfo,
  type Principal,
} from '@galley/platform';
import { BuRequired, QueueFull } from '../jobs/job-problems.js';
import { Job, JobBatch } from '../jobs/job-resource.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { JobView } from '../jobs/job-view.js';
import { BulkBody } from './bulk-body.js';
import { GenerateBody } from './generate-body.js';
import { BULK_EXAMPLES, GENERATE_EXAMPLES } from './generate-examples.js';
import { GenerateService } from './generate.service.js';
import { preferredWaitMs } from './prefer-wait.js';

@ApiTags('jobs')
@Controller('api/reports/generate')
export class GenerateController {
  constructor(
    private readonly generate: GenerateService,
    private readonly jobs: JobsService,
  ) {}

  @Post()
  @Allow('report.generate')
  @Operation({
    summary: 'Run a report',
    id: 'generateReport',
    description:
      'Accepted means: the job is stored and will run. With `Prefer: wait` the finished job is answered (200).',
    status: 202,
    returns: Job,
    problems: [QueueFull, BuNotAllowed, BuRequired],
  })
  @ApiBody({ type: GenerateBody, examples: GENERATE_EXAMPLES })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`wait=20`: answer 200 with the finished job if it ends in time.',
  })
  async one(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Body() body: GenerateBody,
  ): Promise<Answer<JobView>> {
    const accepted = await this.generate.one({ caller, request }, body);
    const waitMs = preferredWaitMs(request.header('prefer'));
    if (waitMs === 0) return accepted;
    const finished = await this.jobs.finished(caller, accepted.body.id, waitMs);
    return finished ? new Answer(200, finished, accepted.location, accepted.is_replay) : accepted;
  }

  @Post('bulk')
  @Allow('report.generate')
  @Operation({
    summary: 'Run several reports, all or none of them',
    id: 'generateReports',
    status: 202,
    returns: JobBatch,
    problems: [QueueFull, BuNotAllowed, BuRequired],
  })
  @ApiBody({ type: BulkBody, examples: BULK_EXAMPLES })
  bulk(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @Body() body: BulkBody,
  ): Promise<Answer<{ batch_id: string; items: JobView[] }>> {
    return this.generate.bulk({ caller, request }, body);
  }
}
