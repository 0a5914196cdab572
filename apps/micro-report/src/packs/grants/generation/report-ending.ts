import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SqlTx } from '@galley/platform';
import { JobEndings, type EndedJob, type EndingStep } from '../../../jobs/job-endings.js';
import { exportEnded } from '../exports/export-ended.js';
import { completeReport } from './complete-report.js';
import { failReport } from './fail-report.js';
import { isReportJob } from './generation.js';

/** What the end of a job means for the Bufdir report it was of, in the transaction that ends the job. */
@Injectable()
export class ReportEnding implements EndingStep, OnModuleInit {
  readonly name = 'bufdir-report';

  constructor(private readonly endings: JobEndings) {}

  onModuleInit(): void {
    this.endings.register(this);
  }

  async ended(tx: SqlTx, { job, report }: EndedJob): Promise<undefined> {
    if (!isReportJob(job)) return;
    const made = report ? await completeReport(tx, { job, report }) : await failReport(tx, job);
    if (!made) await exportEnded(tx, { job, report });
  }
}
