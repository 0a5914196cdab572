import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Logger } from '@galley/platform';
import type { ArchiveConfig } from '../archive/archive-config.js';
import { Rounds } from '../jobs/rounds.js';
import { ExportExpiry } from './export-expiry.js';

/** Rounds of the expiry in a worker, as often as the archive reaps. */
@Injectable()
export class ExportRounds implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #rounds: Rounds;

  constructor(
    expiry: ExportExpiry,
    logger: Logger,
    @Inject(CONFIG) { ARCHIVE_REAP_EVERY_S }: Pick<ArchiveConfig, 'ARCHIVE_REAP_EVERY_S'>,
  ) {
    this.#rounds = new Rounds(() => expiry.round().then(() => false), {
      everyMs: ARCHIVE_REAP_EVERY_S * 1000,
      failed: (error) => logger.warn('export round failed', { error }),
    });
  }

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.#rounds.stop();
  }
}
