import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import type { DatasetRequest } from '@galley/dataset';
import { Logger, type Principal, type SqlTx } from '@galley/platform';
import { startReportApp, USER, type ReportApp } from '../../../../../test/report-app.js';
import { ArchiveWorkerModule } from '../../../../archive/archive-worker.module.js';
import { Heartbeat } from '../../../../jobs/heartbeat.js';
import { JobClaims } from '../../../../jobs/job-claims.js';
import { JobEndings } from '../../../../jobs/job-endings.js';
import { JobEndingsModule } from '../../../../jobs/job-endings.module.js';
import { JobPreparationsModule } from '../../../../jobs/job-preparations.module.js';
import { JobResults } from '../../../../jobs/job-results.js';
import type { JobRow } from '../../../../jobs/job-row.js';
import { ReportProcessor } from '../../../../jobs/report-processor.js';
import { ReportRunner } from '../../../../jobs/report-runner.js';
import { RunningJobs } from '../../../../jobs/running-jobs.js';
import { Seats } from '../../../../jobs/seats.js';
import { SoloGate } from '../../../../jobs/solo-gate.js';
import { QueueModule } from '../../../../queue/queue.module.js';
import type { ReportFormat } from '../../reports/report-format.js';
import type { ReportRow } from '../../reports/report-row.js';
import { storeReport } from '../../reports/testing/stored-report.js';
import { GenerationWorkerModule } from '../generation-worker.module.js';
import { OrderReportJob } from '../order-report-job.js';
import { PlayedRecords, scopeOf } from './played-records.js';

@Module({
  imports: [
    QueueModule,
    ArchiveWorkerModule,
    JobEndingsModule,
    JobPreparationsModule,
    GenerationWorkerModule,
  ],
  providers: [ReportRunner],
})
class WorkedByHand {}

const LEASE_MS = 30_000;

/** A worker whose jobs a test takes by hand, beside the records that the test plays. */
export class GenerationHouse {
  readonly records = new PlayedRecords();
  #years = 0;

  private constructor(readonly report: ReportApp) {}

  /** With these features of the API beside the worker. */
  static async open(features: readonly Type[] = []): Promise<GenerationHouse> {
    const env = { ARCHIVE_REAP_EVERY_S: '0', ARCHIVE_GRACE_S: '0', ARCHIVE_ORPHAN_AGE_S: '60' };
    const report = await startReportApp([WorkedByHand, ...features], env);
    const house = new GenerationHouse(report);
    report.microData.handle = (_request, body, response) =>
      void house.records.answer(JSON.parse(body) as DatasetRequest, response);
    const shared = { is_standard: true, source_type: 'builder' as const };
    await report.database.asSystem((tx) =>
      tx.tb_report_template.createMany({
        data: [
          { ...shared, name: 'R', report_type: 'bufdir_report', builder_key: 'grants.report_activity_types' },
          { ...shared, name: 'P', report_type: 'bufdir_payload', builder_key: 'grants.report_payload' },
        ],
      }),
    );
    await report.app.get(ReportRunner).prepare();
    return house;
  }

  close(): Promise<void> {
    return this.report.close();
  }

  /** A report of a year of its own that waits for its job, or a further version of one. */
  async ordered(wish: { format?: ReportFormat | null; of?: ReportRow } = {}): Promise<ReportRow> {
    const { acme: organization_id, database } = this.report;
    const { format = 'csv', of } = wish;
    const year = of ? of.reporting_period_end.getUTCFullYear() : 1990 + this.#years++;
    const draft = await storeReport(database, {
      organization_id,
      format,
      start: `${year}-01-01`,
      end: `${year}-12-31`,
      hierarchy_scope: scopeOf(organization_id),
      generated_by: USER,
    });
    await database.withTenantSql(organization_id, async (tx) => {
      const { job } = await this.report.app.get(OrderReportJob).order(tx, {
        caller: this.#caller(),
        request: { request_id: 'test', ip: '127.0.0.1' },
        report: draft,
        format,
        purpose: 'generation',
      });
      await tx.$executeRaw`
        update grants.bufdir_report set status = 'pending', generation_job_id = ${job.id} where id = ${draft.id}::uuid`;
    });
    return this.read(draft);
  }

  /** A later file of a completed report. */
  async exported(report: ReportRow, format: ReportFormat): Promise<JobRow> {
    const { job } = await this.report.database.withTenantSql(this.report.acme, (tx) =>
      this.report.app.get(OrderReportJob).order(tx, {
        caller: this.#caller(),
        request: { request_id: 'test', ip: '127.0.0.1' },
        report,
        format,
        purpose: 'export',
      }),
    );
    return job;
  }

  /** A worker of its own, as far as leases and attempts go. */
  worker(owner: string): HandWorker {
    return new HandWorker(this.report, owner);
  }

  /** Takes the report's job to its end, or to where its queue would try again. */
  async made(report: ReportRow, owner = 'worker'): Promise<ReportRow> {
    await this.worker(owner).take(jobOf(report));
    return this.read(report);
  }

