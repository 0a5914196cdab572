import { Module } from '@nestjs/common';
import { DatasetsModule } from '../datasets/datasets.module.js';
import { LookupReader } from '../lookups/lookup-reader.js';
import { LookupsController } from '../lookups/lookups.controller.js';
import { ObjectsController } from '../objects/objects.controller.js';
import { SourceChecker } from './check-source.js';
import { SourcesController } from './http/sources.controller.js';
import { SourcePlaces } from './source-place.js';
import { SourcesService } from './sources.service.js';

/** The registry of sources, and what is asked of them besides rows: objects to bind, choices for forms. */
@Module({
  imports: [DatasetsModule],
  controllers: [SourcesController, ObjectsController, LookupsController],
  providers: [SourcesService, SourcePlaces, SourceChecker, LookupReader],
})
export class SourcesModule {}
