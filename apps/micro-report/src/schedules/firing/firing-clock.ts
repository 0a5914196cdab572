import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Database, Logger } from '@galley/platform';
import type { ReportConfig } from '../../config.js';
import { FiringHouse } from './firing-house.js';
import { FiringMetrics } from './firing-metrics.js';
import { fireDueSchedules, type FiringParts } from './firing-round.js';
import { RoundPace } from './round-pace.js';
import { SetAside } from './set-aside.js';

/**
 * Looks for due schedules twice a second, in every worker: locked rows make sure that each slot is one replica's. Only
 * when to look is this process's clock; what is due, the database's decides.
 */
@Injectable()
export class FiringClock implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #parts: FiringParts;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #isStopped = false;

  constructor(
    database: Database,
    house: FiringHouse,
    metrics: FiringMetrics,
    private readonly logger: Logger,
    @Inject(CONFIG) config: ReportConfig,
  ) {
    this.#parts = { database, house, metrics, logger, setAside: new SetAside(), pace: new RoundPace() };
    this.#everyMs = config.SCHEDULE_EVERY_MS;
  }

  onApplicationBootstrap(): void {
    if (this.#everyMs > 0) this.#next(0);
  }

  /** A round under way is finished: its jobs are another worker's by then. */
  async onModuleDestroy(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  #next(afterMs: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#look().then((isMore) => this.#next(isMore ? 0 : this.#everyMs));
    }, afterMs);
    this.#timer.unref();
  }

  /** True when there is more to do at once. */
  async #look(): Promise<boolean> {
    try {
      return await fireDueSchedules(this.#parts);
    } catch (error) {
      this.logger.warn('firing put off', { error });
      return false;
    }
  }
}
