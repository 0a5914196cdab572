import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Logger } from '@galley/platform';
import type { ArchiveConfig } from '../archive/archive-config.js';
import { ExportExpiry } from './export-expiry.js';

/** Rounds of the expiry in a worker, as often as the archive reaps; one that fails is told and tried again. */
@Injectable()
export class ExportRounds implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #isStopped = false;

  constructor(
    private readonly expiry: ExportExpiry,
    private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: Pick<ArchiveConfig, 'ARCHIVE_REAP_EVERY_S'>,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.ARCHIVE_REAP_EVERY_S > 0) this.#next();
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  #next(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#run().finally(() => this.#next());
    }, this.config.ARCHIVE_REAP_EVERY_S * 1000);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    try {
      await this.expiry.round();
    } catch (error) {
      this.logger.warn('export round failed', { error });
    }
  }
}
