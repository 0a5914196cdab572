import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Database, Logger } from '@galley/platform';
import type { ReportConfig } from '../../config.js';
import { Rounds } from '../../jobs/rounds.js';
import { FiringHouse } from './firing-house.js';
import { FiringMetrics } from './firing-metrics.js';
import { fireDueSchedules } from './firing-round.js';
import { RoundPace } from './round-pace.js';
import { SetAside } from './set-aside.js';

/**
 * Looks for due schedules twice a second, in every worker: locked rows make sure that each slot is one replica's. Only
 * when to look is this process's clock; what is due, the database's decides.
 */
@Injectable()
export class FiringClock implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #rounds: Rounds;

  constructor(
    database: Database,
    house: FiringHouse,
    metrics: FiringMetrics,
    logger: Logger,
    @Inject(CONFIG) { SCHEDULE_EVERY_MS }: ReportConfig,
  ) {
    const parts = { database, house, metrics, logger, setAside: new SetAside(), pace: new RoundPace() };
    this.#rounds = new Rounds(() => fireDueSchedules(parts), {
      everyMs: SCHEDULE_EVERY_MS,
      failed: (error) => logger.warn('firing put off', { error }),
    });
  }

  onApplicationBootstrap(): void {
    this.#rounds.start(0);
  }

  /** A round under way is finished: its jobs are another worker's by then. */
  onModuleDestroy(): Promise<void> {
    return this.#rounds.stop();
  }
}
