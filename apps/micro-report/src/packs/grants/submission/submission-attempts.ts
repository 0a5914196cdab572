import { newId, type Prisma, type SqlTx } from '@galley/platform';
import type { SubmissionOutcome } from '@galley/pack-grants/submission';
import { SubmissionInProgress } from './submission-problems.js';

export const ATTEMPT_STATUSES = ['sending', 'confirmed', 'unconfirmed'] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

type StoredAttempt = Prisma.grants_bufdir_submission_attemptGetPayload<object>;

/** A row of `grants.bufdir_submission_attempt`, its closed sets typed as the checks of the table hold them. */
export type AttemptRow = Omit<StoredAttempt, 'status'> & { readonly status: AttemptStatus };

/** Of an attempt whose sender died: whether Bufdir has the report, the next one finds out. */
const INTERRUPTED = 'interrupted';

export type NewAttempt = Pick<
  AttemptRow,
  'organization_id' | 'report_id' | 'idempotency_key' | 'request_hash' | 'created_by_id'
>;

/**
 * Begins an attempt. The report is locked by the caller, so there is one sender at a time: throws `submission-in-progress` while another
 * one lives. After `leaseMs` a sender is dead, and its attempt interrupted.
 */
export async function beginAttempt(tx: SqlTx, attempt: NewAttempt, leaseMs: number): Promise<AttemptRow> {
  const { organization_id, report_id, idempotency_key, request_hash, created_by_id } = attempt;
  await tx.$executeRaw`
    update grants.bufdir_submission_attempt set
      status = 'unconfirmed', error_code = ${INTERRUPTED}, ended_at = clock_timestamp()
    where organization_id = ${organization_id}::uuid and report_id = ${report_id}::uuid and status = 'sending'
      and started_at < clock_timestamp() - make_interval(secs => ${leaseMs / 1000})`;
  await requireNotSending(tx, report_id, leaseMs);
  const [begun] = await tx.$queryRaw<AttemptRow[]>`
    insert into grants.bufdir_submission_attempt
      (id, organization_id, report_id, idempotency_key, request_hash, started_at, created_by_id)
    values (${newId()}::uuid, ${organization_id}::uuid, ${report_id}::uuid, ${idempotency_key}, ${request_hash},
      clock_timestamp(), ${created_by_id}::uuid)
    returning *`;
  if (!begun) throw new Error('a row that was inserted was not returned');
  return begun;
}

/**
 * `submission-in-progress` while an attempt has not ended. For whoever would take the report away under it, in a transaction that has
 * locked the report.
 */
export async function requireNotSending(tx: SqlTx, reportId: string, leaseMs?: number): Promise<void> {
  const [sending] = await tx.$queryRaw<{ age_s: number }[]>`
    select extract(epoch from clock_timestamp() - started_at)::int as age_s from grants.bufdir_submission_attempt
    where report_id = ${reportId}::uuid and status = 'sending'`;
  if (!sending) return;
  throw SubmissionInProgress.error(
    'The report is on its way to Bufdir, or was when its sender died; submit it again to find out.',
    leaseMs === undefined ? {} : { retry_after_s: Math.max(1, Math.ceil(leaseMs / 1000) - sending.age_s) },
  );
}

/** Records what came of an attempt. */
export async function endAttempt(tx: SqlTx, id: string, outcome: SubmissionOutcome): Promise<void> {
  const { submission_id, http_status, response } = outcome;
  const code = outcome.submission_id === null ? outcome.code : null;
  await tx.$executeRaw`
    update grants.bufdir_submission_attempt set
      status = ${submission_id === null ? 'unconfirmed' : 'confirmed'}, submission_id = ${submission_id},
      error_code = ${code}, http_status = ${http_status}::int, response = ${response}, ended_at = clock_timestamp()
    where id = ${id}::uuid and (status = 'sending' or (error_code = ${INTERRUPTED} and ${submission_id}::text is not null))`;
}

const SHOWN_ATTEMPTS = 100;

/** The last attempts, the newest first. */
export function attemptsOf(tx: SqlTx, reportId: string): Promise<AttemptRow[]> {
  return tx.$queryRaw<AttemptRow[]>`
    select * from grants.bufdir_submission_attempt where report_id = ${reportId}::uuid
    order by started_at desc, id desc limit ${SHOWN_ATTEMPTS}`;
}
