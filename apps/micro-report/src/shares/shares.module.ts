import { Module } from '@nestjs/common';
import { ArchiveModule } from '../archive/archive.module.js';
import { LinkTargets } from './link-targets.js';
import { ShareRate } from './share-rate.js';
import { SharedController } from './shared.controller.js';
import { SharedFiles } from './shared-files.service.js';
import { SharesController } from './shares.controller.js';
import { SharesService } from './shares.service.js';

/** Links by which others download files of the archive. */
@Module({
  imports: [ArchiveModule],
  controllers: [SharesController, SharedController],
  providers: [SharesService, SharedFiles, ShareRate, LinkTargets],
  exports: [LinkTargets],
})
export class SharesModule {}
