import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIG, type SqlTx } from '@galley/platform';
import type { FinishedReport } from '../jobs/finished-report.js';
import { JobEndings, type EndedJob, type EndingStep } from '../jobs/job-endings.js';
import type { JobRow, JobWarning } from '../jobs/job-row.js';
import type { DeliveriesConfig } from './delivery-config.js';
import { fileDeliveries } from './file-deliveries.js';
import { planFiling } from './plan-filing.js';
import { tellOfFailure } from './tell-of-failure.js';

/** What a job's end means for its recipients: a finished file is filed for each, a failure is told to who ordered it. */
@Injectable()
export class FilingStep implements EndingStep, OnModuleInit {
  readonly name = 'deliveries';

  constructor(
    private readonly endings: JobEndings,
    @Inject(CONFIG) private readonly config: DeliveriesConfig,
  ) {}

  onModuleInit(): void {
    this.endings.register(this);
  }

  async remarks(tx: SqlTx, job: JobRow, report: FinishedReport): Promise<readonly JobWarning[]> {
    return (await planFiling(tx, job, report)).warnings;
  }

  async ended(tx: SqlTx, { job, report }: EndedJob): Promise<undefined> {
    if (report) {
      const { deliveries } = await planFiling(tx, job, report);
      await fileDeliveries(tx, job, deliveries, this.config.DELIVERY_MAX_ATTEMPTS);
    } else if (job.status === 'failed') {
      await tellOfFailure(tx, job);
    }
  }
}
