import { Body, Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import {
  Allow,
  Author,
  Caller,
  Operation,
  pageDto,
  UuidParam,
  type Answer,
  type Page,
  type Principal,
} from '@galley/platform';
import { ApiTags } from '@nestjs/swagger';
import { Calendar, CalendarQuery, CreateCalendar, UpdateCalendar } from './calendar-bodies.js';
import { CalendarCodeTaken, CalendarInUse } from './calendar-problems.js';
import { CalendarsService } from './calendars.service.js';

@ApiTags('schedules')
@Controller('api/reports/calendars')
export class CalendarsController {
  constructor(private readonly calendars: CalendarsService) {}

  @Get()
  @Allow('schedule.read')
  @Operation({ summary: 'List calendars of days off', id: 'listCalendars', returns: pageDto(Calendar) })
  list(@Caller() caller: Principal, @Query() query: CalendarQuery): Promise<Page<Calendar>> {
    return this.calendars.list(caller, query);
  }

  @Post()
  @Allow('schedule.write')
  @Operation({
    summary: 'Store a calendar of days off',
    id: 'createCalendar',
    status: 201,
    returns: Calendar,
    problems: [CalendarCodeTaken],
  })
  create(@Author() author: Author, @Body() body: CreateCalendar): Promise<Answer<Calendar>> {
    return this.calendars.create(author, body);
  }

  @Get(':id')
  @Allow('schedule.read')
  @Operation({ summary: 'Read a calendar', id: 'readCalendar', returns: Calendar })
  read(@Caller() caller: Principal, @UuidParam() id: string): Promise<Calendar> {
    return this.calendars.find(caller, id);
  }

  @Put(':id')
  @Allow('schedule.write')
  @Operation({
    summary: 'Change a calendar',
    id: 'updateCalendar',
    description:
      'Fields left out stay as they are. Schedules that go by it have their next slots computed anew.',
    returns: Calendar,
  })
  update(@Author() author: Author, @UuidParam() id: string, @Body() body: UpdateCalendar): Promise<Calendar> {
    return this.calendars.update(author, id, body);
  }

  @Delete(':id')
  @Allow('schedule.write')
  @Operation({
    summary: 'Remove a calendar',
    id: 'deleteCalendar',
    status: 204,
    problems: [CalendarInUse],
  })
  async remove(@Author() author: Author, @UuidParam() id: string): Promise<void> {
    await this.calendars.remove(author, id);
  }
}
