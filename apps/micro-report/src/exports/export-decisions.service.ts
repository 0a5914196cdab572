import { Injectable } from '@nestjs/common';
import {
  Database,
  Forbidden,
  requireMatch,
  type AfterCommit,
  type Author,
  type SqlTx,
} from '@galley/platform';
import { settingsOf } from '../administration/organizations/organization-settings.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { Requester } from '../jobs/job-row.js';
import { RunFailure } from '../rendering/run-failure.js';
import { exceedsApproval } from './approval-rules.js';
import type { ApproveBody, RejectBody } from './export-bodies.js';
import { sourcesOf, type ExportActor } from './export-lifecycle.js';
import {
  ApprovalScopeExceeded,
  ExportNotMeasured,
  ExportNotPending,
  RequesterGone,
  SelfApproval,
} from './export-problems.js';
import { reread } from './export-requests.service.js';
import { countOf, exportView, type ExportRow, type ExportView } from './export-row.js';
import { lockedExport, missing } from './export-visibility.js';
import { MeasureExport, type ExportExtent } from './measure-export.js';
import { requesterRights } from './requester-rights.js';
import { isSamePerson } from './same-person.js';
import { StartExport } from './start-export.js';
import { askForDecision, auditExport, publishExport, tellRequester } from './tell-about-export.js';

interface Examined {
  readonly extent: ExportExtent;
  readonly requester: Requester;
}

/** What people decide on export requests: approve, reject, take back. */
@Injectable()
export class ExportDecisions {
  constructor(
    private readonly database: Database,
    private readonly measure: MeasureExport,
    private readonly starter: StartExport,
    private readonly jobs: JobsService,
  ) {}

  /**
   * Approves what the request holds at this moment, by count and fingerprint, and starts it. What has grown since the
   * approver was shown a count stays pending with the new count. Throws `self-approval`, `export-not-pending`,
   * `approval-scope-exceeded`, `export-not-measured`, `requester-gone` and `queue-full`.
   */
  async approve(author: Author, id: string, { reason }: ApproveBody): Promise<ExportView> {
    const { caller, request } = author;
    const { extent, requester } = await this.#examine(author, id);
    let afterCommit: AfterCommit = () => Promise.resolve();
    const { row, hasGrown } = await this.database.withTenantSql(caller.organization.id, async (tx) => {
      const waiting = await this.#waiting(tx, author, id);
      if (await hasOutgrown(tx, waiting, extent)) {
        const grown = await putBefore(tx, waiting, extent);
        await askForDecision(tx, grown);
        await auditExport(tx, grown, { action: 'exceed', actor_id: caller.id, request });
        return { row: grown, hasGrown: true };
      }
      await tx.$executeRaw`
        update tenant.export_request set
          status = 'approved', approved_by = ${caller.id}::uuid, decided_by = ${caller.id}::uuid,
          decision_reason = ${reason ?? null}, approved_record_count = ${extent.count}::bigint,
          approved_fingerprint = ${extent.fingerprint}, error_code = null, error_message = null,
          updated_at = clock_timestamp(), updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid and status = any(${sourcesOf('approved', 'admin')}::public.export_request_status[])`;
      afterCommit = await this.starter.start(tx, await reread(tx, id), requester, request);
      const approved = await reread(tx, id);
      await publishExport(tx, 'export.approved', approved);
      const subject = `Your export of ${approved.data_type} was approved`;
      await tellRequester(
        tx,
        approved,
        subject,
        reason ?? 'It is being made; you can fetch it when it is completed.',
      );
      await auditExport(tx, approved, { action: 'approve', actor_id: caller.id, request });
      return { row: approved, hasGrown: false };
    });
    await afterCommit();
    if (hasGrown) throw scopeExceeded(row);
    return exportView(row);
  }

  /** The request is cancelled with the reason (packs/README, rule 2). Throws `self-approval` and `export-not-pending`. */
  reject(author: Author, id: string, { reason }: RejectBody): Promise<ExportView> {
    const { caller, request } = author;
    return this.database.withTenantSql(caller.organization.id, async (tx) => {
      await this.#waiting(tx, author, id);
      await tx.$executeRaw`
        update tenant.export_request set
          status = 'cancelled', decided_by = ${caller.id}::uuid, rejection_reason = ${reason},
          updated_at = clock_timestamp(), updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid`;
      const row = await reread(tx, id);
      await publishExport(tx, 'export.rejected', row);
      await tellRequester(tx, row, `Your export of ${row.data_type} was rejected`, reason);
      await auditExport(tx, row, { action: 'reject', actor_id: caller.id, request });
      return exportView(row);
    });
  }

