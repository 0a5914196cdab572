import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Database, forgetIdempotencyKeys, Logger } from '@galley/platform';
import { forgetShareAccesses } from '../shares/forget-accesses.js';
import type { ArchiveConfig } from './archive-config.js';
import { ExpiryReaper } from './expiry-reaper.js';
import { OrphanSweeper } from './orphan-sweeper.js';

const SWEEP_EVERY_MS = 24 * 3_600_000;

/** Reaps what has expired at intervals, files and idempotency keys alike, and sweeps once a day, with what links remember of people; a round that fails is told and tried again in the next one. */
@Injectable()
export class ReaperRounds implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #sweptAt = Date.now();
  #isStopped = false;

  constructor(
    private readonly reaper: ExpiryReaper,
    private readonly sweeper: OrphanSweeper,
    private readonly database: Database,
    private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: ArchiveConfig,
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
      await this.reaper.reap();
      await forgetIdempotencyKeys(this.database);
      if (Date.now() - this.#sweptAt < SWEEP_EVERY_MS) return;
      this.#sweptAt = Date.now();
      await forgetShareAccesses(this.database);
      await this.sweeper.sweep();
    } catch (error) {
      this.logger.warn('reaper round failed', { error });
    }
  }
}
