import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, Database, Logger, openReportQueue, REPORT_QUEUE, type ReportQueue } from '@galley/platform';
import type { ReportConfig } from '../config.js';
import { OrganizationLines } from './organization-lines.js';
import { QueueDepth } from './queue-depth.js';
import { VirtualClock } from './virtual-clock.js';

/** The queue of report jobs, for those who add to it and those who work on it. */
@Global()
@Module({
  providers: [
    {
      provide: REPORT_QUEUE,
      inject: [CONFIG, Database, Logger],
      useFactory: (config: ReportConfig, database: Database, logger: Logger) =>
        openReportQueue(config, database, (error) => logger.warn('queue trouble', { error })),
    },
    VirtualClock,
    OrganizationLines,
    QueueDepth,
  ],
  exports: [REPORT_QUEUE, OrganizationLines],
})
export class QueueModule implements OnApplicationShutdown {
  constructor(@Inject(REPORT_QUEUE) private readonly queue: ReportQueue) {}

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}
