import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.js';
import { InstantRenderer } from '../rendering/instant-renderer.js';
import { DocumentTypesService } from './document-types.service.js';
import { PrintMappingsController } from './print-mappings.controller.js';
import { PrintMappingsService } from './print-mappings.service.js';
import { PrintMenu } from './print-menu.service.js';
import { PrintOnce } from './print-once.service.js';
import { PrintController } from './print.controller.js';

/** Behind every Print button: types of documents, their print templates, printing one and printing many. */
@Module({
  imports: [JobsModule],
  controllers: [PrintMappingsController, PrintController],
  providers: [PrintMappingsService, DocumentTypesService, PrintMenu, PrintOnce, InstantRenderer],
})
export class PrintingModule {}
