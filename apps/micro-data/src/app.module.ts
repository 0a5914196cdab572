import { Module } from '@nestjs/common';
import { DatasetsModule } from './datasets/datasets.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { GrantsModule } from './packs/grants/grants.module.js';
import { MonitoringModule } from './packs/monitoring/monitoring.module.js';
import { RecordsModule } from './records/records.module.js';
import { SourcesModule } from './sources/sources.module.js';

/** micro-data: which rows, with which totals. */
@Module({
  imports: [DatasetsModule, ImportsModule, RecordsModule, GrantsModule, MonitoringModule, SourcesModule],
})
export class AppModule {}
