import { Module } from '@nestjs/common';
import { energyRecords } from '@galley/pack-energy/records';
import { BulkRecords } from './bulk-records.js';
import { recordsController } from './http/records-controller.js';
import { RecordsService } from './records.service.js';
import { RecordCatalog } from './shape/record-catalog.js';

// One name per pack that brings records.
export const recordCatalog = new RecordCatalog(energyRecords);

/** What organizations keep: a resource for every entity that a pack declares. */
@Module({
  controllers: recordCatalog.all.map(recordsController),
  providers: [{ provide: RecordCatalog, useValue: recordCatalog }, RecordsService, BulkRecords],
  exports: [RecordCatalog],
})
export class RecordsModule {}
