import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SqlTx } from '@galley/platform';
import { JobEndings, type EndedJob, type EndingStep } from '../../jobs/job-endings.js';

/** Tells a schedule how its last run ended, in the transaction that ends the run. */
@Injectable()
export class RunEndings implements EndingStep, OnModuleInit {
  readonly name = 'schedule';

  constructor(private readonly endings: JobEndings) {}

  onModuleInit(): void {
    this.endings.register(this);
  }

  /** A run that ends after a later one has begun leaves only its fingerprint, and that only when none is newer. */
  async ended(tx: SqlTx, { job, report }: EndedJob): Promise<undefined> {
    // A piece of a split run says nothing about the whole: it has no slot.
    if (job.schedule_id === null || job.scheduled_fire_at === null) return;
    const fingerprint = report?.file.summary.fingerprint ?? null;
    const error = job.status === 'failed' ? (job.error_message ?? job.error_code) : null;
    await tx.$executeRaw`
      update tenant.tb_report_schedule as schedule set
        last_run_status = ${job.status}, last_run_error = ${error},
        last_fingerprint = coalesce(${fingerprint}, schedule.last_fingerprint)
      where schedule.id = ${job.schedule_id}::uuid and schedule.organization_id = ${job.organization_id}::uuid
        and not exists (
          select from tenant.tb_report_job as later
          where later.schedule_id = schedule.id and later.scheduled_fire_at > ${job.scheduled_fire_at})`;
  }
}
