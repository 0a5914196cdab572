import { Module } from '@nestjs/common';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { ImportsController } from './http/imports.controller.js';
import { ImportWriter } from './import-writer.js';
import { ImportsService } from './imports.service.js';
import { ImportEntitiesController } from './records/http/import-entities.controller.js';
import { recordImportsController } from './records/http/record-imports-controller.js';
import { RecordImports } from './records/record-imports.service.js';
import { RecordsModule, recordCatalog } from '../records/records.module.js';

/** Business data that comes in as files. */
@Module({
  imports: [DatasetsModule, RecordsModule],
  controllers: [
    ImportsController,
    ImportEntitiesController,
    ...recordCatalog.all.map(recordImportsController),
  ],
  providers: [ImportsService, ImportWriter, RecordImports],
})
export class ImportsModule {}
