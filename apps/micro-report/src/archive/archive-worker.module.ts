import { Module } from '@nestjs/common';
import { ArchiveStoreModule } from './archive-store.module.js';
import { ArchiveMover } from './archive-mover.js';
import { ExpiryReaper } from './expiry-reaper.js';
import { OrphanSweeper } from './orphan-sweeper.js';
import { ReaperRounds } from './reaper-rounds.js';

/** The archive's side of a worker: puts files away and removes what has expired. It serves no routes. */
@Module({
  imports: [ArchiveStoreModule],
  providers: [ArchiveMover, ExpiryReaper, OrphanSweeper, ReaperRounds],
  exports: [ArchiveStoreModule],
})
export class ArchiveWorkerModule {}
