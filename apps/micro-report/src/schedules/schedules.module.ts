import { Module } from '@nestjs/common';
import { RecipientsModule } from '../deliveries/recipients.module.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { CalendarsService } from './calendars/calendars.service.js';
import { ScheduleWriter } from './schedule-writer.js';
import { SchedulesController } from './schedules.controller.js';
import { SchedulesService } from './schedules.service.js';

/** Rules by which templates are run, and calendars with their days off. Firing is the worker's, see `firing/`. */
@Module({
  imports: [RecipientsModule],
  controllers: [SchedulesController, CalendarsController],
  providers: [SchedulesService, ScheduleWriter, CalendarsService],
})
export class SchedulesModule {}
