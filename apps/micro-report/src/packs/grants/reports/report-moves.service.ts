import { Injectable } from '@nestjs/common';
import {
  accepted,
  Database,
  onceIn,
  requireMatch,
  type AfterCommit,
  type Answer,
  type Author,
  type Principal,
  type SqlTx,
} from '@galley/platform';
import { JobFinished } from '../../../jobs/job-problems.js';
import { JobsService } from '../../../jobs/jobs.service.js';
import { requireNoneBeingMade } from '../exports/report-export.js';
import { GrantsScope } from '../grants-scope.js';
import { requireNotSending } from '../submission/submission-attempts.js';
import { auditReport } from './audit-report.js';
import { findReport, lockReport, requireNotSubmitted } from './find-report.js';
import { ReportImmutable, ReportInProgress } from './grants-problems.js';
import { lockPeriod, settleLatest } from './lock-period.js';
import type { ChangeReportBody } from './report-bodies.js';
import { reportFormatOf } from './report-format.js';
import { CANCELLED_BY_USER, invalidTransition, isInProgress } from './report-lifecycle.js';
import type { ReportHead } from './report-row.js';
import { currentView, reportView, type ReportView } from './report-view.js';
import { requireMember } from './require-member.js';
import { StartGeneration } from './start-generation.js';

/** What people do with a report that is there: change and generate a draft, cancel, delete. */
@Injectable()
export class ReportMoves {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
    private readonly generation: StartGeneration,
    private readonly jobs: JobsService,
  ) {}

  /** Another format for a draft. Throws `report-immutable` for whatever is no draft any more, `format-invalid`. */
  async change(author: Author, id: string, body: ChangeReportBody): Promise<ReportView> {
    const caller = await this.scope.ofReport(author, id);
    const named = body.format === undefined ? undefined : reportFormatOf(body.format);
    return this.#locked({ ...author, caller }, id, async (tx, row) => {
      requireNotSubmitted(row);
      if (row.status !== 'draft') {
        throw ReportImmutable.error(`The report is ${row.status}; only a draft can be changed.`, {
          facts: { report_status: row.status },
        });
      }
      const format = named === undefined ? row.format : named;
      await tx.$executeRaw`
        update grants.bufdir_report set format = ${format}, updated_by_id = ${caller.id}::uuid where id = ${id}::uuid`;
      const changed = await lockReport(tx, caller.organization.id, id);
      await auditReport(tx, { ...author, caller }, 'change', changed);
      return reportView(changed, null);
    });
  }

  /** Orders the job of a draft. Throws `invalid-status-transition`, `queue-full`, and what BU-V-7 names. */
  async generate(author: Author, id: string): Promise<Answer<ReportView>> {
    const caller = await this.scope.ofReport(author, id);
    await requireMember(this.database, caller);
    let afterCommit: AfterCommit = () => Promise.resolve();
    const acting = { ...author, caller };
    const answer = await this.database.withActorSql(caller, (tx) =>
      onceIn(tx, caller, author.request, async () => {
        const row = await lockReport(tx, caller.organization.id, id);
        requireMatch(author.request, row);
        const { report, afterCommit: later } = await this.generation.start(tx, acting, row);
        afterCommit = later;
        await auditReport(tx, acting, 'generate', report);
        return accepted(await currentView(tx, report), `/api/grants/reports/${id}`);
      }),
    );
    await afterCommit();
    return answer;
  }

  /**
   * Cancels the report's job, whose end fails the report with CANCELLED_BY_USER: at once where it waits, when the worker has
   * heard of it where it runs. A draft has no job and fails at once. Throws `invalid-status-transition`.
   */
  async cancel(author: Author, id: string): Promise<ReportView> {
    const caller = await this.scope.ofReport(author, id);
    const jobId = await this.#locked({ ...author, caller }, id, async (tx, row) => {
      if (!isInProgress(row.status)) throw invalidTransition(row.status, 'failed');
      if (row.status === 'draft') await failDraft(tx, caller, row);
      await auditReport(tx, { ...author, caller }, 'cancel', row);
      return row.generation_job_id;
    });
    if (jobId !== null) await this.#cancelJob(caller, jobId);
    return this.database.withActorSql(caller, async (tx) => {
      const row = await findReport(tx, caller.organization.id, id);
      // Its job was faster.
      if (row.status === 'completed') throw invalidTransition(row.status, 'failed');
      return currentView(tx, row);
    });
  }

  /**
   * Hides a draft, failed or completed report (BU-B-14); where it was the latest version, the highest of the others with data
   * is. Throws `report-immutable`, `report-in-progress` and `submission-in-progress`.
   */
  async delete(author: Author, id: string): Promise<void> {
    const caller = await this.scope.ofReport(author, id);
    await this.database.withActorSql(caller, async (tx) => {
      await lockPeriod(tx, await findReport(tx, caller.organization.id, id));
      const row = await lockReport(tx, caller.organization.id, id);
      requireMatch(author.request, row);
      requireNotSubmitted(row);
      requireIdle(row);
      await requireNotSending(tx, id);
      await requireNoneBeingMade(tx, id);
      await tx.$executeRaw`
        update grants.bufdir_report set is_latest_version = false, deleted_at = clock_timestamp(),
          deleted_by_id = ${caller.id}::uuid, updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid`;
      if (row.is_latest_version) await settleLatest(tx, row);
      await auditReport(tx, { ...author, caller }, 'delete', row);
    });
  }

  /** Whoever may cancel the report may cancel its job, whoever asked for it. */
  async #cancelJob(caller: Principal, jobId: string): Promise<void> {
    try {
      await this.jobs.cancel({ ...caller, scopes: null, bu_codes: null }, jobId);
    } catch (error) {
      // It has ended meanwhile, and the report with it.
      if ((error as { readonly code?: unknown }).code !== JobFinished.code) throw error;
    }
  }

  #locked<T>(
    { caller, request }: Author,
    id: string,
    work: (tx: SqlTx, row: ReportHead) => Promise<T>,
  ): Promise<T> {
    return this.database.withActorSql(caller, async (tx) => {
      const row = await lockReport(tx, caller.organization.id, id);
      requireMatch(request, row);
      return work(tx, row);
    });
  }
}

/** By way of pending: nothing else leads from a draft to failed. */
async function failDraft(tx: SqlTx, caller: Principal, { id }: ReportHead): Promise<void> {
  await tx.$executeRaw`update grants.bufdir_report set status = 'pending' where id = ${id}::uuid`;
  await tx.$executeRaw`
    update grants.bufdir_report set status = 'failed', error_message = ${CANCELLED_BY_USER},
      updated_by_id = ${caller.id}::uuid
    where id = ${id}::uuid`;
}

/** A draft is idle, although it is in its period's way. */
function requireIdle(row: ReportHead): void {
  if (row.status === 'draft' || !isInProgress(row.status)) return;
  throw ReportInProgress.error(`The report is ${row.status}; cancel it before you delete it.`, {
    facts: { existing_id: row.id, report_status: row.status },
  });
}
