import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, Health } from '@galley/platform';
import { openFileStore, type FileStore } from '@galley/storage';
import type { ArchiveConfig } from './archive-config.js';
import { FILE_STORE } from './file-store.js';

/** Opens the store of finished files, for those who put them there, send them and remove them. */
@Module({
  providers: [
    { provide: FILE_STORE, inject: [CONFIG], useFactory: (config: ArchiveConfig) => openFileStore(config) },
  ],
  exports: [FILE_STORE],
})
export class ArchiveStoreModule implements OnApplicationShutdown {
  constructor(
    @Inject(FILE_STORE) private readonly store: FileStore,
    health: Health,
  ) {
    health.register({ name: 'archive', check: () => store.ping() });
  }

  onApplicationShutdown(): void {
    this.store.close();
  }
}
