import { Module } from '@nestjs/common';
import { ArchiveStoreModule } from './archive-store.module.js';
import { ArchiveController } from './archive.controller.js';
import { ArchiveService } from './archive.service.js';
import { FileSender } from './file-sender.js';

/** The archive as clients see it, and for features that hand out its files. */
@Module({
  imports: [ArchiveStoreModule],
  controllers: [ArchiveController],
  providers: [ArchiveService, FileSender],
  exports: [ArchiveStoreModule, ArchiveService, FileSender],
})
export class ArchiveModule {}
