import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Json } from '@galley/dataset';
import {
  dayOf,
  GalleyError,
  REPORT_QUEUE,
  type AfterCommit,
  type ReportQueue,
  type SqlTx,
} from '@galley/platform';
import { daysBetween } from '../archive/retention.js';
import { acceptJobs } from '../jobs/accept-jobs.js';
import { JobEndings, type EndedJob, type EndingStep } from '../jobs/job-endings.js';
import type { JobOrder } from '../jobs/job-order.js';
import { requesterOf, type JobRow } from '../jobs/job-row.js';
import { laneOf } from '../queue/dispatch-tag.js';
import { OrganizationLines } from '../queue/organization-lines.js';
import { RunFailure } from '../rendering/run-failure.js';
import { burstOrderOf } from './burst-order.js';
import type { BurstPiece } from './burst-pieces.js';

/** When a run that is to be split completes, its pieces are ordered in the same transaction: all of them or none. */
@Injectable()
export class BurstStep implements EndingStep, OnModuleInit {
  readonly name = 'burst';

  constructor(
    private readonly endings: JobEndings,
    private readonly lines: OrganizationLines,
    @Inject(REPORT_QUEUE) private readonly queue: ReportQueue,
  ) {}

  onModuleInit(): void {
    this.endings.register(this);
  }

  async ended(tx: SqlTx, { job, report }: EndedJob): Promise<AfterCommit | undefined> {
    const burst = burstOrderOf(job);
    if (!burst || !report?.pieces?.length) return undefined;
    const orders = report.pieces.map((piece) => pieceOrder(job, burst.by, piece));
    const { afterCommit } = await this.#accept(tx, job, orders);
    return afterCommit;
  }

  async #accept(tx: SqlTx, job: JobRow, orders: readonly JobOrder[]) {
    const { organization_id, requested_by_id, request_id } = job;
    const requester = requesterOf(job);
    const origin = {
      organization_id,
      requested_by_id,
      requester,
      request_id,
      ip: null,
      batch_id: job.batch_id ?? job.id,
    };
    try {
      return await acceptJobs(tx, origin, orders, { queue: this.queue, lines: this.lines });
    } catch (error) {
      // A full line empties: the run is handed back and tried again, instead of ending without its pieces.
      if (error instanceof GalleyError && error.status === 429) {
        throw new RunFailure('outage', error.code, error.message, { cause: error });
      }
      throw error;
    }
  }
}

/** The run of one piece: the whole's question, for the rows of the key and no others. */
function pieceOrder(
  job: JobRow,
  by: string,
  { key, label, recipients, format, locale }: BurstPiece,
): JobOrder {
  const filters = job.filters as Readonly<Record<string, Json>>;
  const others = Array.isArray(filters.AND)
    ? (filters.AND as readonly Json[])
    : filters.AND === undefined
      ? []
      : [filters.AND];
  const own = key === null ? { [by]: null } : { [by]: { equals: key } };
  const options = job.options as Readonly<Record<string, Json>>;
  return {
    template: {
      id: job.report_template_id ?? '',
      version: job.template_version ?? 1,
      report_type: job.report_type,
      report_category: job.report_category,
    },
    format: format ?? job.format,
    bu_codes: job.bu_codes,
    filters: { ...filters, AND: [...others, own] },
    options: { subtitle: label, ...options, ...(locale && { locale }) },
    recipients,
    lane: laneOf(job.priority),
    keep_days: keepDaysOf(job),
    parent_job_id: job.id,
    burst_key: label,
    burst: { by },
    ...(job.schedule_id && { schedule_id: job.schedule_id }),
    ...(job.project_id && { project_id: job.project_id }),
    ...(job.period_start && { period_start: dayOf(job.period_start) }),
    ...(job.period_end && { period_end: dayOf(job.period_end) }),
    ...(job.message !== null && { message: job.message as Json }),
    keep_snapshot: job.keep_snapshot,
  };
}

/** As long as the whole, which has just been completed. */
function keepDaysOf({ completed_at, expires_at }: JobRow): number {
  return completed_at && expires_at ? Math.max(1, daysBetween(completed_at, expires_at)) : 1;
}
