import { appendAudit, type AfterCommit, type Database, type SqlTx } from '@galley/platform';
import type { JobEndings } from './job-endings.js';
import { isFinal, MAX_CRASHES, sourcesOf } from './job-lifecycle.js';
import type { JobRow } from './job-row.js';

export interface ClaimLimits {
  /** Who claims: one id per worker process. */
  readonly owner: string;
  readonly leaseMs: number;
  /** Jobs of one organization that may run at a time, in all workers. */
  readonly organizationMax: number;
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly job: JobRow }
  /** The job has ended, or is not there: nothing to do. */
  | { readonly kind: 'closed' }
  /** It crashed before, so it may only run while nothing else runs beside it. */
  | { readonly kind: 'suspect' }
  /** Its worker's lease has run out: recover it, then claim again. */
  | { readonly kind: 'expired' }
  /** An earlier attempt of this very process has it. */
  | { readonly kind: 'mine' }
  /** Its organization has enough running, or another attempt still lives. */
  | { readonly kind: 'later'; readonly delay_ms: number };

const OVER_CAP_DELAY_MS = 1_000;
const LEASE_MARGIN_MS = 250;

/** Takes jobs out of the queue by compare-and-set on the row; every time in here is the database's clock. */
export class JobClaims {
  constructor(
    private readonly database: Database,
    private readonly limits: ClaimLimits,
    private readonly endings: JobEndings,
  ) {}

  /** Claims a queued job. `alone` says that nothing else runs in this process, which a job that crashed before needs. */
  async claim(organizationId: string, jobId: string, alone: boolean): Promise<ClaimOutcome> {
    return this.database.withTenantSql(organizationId, async (tx) => {
      const claimed = await this.#take(tx, organizationId, jobId, alone);
      if (claimed) return { kind: 'claimed', job: claimed };
      return this.#refusal(tx, jobId);
    });
  }

  /**
   * Takes jobs whose lease has run out away from their workers: one crash more, then back to the queue; the third crash
   * ends a job as `poison-job`, and one whose cancel was asked for is cancelled. Answers the rows it moved.
   */
  async recover(limit: number): Promise<readonly JobRow[]> {
    const afterCommit: AfterCommit[] = [];
    const moved = await this.database.asSystemSql(async (tx) => {
      const rows = await tx.$queryRaw<JobRow[]>`
        update tenant.tb_report_job as job set
          crashes = job.crashes + 1,
          stage = null, progress = 0, updated_at = clock_timestamp(),
          status = case when dead.is_cancelled then 'cancelled' when dead.is_poison then 'failed'
                   else 'queued' end::tenant.enum_report_job_status,
          error_code = case when dead.is_cancelled then null when dead.is_poison then 'poison-job' end,
          error_message = case when dead.is_cancelled then null when dead.is_poison then
            'The run took its worker down three times and is not tried again; the operator finds why in the log.' end
        from (
          select id, cancel_requested_at is not null as is_cancelled, crashes + 1 >= ${MAX_CRASHES} as is_poison
          from tenant.tb_report_job
          where status = any(${sourcesOf('queued', 'reconciler')}::tenant.enum_report_job_status[])
            and lease_expires_at < clock_timestamp()
          order by lease_expires_at limit ${limit} for update skip locked
        ) as dead
        where job.id = dead.id
        returning job.*`;
      for (const row of rows) {
        if (!isFinal(row.status)) continue;
        afterCommit.push(await this.endings.ended(tx, { job: row, report: null }));
        await auditEnd(tx, row);
      }
      return rows;
    });
    for (const later of afterCommit) await later();
    return moved;
  }

  /** Gives a job of this process back: outage or shutdown, never a crash. False when it is no longer ours. */
  async handBack(organizationId: string, jobId: string): Promise<boolean> {
    return this.database.withTenantSql(organizationId, async (tx) => {
      const moved = await tx.$executeRaw`
        update tenant.tb_report_job set status = 'queued', stage = null, progress = 0, updated_at = clock_timestamp()
        where id = ${jobId}::uuid and owner = ${this.limits.owner}
          and status = any(${sourcesOf('queued', 'worker')}::tenant.enum_report_job_status[])`;
      return moved === 1;
    });
  }

  async #take(tx: SqlTx, organizationId: string, jobId: string, alone: boolean): Promise<JobRow | null> {
    const { owner, leaseMs, organizationMax } = this.limits;
    const [row] = await tx.$queryRaw<JobRow[]>`
      update tenant.tb_report_job as job set
        status = 'processing', attempts = job.attempts + 1, owner = ${owner},
        lease_expires_at = clock_timestamp() + make_interval(secs => ${leaseMs / 1000}),
        stage = 'starting', progress = 0, updated_at = clock_timestamp()
      where job.id = ${jobId}::uuid
        and job.status = any(${sourcesOf('processing', 'worker')}::tenant.enum_report_job_status[])
        and (job.crashes = 0 or ${alone})
        and (select count(*) from tenant.tb_report_job as other
             where other.organization_id = ${organizationId}::uuid and other.status = 'processing') < ${organizationMax}
      returning job.*`;
    return row ?? null;
  }

  async #refusal(tx: SqlTx, jobId: string): Promise<ClaimOutcome> {
    const [row] = await tx.$queryRaw<Refused[]>`
      select status::text, crashes, (owner = ${this.limits.owner}) as is_mine,
        (extract(epoch from lease_expires_at - clock_timestamp()) * 1000)::float8 as lease_ms
      from tenant.tb_report_job where id = ${jobId}::uuid`;
    if (!row || isFinal(row.status)) return { kind: 'closed' };
    if (row.status === 'processing') {
      if (row.is_mine) return { kind: 'mine' };
      const left = row.lease_ms ?? 0;
      return left < 0 ? { kind: 'expired' } : { kind: 'later', delay_ms: left + LEASE_MARGIN_MS };
    }
    if (row.crashes > 0) return { kind: 'suspect' };
    return { kind: 'later', delay_ms: OVER_CAP_DELAY_MS };
  }
}

interface Refused {
  readonly status: JobRow['status'];
  readonly crashes: number;
  readonly is_mine: boolean | null;
  readonly lease_ms: number | null;
}

/** The entry of the audit trail for a job that ended without a file. */
export function auditEnd(tx: SqlTx, job: JobRow): Promise<void> {
  return appendAudit(tx, {
    organization_id: job.organization_id,
    actor_id: job.requested_by_id,
    action: job.status === 'cancelled' ? 'report.cancel' : 'report.fail',
    entity_type: 'report_job',
    entity_id: job.id,
    facts: { format: job.format, attempt: job.attempts, error_code: job.error_code },
    request_id: job.request_id,
  });
}
