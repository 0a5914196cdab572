import { Module } from '@nestjs/common';
import { ArchiveKeeper } from './archive-keeper.js';
import { ArchiveKeepingController } from './archive-keeping.controller.js';
import { ArchiveMover } from './archive-mover.js';
import { ArchiveStoreModule } from './archive-store.module.js';
import { ArchiveController } from './archive.controller.js';
import { ArchiveService } from './archive.service.js';
import { FileSender } from './file-sender.js';
import { FileVerifier } from './file-verifier.js';

/** The archive as clients see it, and for features that hand out its files. */
@Module({
  imports: [ArchiveStoreModule],
  controllers: [ArchiveController, ArchiveKeepingController],
  providers: [ArchiveService, ArchiveKeeper, ArchiveMover, FileSender, FileVerifier],
  exports: [ArchiveStoreModule, ArchiveService, FileSender],
})
export class ArchiveModule {}
