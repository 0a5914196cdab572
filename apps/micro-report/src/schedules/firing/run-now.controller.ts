import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Caller,
  IncomingRequest,
  Operation,
  RequestInfo,
  UuidParam,
  type Answer,
  type Principal,
} from '@galley/platform';
import { QueueFull } from '../../jobs/job-problems.js';
import { Job } from '../../jobs/job-resource.js';
import type { JobView } from '../../jobs/job-view.js';
import { ScheduleCannotRun } from './run-now-problems.js';
import { RunNowService } from './run-now.service.js';

@ApiTags('schedules')
@Controller('api/reports/scheduled')
export class RunNowController {
  constructor(private readonly runs: RunNowService) {}

  @Post(':id/run')
  @Allow('schedule.run')
  @Operation({
    summary: 'Run a schedule now',
    id: 'runSchedule',
    description:
      'As its owner, with its filters, options and recipients; also when it is paused or on demand. Its times stay.',
    status: 202,
    returns: Job,
    problems: [ScheduleCannotRun, QueueFull],
  })
  run(
    @Caller() caller: Principal,
    @RequestInfo() request: IncomingRequest,
    @UuidParam() id: string,
  ): Promise<Answer<JobView>> {
    return this.runs.run(caller, request, id);
  }
}
