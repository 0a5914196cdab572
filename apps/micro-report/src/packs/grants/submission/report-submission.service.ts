import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  idempotencyKeyOf,
  type BufdirAdapter,
  type BufdirSubmission,
  type SubmissionOutcome,
} from '@galley/pack-grants/submission';
import { Database, Logger, requireMatch, type Author } from '@galley/platform';
import { patiently } from '../../../jobs/patiently.js';
import { GrantsScope } from '../grants-scope.js';
import { auditReport } from '../reports/audit-report.js';
import { findReport, lockReport } from '../reports/find-report.js';
import { requireMove, sourcesOf } from '../reports/report-lifecycle.js';
import type { ReportHead } from '../reports/report-row.js';
import { reportView, type ReportView } from '../reports/report-view.js';
import { BUFDIR_ADAPTER } from './bufdir-adapter.provider.js';
import { attemptsOf, beginAttempt, endAttempt } from './submission-attempts.js';
import { submissionOf } from './submission-of-report.js';
import { SubmissionNotConfigured, SubmissionUnconfirmed } from './submission-problems.js';
import { attemptView, type BufdirSubmissionState } from './submission-resource.js';

/** Longer than a sender waits for the database to write down what came of its call. */
const LEASE_MARGIN_MS = 120_000;

/** An attempt that is on record, and how it is to be made. */
interface Begun {
  readonly attempt_id: string;
  readonly submission: BufdirSubmission;
  readonly adapter: BufdirAdapter;
}

/**
 * Hands completed reports to Bufdir. No transaction is open while Bufdir is asked: the attempt is committed before the call and
 * ended after it. Whoever dies in between leaves an attempt that the next submission finds; that one sends the same key, so
 * Bufdir answers with the same id.
 */
@Injectable()
export class ReportSubmission {
  constructor(
    private readonly database: Database,
    private readonly scope: GrantsScope,
    @Inject(BUFDIR_ADAPTER) private readonly adapter: BufdirAdapter | null,
    private readonly logger: Logger,
  ) {}

  /**
   * The submitted report. Throws `invalid-status-transition` for what is not completed, `submission-in-progress` while another
   * submission of it is under way, `submission-not-configured`, and `submission-unconfirmed` where Bufdir gave no confirmation
   * id: then the report stays completed and can be submitted again (BU-B-5).
   */
  async submit(author: Author, reportId: string): Promise<ReportView> {
    const acting = { ...author, caller: await this.scope.ofReport(author, reportId) };
    const { attempt_id, submission, adapter } = await this.#begin(acting, reportId);
    const outcome = await adapter.submit(submission);
    const report = await patiently(() => this.#settle(acting, reportId, attempt_id, outcome));
    this.#log(report, outcome);
    if (outcome.submission_id !== null) return reportView(report, null);
    const { code, detail, http_status, retry_after_s } = outcome;
    throw SubmissionUnconfirmed.error(
      `${detail} The report stays completed; submit it again, Bufdir takes it once.`,
      {
        facts: { reason: code, http_status, attempt_id },
        ...(retry_after_s !== null && { retry_after_s }),
      },
    );
  }

  /** What is known of the way of a report to Bufdir, whatever its status. */
  async read(author: Author, reportId: string): Promise<BufdirSubmissionState> {
    const caller = await this.scope.ofReport(author, reportId);
    return this.database.withActorSql(caller, async (tx) => {
      const { status, submission_id, submitted_at } = await findReport(tx, caller.organization.id, reportId);
      const attempts = (await attemptsOf(tx, reportId)).map(attemptView);
      const idempotency_key = idempotencyKeyOf(reportId);
      return { report_id: reportId, status, submission_id, submitted_at, idempotency_key, attempts };
    });
  }

  #begin(author: Author, reportId: string): Promise<Begun> {
    const { caller, request } = author;
    return this.database.withActorSql(caller, async (tx) => {
      const report = await lockReport(tx, caller.organization.id, reportId);
      requireMatch(request, report);
      requireMove(report.status, 'submitted', 'adapter');
      const adapter = this.#requireAdapter();
      const submission = await submissionOf(tx, report);
      const { id: attempt_id, request_hash } = await beginAttempt(
        tx,
        {
          organization_id: report.organization_id,
          report_id: reportId,
          idempotency_key: submission.idempotency_key,
          request_hash: createHash('sha256').update(submission.body).digest('hex'),
          created_by_id: caller.id,
        },
        adapter.longest_ms + LEASE_MARGIN_MS,
      );
      await auditReport(tx, author, 'submit', report, { attempt_id, request_hash });
      return { attempt_id, submission, adapter };
    });
  }

  #requireAdapter(): BufdirAdapter {
    if (this.adapter) return this.adapter;
    throw SubmissionNotConfigured.error(
      'The operator has not said where Bufdir takes reports (BUFDIR_API_URL); hand in an exported file instead.',
    );
  }

  /** Ends the attempt and, with a confirmation id, moves the report. May be repeated after an unknown outcome. */
  #settle(
    author: Author,
    reportId: string,
    attempt_id: string,
    outcome: SubmissionOutcome,
  ): Promise<ReportHead> {
    const { caller } = author;
    const { submission_id, http_status, tries } = outcome;
    return this.database.withActorSql(caller, async (tx) => {
      const report = await lockReport(tx, caller.organization.id, reportId);
      await endAttempt(tx, attempt_id, outcome);
      const facts = { attempt_id, http_status, tries };
      if (outcome.submission_id === null) {
        await auditReport(tx, author, 'submission-unconfirmed', report, { ...facts, reason: outcome.code });
        return report;
      }
      // Bufdir confirms a report once: whoever comes second finds it submitted, with the same id.
      await tx.$executeRaw`
        update grants.bufdir_report set
          status = 'submitted', submission_id = ${submission_id}, submitted_at = clock_timestamp(),
          updated_by_id = ${caller.id}::uuid
        where id = ${reportId}::uuid and status = any(${sourcesOf('submitted', 'adapter')}::text[])`;
      const submitted = await findReport(tx, caller.organization.id, reportId);
      await auditReport(tx, author, 'submitted', submitted, { ...facts, submission_id });
      return submitted;
    });
  }

  #log(report: ReportHead, outcome: SubmissionOutcome): void {
    const { organization_id, id, submission_id } = report;
    const { http_status, tries } = outcome;
    const facts = {
      organization: organization_id,
      entity_type: 'bufdir_report',
      entity_id: id,
      status: http_status,
      count: tries,
    };
    if (outcome.submission_id === null) {
      this.logger.warn('report not confirmed by Bufdir', { ...facts, code: outcome.code });
    } else if (outcome.submission_id === submission_id) {
      this.logger.info('report submitted', facts);
    } else {
      this.logger.error('Bufdir confirmed one report under two ids', facts);
    }
  }
}
