import { Module } from '@nestjs/common';
import { energyRecords } from '@galley/pack-energy/records';
import { grantsRecords } from '@galley/pack-grants/records';
import { monitoringRecords } from '@galley/pack-monitoring/records';
import { BulkRecords } from './bulk-records.js';
import { recordsController } from './http/records-controller.js';
import { moveControllers } from './moves/move-controllers.js';
import { RecordMoves } from './moves/record-moves.js';
import { RecordsService } from './records.service.js';
import { RecordCatalog } from './shape/record-catalog.js';
import { RecordSteps } from './steps/record-steps.js';

// One name per pack that brings records.
export const recordCatalog = new RecordCatalog(energyRecords, grantsRecords, monitoringRecords);

/** What organizations keep: a resource for every entity that a pack declares. */
@Module({
  controllers: recordCatalog.all.flatMap((shape) => [recordsController(shape), ...moveControllers(shape)]),
  providers: [
    { provide: RecordCatalog, useValue: recordCatalog },
    RecordSteps,
    RecordsService,
    BulkRecords,
    RecordMoves,
  ],
  exports: [RecordCatalog, RecordSteps],
})
export class RecordsModule {}
