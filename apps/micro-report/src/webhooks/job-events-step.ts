import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SqlTx } from '@galley/platform';
import { JobEndings, type EndedJob, type EndingStep } from '../jobs/job-endings.js';
import { publishEvent } from './publish-event.js';

const TYPES = { completed: 'job.completed', failed: 'job.failed', cancelled: 'job.cancelled' } as const;

/** Tells webhooks of every run that ends, in the transaction that ends it. */
@Injectable()
export class JobEventsStep implements EndingStep, OnModuleInit {
  readonly name = 'webhooks';

  constructor(private readonly endings: JobEndings) {}

  onModuleInit(): void {
    this.endings.register(this);
  }

  async ended(tx: SqlTx, { job, report }: EndedJob): Promise<undefined> {
    const { organization_id, status } = job;
    if (status !== 'completed' && status !== 'failed' && status !== 'cancelled') return;
    await publishEvent(tx, {
      organization_id,
      type: TYPES[status],
      subject: { type: 'report_job', id: job.id },
      facts: {
        report_type: job.report_type,
        report_template_id: job.report_template_id,
        format: job.format,
        schedule_id: job.schedule_id,
        export_request_id: job.export_request_id,
        batch_id: job.batch_id,
        parent_job_id: job.parent_job_id,
        error_code: job.error_code,
        generated_report_id: report?.generated_report_id ?? null,
        row_count: report?.file.rows ?? null,
        sha256: report?.file.sha256 ?? null,
      },
    });
  }
}
