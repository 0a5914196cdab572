import { Module } from '@nestjs/common';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { ImportsController } from './http/imports.controller.js';
import { ImportWriter } from './import-writer.js';
import { ImportsService } from './imports.service.js';

/** Business data that comes in as files. */
@Module({
  imports: [DatasetsModule],
  controllers: [ImportsController],
  providers: [ImportsService, ImportWriter],
})
export class ImportsModule {}