  read({ id }: Pick<ReportRow, 'id'>): Promise<ReportRow> {
    return this.#one(
      (tx) => tx.$queryRaw<ReportRow[]>`select * from grants.bufdir_report where id = ${id}::uuid`,
    );
  }

  job({ generation_job_id }: Pick<ReportRow, 'generation_job_id'>): Promise<JobRow> {
    return this.#one(
      (tx) =>
        tx.$queryRaw<JobRow[]>`select * from tenant.tb_report_job where id = ${generation_job_id}::uuid`,
    );
  }

  /** What stands in the tables beside the report. */
  traces({ id }: Pick<ReportRow, 'id'>): Promise<{ lines: number; results: number; exports: number }> {
    return this.#one(
      (tx) => tx.$queryRaw<{ lines: number; results: number; exports: number }[]>`
        select (select count(*)::int from grants.bufdir_report_line where report_id = ${id}::uuid) as lines,
          (select count(*)::int from grants.bufdir_report_result where report_id = ${id}::uuid) as results,
          (select count(*)::int from grants.bufdir_report_export where report_id = ${id}::uuid) as exports`,
    );
  }

  /** How many versions of the report's period are the latest. */
  async latestOf({ period_id }: Pick<ReportRow, 'period_id'>): Promise<number> {
    const { count } = await this.#one(
      (tx) => tx.$queryRaw<{ count: number }[]>`
        select count(*)::int as count from grants.bufdir_report where period_id = ${period_id}::uuid and is_latest_version`,
    );
    return count;
  }

  /** Puts a file into the store behind everybody's back. */
  async leaveFile(key: string, bytes: Buffer): Promise<void> {
    const path = join(this.report.files, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }

  /** Asks to cancel the job, as its requester does. */
  async cancel(report: ReportRow): Promise<void> {
    await this.report.database.asSystem((tx) =>
      tx.tb_report_job.update({ where: { id: jobOf(report) }, data: { cancel_requested_at: new Date() } }),
    );
  }

  /** The worker that has the job is gone: another may take it. */
  async abandon(report: ReportRow): Promise<void> {
    await this.report.database.asSystem(
      (tx) => tx.$executeRaw`
        update tenant.tb_report_job set lease_expires_at = clock_timestamp() - interval '1 second'
        where id = ${jobOf(report)}::uuid`,
    );
    await this.worker('reconciler').claims.recover(10);
  }

  /** Holds back what micro-data answers to one builder, until the test lets it go. */
  holdBack(builder: string): { readonly reached: Promise<void>; release(): void } {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let isHeld = true;
    const reached = new Promise<void>((resolve) => {
      this.records.before = async (asked) => {
        if (asked !== builder || !isHeld) return 'answer';
        isHeld = false;
        resolve();
        await released;
        return 'answer';
      };
    });
    return { reached, release };
  }

  #caller(): Principal {
    const organization = {
      id: this.report.acme,
      code: 'ACME',
      name: 'Acme',
      locale: 'en',
      timezone: 'Europe/Oslo',
    };
    return {
      kind: 'user',
      id: USER,
      organization,
      roles: ['coordinator'],
      bu_codes: null,
      project_ids: [],
      scopes: null,
      service: null,
    };
  }

  async #one<Row>(read: (tx: SqlTx) => Promise<Row[]>): Promise<Row> {
    const [row] = await this.report.database.asSystemSql(read);
    if (!row) throw new Error('there is no such row');
    return row;
  }
}

export function jobOf({ generation_job_id }: Pick<ReportRow, 'generation_job_id'>): string {
  if (generation_job_id === null) throw new Error('the report has no job');
  return generation_job_id;
}

class HandWorker {
  readonly claims: JobClaims;
  readonly #processor: ReportProcessor;
  readonly #heartbeat: Heartbeat;

  constructor(
    private readonly report: ReportApp,
    owner: string,
  ) {
    const { app, database } = report;
    const endings = app.get(JobEndings);
    const logger = new Logger({ service: 'micro-report', level: 'silent' });
    const running = new RunningJobs();
    const results = new JobResults(database, owner, endings);
    this.claims = new JobClaims(database, { owner, leaseMs: LEASE_MS, organizationMax: 100 }, endings);
    this.#heartbeat = new Heartbeat(database, running, LEASE_MS, logger);
    this.#processor = new ReportProcessor({
      claims: this.claims,
      results,
      running,
      seats: new Seats(4),
      gate: new SoloGate(),
      run: (job) => app.get(ReportRunner).run(job, results),
      logger,
    });
  }

  /** Takes the job as the queue hands it out; resolves to what becomes of its entry. */
  async take(jobId: string, { isLastTry = false } = {}): Promise<string> {
    const entry = { job_id: jobId, organization_id: this.report.acme, is_last_try: isLastTry };
    return (await this.#processor.handle(entry)).kind;
  }

  beat(): Promise<void> {
    return this.#heartbeat.beat();
  }
}
