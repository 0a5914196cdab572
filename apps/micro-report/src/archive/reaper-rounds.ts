import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Database, forgetIdempotencyKeys, Logger } from '@galley/platform';
import { Rounds } from '../jobs/rounds.js';
import { forgetShareAccesses } from '../shares/forget-accesses.js';
import type { ArchiveConfig } from './archive-config.js';
import { ExpiryReaper } from './expiry-reaper.js';
import { OrphanSweeper } from './orphan-sweeper.js';

const SWEEP_EVERY_MS = 24 * 3_600_000;

/**
 * Reaps what has expired at intervals, files and idempotency keys alike, and sweeps once a day, with what links remember
 * of people.
 */
@Injectable()
export class ReaperRounds implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #rounds: Rounds;
  #sweptAt = Date.now();

  constructor(
    private readonly reaper: ExpiryReaper,
    private readonly sweeper: OrphanSweeper,
    private readonly database: Database,
    logger: Logger,
    @Inject(CONFIG) { ARCHIVE_REAP_EVERY_S }: ArchiveConfig,
  ) {
    this.#rounds = new Rounds(() => this.#reap().then(() => false), {
      everyMs: ARCHIVE_REAP_EVERY_S * 1000,
      failed: (error) => logger.warn('reaper round failed', { error }),
    });
  }

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.#rounds.stop();
  }

  async #reap(): Promise<void> {
    await this.reaper.reap();
    await forgetIdempotencyKeys(this.database);
    if (Date.now() - this.#sweptAt < SWEEP_EVERY_MS) return;
    this.#sweptAt = Date.now();
    await forgetShareAccesses(this.database);
    await this.sweeper.sweep();
  }
}
