import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Answer,
  BuNotAllowed,
  Caller,
  IncomingRequest,
  Operation,
  pageDto,
  RequestInfo,
  UuidParam,
  type Page,
  type Principal,
} from '@galley/platform';
import type { FastifyReply } from 'fastify';
import { FileExpired, FileMissing, RangeNotSatisfiable } from '../archive/archive-problems.js';
import { ExportDownloadOnly } from '../archive/export-files.js';
import { FILE_TYPES } from '../archive/file-headers.js';
import { GenerateService } from '../generate/generate.service.js';
import { JobDownload } from './job-download.js';
import { JobEvents } from './job-events.js';
import { JobFinished, JobNotFinished, QueueFull } from './job-problems.js';
import { Job } from './job-resource.js';
import { jobView, type JobView } from './job-view.js';
import { JobsQuery } from './jobs-query.js';
import { JobsService } from './jobs.service.js';

@ApiTags('jobs')
@Controller('api/reports/jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly events: JobEvents,
    private readonly generate: GenerateService,
    private readonly download: JobDownload,
  ) {}

  @Get()
  @Allow('job.read')
  @Operation({ summary: 'List jobs, the newest first', id: 'listJobs', returns: pageDto(Job) })
  list(@Caller() caller: Principal, @Query() query: JobsQuery): Promise<Page<JobView>> {
    return this.jobs.list(caller, query);
  }

  @Get(':id')
  @Allow('job.read')
  @Operation({ summary: 'Read a job', id: 'readJob', returns: Job })
  async read(@Caller() caller: Principal, @UuidParam() id: string): Promise<JobView> {
    return jobView(await this.jobs.find(caller, id));
  }

  @Get(':id/events')
  @Allow('job.read')
  @Operation({
    summary: 'Follow a job until it ends',
    id: 'watchJob',
    description:
      'Server-sent events: `progress` with {status, stage, percent, rows}, then one `done` with the job.',
    produces: ['text/event-stream'],
  })
  async follow(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = await this.events.open(caller, id);
    await reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // Proxies would otherwise collect events until they have a bufferful.
        'x-accel-buffering': 'no',
      })
      .send(stream);
  }

  @Post(':id/cancel')
  @Allow('job.cancel')
  @Operation({
    summary: 'Cancel a job',
    id: 'cancelJob',
    description:
      'A waiting job ends at once; a running one is asked to stop and ends within a second or two.',
    returns: Job,
    problems: [JobFinished],
  })
  cancel(@Caller() caller: Principal, @UuidParam() id: string): Promise<JobView> {
    return this.jobs.cancel(caller, id);
  }

  @Post(':id/rerun')
  @Allow('job.rerun')
  @Operation({
    summary: 'Run the same report again, as a new job',
    id: 'rerunJob',
    status: 202,
    returns: Job,
    problems: [QueueFull, BuNotAllowed],
  })
  async rerun(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @UuidParam() id: string,
  ): Promise<Answer<JobView>> {
    const job = await this.jobs.find(caller, id);
    return this.generate.again({ caller, request }, job);
  }

  @Get(':id/download')
  @Allow('job.read')
  @Operation({
    summary: 'Download the file of a finished job',
    id: 'downloadJob',
    produces: FILE_TYPES,
    problems: [JobNotFinished, ExportDownloadOnly, FileExpired, FileMissing, RangeNotSatisfiable],
  })
  async file(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.download.send(caller, id, reply);
  }
}
