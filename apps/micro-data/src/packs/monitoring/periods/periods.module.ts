import { Module } from '@nestjs/common';
import { RecordsModule } from '../../../records/records.module.js';
import { PeriodGenerator } from './period-generator.js';
import { PeriodLocks } from './period-locks.js';
import { MonitoringPeriodsController } from './periods.controller.js';

/** Reporting periods beyond keeping them: made for a project, locked, unlocked. */
@Module({
  imports: [RecordsModule],
  controllers: [MonitoringPeriodsController],
  providers: [PeriodGenerator, PeriodLocks],
})
export class PeriodsModule {}
