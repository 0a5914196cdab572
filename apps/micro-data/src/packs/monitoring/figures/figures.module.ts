import { Module } from '@nestjs/common';
import { RecordsModule } from '../../../records/records.module.js';
import { FiguresController } from './figures.controller.js';
import { MonitoringSettingsController } from './settings.controller.js';
import { SettingsService } from './settings.service.js';

/** What projects have reached, held against what they were to reach. */
@Module({
  imports: [RecordsModule],
  controllers: [FiguresController, MonitoringSettingsController],
  providers: [SettingsService],
})
export class FiguresModule {}
