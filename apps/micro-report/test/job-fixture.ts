import { randomUUID } from 'node:crypto';
import {
  Database,
  loadConfig,
  Logger,
  openReportQueue,
  queueConfigShape,
  type ReportQueue,
} from '@galley/platform';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import { z } from 'zod';
import { JobClaims } from '../src/jobs/job-claims.js';
import { JobEndings } from '../src/jobs/job-endings.js';
import { JobResults } from '../src/jobs/job-results.js';
import type { JobRow } from '../src/jobs/job-row.js';
import { Reconciler } from '../src/jobs/reconciler.js';
import type { FinishedReport } from '../src/jobs/finished-report.js';

const LEASE_MS = 30_000;
const REQUESTER = '0199aaaa-0000-7000-8000-000000000001';

/** A migrated database with an organization, and short ways to put jobs into any state. */
export class JobFixture {
  readonly organization = randomUUID();
  readonly logger = new Logger({ service: 'micro-report', level: 'silent' });

  private constructor(
    private readonly clone: ClonedDatabase,
    readonly database: Database,
    readonly queue: ReportQueue,
  ) {}

  static async open(): Promise<JobFixture> {
    const clone = await cloneDatabase();
    const database = new Database({ ...clone, poolSize: 8 });
    const config = { ...loadConfig(z.object(queueConfigShape), {}), DATABASE_SYSTEM_URL: clone.systemUrl };
    const fixture = new JobFixture(
      clone,
      database,
      openReportQueue(config, database, () => undefined),
    );
    await fixture.addOrganization(fixture.organization, 'BENCH');
    return fixture;
  }

  async close(): Promise<void> {
    await this.queue.close();
    await this.database.close();
    await this.clone.drop();
  }

  async addOrganization(id: string, code: string): Promise<void> {
    await this.database.asSystem((tx) => tx.organization.create({ data: { id, code, name: code } }));
  }

  readonly endings = new JobEndings();

  claims(owner = 'worker-1', limits: { leaseMs?: number; organizationMax?: number } = {}): JobClaims {
    return new JobClaims(
      this.database,
      { owner, leaseMs: LEASE_MS, organizationMax: 50, ...limits },
      this.endings,
    );
  }

  results(owner = 'worker-1'): JobResults {
    return new JobResults(this.database, owner, this.endings);
  }

  reconciler(): Reconciler {
    return new Reconciler(
      this.database,
      this.queue,
      this.claims(),
      { everyMs: 60_000, settleMs: 0 },
      this.logger,
    );
  }

  async addJob(changes: Partial<JobRow> = {}): Promise<JobRow> {
    const organization_id = changes.organization_id ?? this.organization;
    return this.database.withTenant(organization_id, (tx) =>
      tx.tb_report_job.create({
        data: {
          organization_id,
          report_type: 'stock',
          report_category: 'operational',
          format: 'csv',
          requested_by_id: REQUESTER,
          dispatch_priority: changes.dispatch_priority ?? 1,
          priority: changes.priority ?? 0,
        },
      }),
    );
  }

  /** A job with its queue entry, as the API leaves it. */
  async addQueued(changes: Partial<JobRow> = {}): Promise<JobRow> {
    const job = await this.addJob(changes);
    await this.enqueue(job);
    return job;
  }

  async enqueue(job: JobRow): Promise<void> {
    const { organization_id, dispatch_priority } = job;
    await this.database.withTenant(organization_id, (tx) =>
      this.queue.enqueueIn(tx, [{ job_id: job.id, organization_id, dispatch_priority }]),
    );
  }

  async claimed(owner = 'worker-1', changes: Partial<JobRow> = {}): Promise<JobRow> {
    const job = await this.addJob(changes);
    const outcome = await this.claims(owner).claim(job.organization_id, job.id, true);
    if (outcome.kind !== 'claimed') throw new Error(`the job was not claimed: ${outcome.kind}`);
    return outcome.job;
  }

  async job(id: string): Promise<JobRow> {
    return this.database.asSystem((tx) => tx.tb_report_job.findFirstOrThrow({ where: { id } }));
  }

  /** Lets the lease of a running job run out, as if its worker had died. */
  async expireLease(id: string): Promise<void> {
    await this.database.asSystem(
      (tx) => tx.$executeRaw`
        update tenant.tb_report_job set lease_expires_at = clock_timestamp() - interval '1 second' where id = ${id}::uuid`,
    );
  }

  async requestCancel(id: string): Promise<void> {
    await this.database.asSystem((tx) =>
      tx.tb_report_job.update({ where: { id }, data: { cancel_requested_at: new Date() } }),
    );
  }

  async countFiles(jobId: string): Promise<number> {
    return this.database.asSystem((tx) => tx.generated_report.count({ where: { job_id: jobId } }));
  }
}

/** The result of a run that made three rows. */
export function finishedReport(job: JobRow): FinishedReport {
  return {
    file: {
      path: '/nowhere',
      bytes: null,
      size: 12,
      sha256: 'ab'.repeat(32),
      rows: 3,
      pages: null,
      totals: { value: '120.50' },
      printed: [],
      summary: {
        source: 'stock',
        row_count: 3,
        bu_codes: ['HQ'],
        units: [],
        filters: {},
        params: {},
        ignored_filters: [],
        executed_at: '2026-07-01T00:00:00.000Z',
        duration_ms: 5,
        timezone: 'UTC',
        truncated: false,
        fingerprint: 'sha256:0',
        warnings: [],
      },
    },
    file_name: 'Stock 2026-07-01.csv',
    media_type: 'text/csv',
    storage_key: `${job.organization_id}/2026/07/${job.id}/${job.attempts}/report.csv`,
    warnings: [],
    pieces: [],
  };
}
