import { Module } from '@nestjs/common';
import { ArchiveModule } from '../archive/archive.module.js';
import { RecipientsModule } from '../deliveries/recipients.module.js';
import { GenerateController } from '../generate/generate.controller.js';
import { GenerateService } from '../generate/generate.service.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { JobDownload } from './job-download.js';
import { JobEndingsModule } from './job-endings.module.js';
import { JobEvents } from './job-events.js';
import { JobWatch } from './job-watch.js';
import { JobsController } from './jobs.controller.js';
import { JobsService } from './jobs.service.js';

/** Jobs as clients see them: accepted, listed, followed, cancelled, run again, downloaded. */
@Module({
  imports: [ArchiveModule, TemplatesModule, JobEndingsModule, RecipientsModule],
  controllers: [GenerateController, JobsController],
  providers: [GenerateService, JobsService, JobEvents, JobWatch, JobDownload],
  exports: [GenerateService, JobsService, JobWatch],
})
export class JobsModule {}