  /**
   * The requester takes a request back while nobody works on it (EN-AP-15). Through the service, because row-level security
   * lets administrators alone change requests. Others' requests are `not-found`; `forbidden` to administrators, who reject.
   */
  async cancel(author: Author, id: string): Promise<ExportView> {
    const { caller, request } = author;
    const waitingJob = await this.database.withTenantSql(caller.organization.id, async (tx) => {
      const row = await lockedExport(tx, caller, id);
      if (row.requested_by !== caller.id) {
        throw Forbidden.error('Only who asked for it takes it back; you can reject it while it is pending.');
      }
      requireMatch(request, row);
      requireStatus(row, 'cancelled', 'requester');
      if (row.status === 'approved' && row.job_id) return row.job_id;
      await tx.$executeRaw`
        update tenant.export_request set status = 'cancelled', updated_at = clock_timestamp(),
          updated_by_id = ${caller.id}::uuid
        where id = ${id}::uuid`;
      await auditExport(tx, await reread(tx, id), { action: 'cancel', actor_id: caller.id, request });
      return null;
    });
    // The end of its job takes an approved request along, or a worker has claimed it meanwhile.
    if (waitingJob) await this.jobs.cancel(caller, waitingJob);
    return this.database.withTenantSql(caller.organization.id, async (tx) => {
      const row = await reread(tx, id);
      if (row.status !== 'cancelled') throw notPending(row);
      return exportView(row);
    });
  }

  /** Counts what would be approved, with the requester's rights of today, before any lock is taken. */
  async #examine(author: Author, id: string): Promise<Examined> {
    const { organization } = author.caller;
    const { row, question, requester } = await this.database.withTenantSql(organization.id, async (tx) => {
      const waiting = await this.#waiting(tx, author, id);
      const rights = await requesterRights(tx, waiting);
      return { row: waiting, requester: rights, question: await this.measure.question(tx, waiting) };
    });
    if (!requester) {
      throw RequesterGone.error('Who asked for it is no member of the organization any more; reject it.');
    }
    if (!question) throw missing();
    try {
      return {
        requester,
        extent: await this.measure.extent(question, { id: row.requested_by, ...requester }),
      };
    } catch (error) {
      if (!(error instanceof RunFailure)) throw error;
      throw ExportNotMeasured.error(
        `Its rows cannot be read now, so nobody knows what would be approved: ${error.message}`,
        {
          facts: { reason: error.code },
          retry_after_s: 30,
          cause: error,
        },
      );
    }
  }

  /** The request, locked, where this person may decide on it now. */
  async #waiting(tx: SqlTx, { caller, request }: Author, id: string): Promise<ExportRow> {
    const row = await lockedExport(tx, caller, id);
    if (await isSamePerson(tx, row.requested_by, caller.id)) {
      throw SelfApproval.error(
        'It is your own request: somebody else decides on it. You can take it back (cancel).',
      );
    }
    requireMatch(request, row);
    requireStatus(row, 'approved', 'admin');
    return row;
  }
}

function requireStatus(row: ExportRow, to: 'approved' | 'cancelled', by: ExportActor): void {
  if (!sourcesOf(to, by).includes(row.status)) throw notPending(row);
}

function notPending(row: ExportRow) {
  return ExportNotPending.error(`The request is ${row.status}; nothing is to be decided on it any more.`, {
    facts: { export_status: row.status },
  });
}

/** Whether the approver looked at a smaller count than the one that would leave. */
async function hasOutgrown(tx: SqlTx, row: ExportRow, extent: ExportExtent): Promise<boolean> {
  const shown = countOf(row.estimated_record_count);
  if (shown === null) return false;
  const { exports: settings } = await settingsOf(tx, row.organization_id);
  const approved = {
    data_type: row.data_type,
    count: shown,
    fingerprint: null,
    is_split: row.approval_reasons.includes('splitting'),
  };
  return exceedsApproval(approved, extent, settings);
}

/** The request with the count of today, still waiting. */
async function putBefore(tx: SqlTx, row: ExportRow, extent: ExportExtent): Promise<ExportRow> {
  await tx.$executeRaw`
    update tenant.export_request set estimated_record_count = ${extent.count}::bigint,
      approval_reasons = array_append(array_remove(approval_reasons, 'scope-exceeded'), 'scope-exceeded'),
      updated_at = clock_timestamp()
    where id = ${row.id}::uuid`;
  return reread(tx, row.id);
}

export function scopeExceeded(row: ExportRow) {
  const records = countOf(row.estimated_record_count);
  return ApprovalScopeExceeded.error(
    `The export now holds ${records} records, not what was approved or shown; it waits for a decision on them.`,
    { facts: { export_status: row.status, records } },
  );
}
