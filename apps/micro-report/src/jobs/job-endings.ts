import { Injectable } from '@nestjs/common';
import type { AfterCommit, SqlTx } from '@galley/platform';
import type { FinishedReport } from './finished-report.js';
import type { JobRow, JobWarning } from './job-row.js';

/** A job that has just reached its final status, as it stands in this transaction. */
export interface EndedJob {
  readonly job: JobRow;
  /** What a completed job left behind; null = failed or cancelled. */
  readonly report: (FinishedReport & { readonly generated_report_id: string }) | null;
}

/** What another feature does when a job ends: files deliveries, moves an export request, tells a webhook. */
export interface EndingStep {
  readonly name: string;
  /** What the row of a job about to be completed should warn of; asked before it is final, in the same transaction. */
  remarks?(tx: SqlTx, job: JobRow, report: FinishedReport): Promise<readonly JobWarning[]>;
  /**
   * Runs in the transaction that ends the job (as `galley_app` of its organization, or as `galley_system` when the
   * reconciler ends it), so that it happens exactly when the end stands. What throws here rolls the end back.
   */
  ended(tx: SqlTx, end: EndedJob): Promise<AfterCommit | undefined>;
}

/** The one place that knows who wants to hear of a job's end. Features register themselves in `onModuleInit`. */
@Injectable()
export class JobEndings {
  readonly #steps: EndingStep[] = [];

  register(step: EndingStep): void {
    this.#steps.push(step);
  }

  /** The report with what the steps have to say about it among its warnings. */
  async remarked(tx: SqlTx, job: JobRow, report: FinishedReport): Promise<FinishedReport> {
    const warnings = [...report.warnings];
    for (const step of this.#steps) warnings.push(...((await step.remarks?.(tx, job, report)) ?? []));
    return { ...report, warnings };
  }

  /** Runs every step; the answer is to be called once the transaction has committed. */
  async ended(tx: SqlTx, end: EndedJob): Promise<AfterCommit> {
    const after: AfterCommit[] = [];
    for (const step of this.#steps) {
      const later = await step.ended(tx, end);
      if (later) after.push(later);
    }
    return async () => {
      for (const later of after) await later();
    };
  }
}
