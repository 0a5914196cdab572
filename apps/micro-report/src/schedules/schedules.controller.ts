import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  BuNotAllowed,
  Caller,
  Operation,
  pageDto,
  UuidParam,
  type Answer,
  type Page,
  type Principal,
} from '@galley/platform';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { BuRequired } from '../jobs/job-problems.js';
import { CreateSchedule, UpdateSchedule } from './schedule-bodies.js';
import { SCHEDULE_CHANGE_EXAMPLES, SCHEDULE_EXAMPLES } from './schedule-examples.js';
import { SchedulePreview, PREVIEW_EXAMPLES, SchedulePreviewBody } from './schedule-preview.js';
import { ScheduleInvalid, ScheduleLimit, ScheduleState } from './schedule-problems.js';
import { ScheduleQuery, ScheduleRunQuery } from './schedule-queries.js';
import { Schedule, ScheduleRun } from './schedule-resource.js';
import { SchedulesService } from './schedules.service.js';

@ApiTags('schedules')
@Controller('api/reports/scheduled')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  @Get()
  @Allow('schedule.read')
  @Operation({ summary: 'List schedules', id: 'listSchedules', returns: pageDto(Schedule) })
  list(@Caller() caller: Principal, @Query() query: ScheduleQuery): Promise<Page<Schedule>> {
    return this.schedules.list(caller, query);
  }

  @Post()
  @Allow('schedule.write')
  @Operation({
    summary: 'Schedule a report',
    id: 'createSchedule',
    description: 'It runs as its maker, with the rights of the day. What could not run now is refused.',
    status: 201,
    returns: Schedule,
    problems: [ScheduleInvalid, ScheduleLimit, BuNotAllowed, BuRequired],
  })
  @ApiBody({ type: CreateSchedule, examples: SCHEDULE_EXAMPLES })
  create(@Author() author: Author, @Body() body: CreateSchedule): Promise<Answer<Schedule>> {
    return this.schedules.create(author, body);
  }

  @Post('preview')
  @Allow('schedule.read')
  @Operation({
    summary: 'Show the next slots of times that are not saved',
    id: 'previewSchedule',
    returns: SchedulePreview,
    problems: [ScheduleInvalid],
  })
  @ApiBody({ type: SchedulePreviewBody, examples: PREVIEW_EXAMPLES })
  preview(@Caller() caller: Principal, @Body() body: SchedulePreviewBody): Promise<SchedulePreview> {
    return this.schedules.preview(caller, body);
  }

  @Get(':id')
  @Allow('schedule.read')
  @Operation({ summary: 'Read a schedule', id: 'readSchedule', returns: Schedule })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Schedule> {
    return this.schedules.find(caller, id);
  }

  @Put(':id')
  @Allow('schedule.write')
  @Operation({
    summary: 'Change a schedule',
    id: 'updateSchedule',
    description:
      'Fields left out stay as they are; null clears one. The owner stays too, unless take_over is true. is_active true enables a stopped or ended one.',
    returns: Schedule,
    problems: [ScheduleInvalid, ScheduleLimit, BuNotAllowed, BuRequired],
  })
  @ApiBody({ type: UpdateSchedule, examples: SCHEDULE_CHANGE_EXAMPLES })
  update(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdateSchedule): Promise<Schedule> {
    return this.schedules.update(author, id, body);
  }

  @Delete(':id')
  @Allow('schedule.write')
  @Operation({
    summary: 'Disable a schedule',
    id: 'disableSchedule',
    description: 'It stays and can be enabled again; so do its runs and files.',
    status: 204,
  })
  async disable(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    await this.schedules.disable(author, id);
  }

  @Post(':id/pause')
  @Allow('schedule.write')
  @Operation({
    summary: 'Pause a schedule',
    id: 'pauseSchedule',
    returns: Schedule,
    problems: [ScheduleState],
  })
  pause(@Author() author: Author, @UuidParam() id: string): Promise<Schedule> {
    return this.schedules.pause(author, id);
  }

  @Post(':id/resume')
  @Allow('schedule.write')
  @Operation({
    summary: 'Resume a paused schedule',
    id: 'resumeSchedule',
    description: 'It goes on from now; slots that passed meanwhile are not made up for.',
    returns: Schedule,
    problems: [ScheduleState, ScheduleInvalid],
  })
  resume(@Author() author: Author, @UuidParam() id: string): Promise<Schedule> {
    return this.schedules.resume(author, id);
  }

  @Get(':id/runs')
  @Allow('schedule.read')
  @Operation({
    summary: 'List what became of the slots of a schedule',
    id: 'listScheduleRuns',
    returns: pageDto(ScheduleRun),
  })
  runs(@Caller() caller: Principal, @UuidParam() id: string, @Query() query: ScheduleRunQuery) {
    return this.schedules.runs(caller, id, query);
  }
}
