import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { FRAME, jsonFrame, rowFrame, type DatasetRequest } from '@galley/dataset';
import type { HttpAnswer } from '@galley/platform/testing';
import { ArchiveModule } from '../src/archive/archive.module.js';
import { ExportExpiry } from '../src/exports/export-expiry.js';
import { StartExport } from '../src/exports/start-export.js';
import { ExportsModule } from '../src/exports/exports.module.js';
import { JobClaims } from '../src/jobs/job-claims.js';
import { JobEndings } from '../src/jobs/job-endings.js';
import { JobEndingsModule } from '../src/jobs/job-endings.module.js';
import { JobPreparationsModule } from '../src/jobs/job-preparations.module.js';
import { JobResults } from '../src/jobs/job-results.js';
import { ReportRunner } from '../src/jobs/report-runner.js';
import { RunningJob } from '../src/jobs/running-jobs.js';
import { QueueModule } from '../src/queue/queue.module.js';
import { RunFailure } from '../src/rendering/run-failure.js';
import { trailerOf } from './fake-micro-data.js';
import { startReportApp, type Call, type ReportApp } from './report-app.js';

export interface ExportJson {
  readonly id: string;
  readonly status: string;
  readonly job_id: string | null;
  readonly requires_approval: boolean;
  readonly approval_reasons: readonly string[];
  readonly estimated_record_count: number | null;
  readonly [field: string]: unknown;
}

/** What a worker has, to be stepped through by hand. */
@Module({
  imports: [ArchiveModule, JobEndingsModule, JobPreparationsModule],
  providers: [ReportRunner, StartExport, ExportExpiry],
})
class WorkedByHand {}

const COLUMNS = [
  { name: 'sku', label: 'SKU', type: 'string', format: null, role: 'dimension' },
  { name: 'value', label: 'Value', type: 'decimal', scale: 2, format: null, role: 'measure' },
];
const OWNER = 'test-worker';
export const DATA_TYPES = [
  'contract',
  'clause',
  'invoice_generated',
  'invoice_received',
  'expense',
  'meter_data',
  'financial_report',
  'compliance_report',
  'settlement_report',
];

/** micro-report with an export template per data type, a micro-data that has as many rows as the test says, no worker. */
export class ExportHouse {
  readonly requests: DatasetRequest[] = [];
  /** Rows that every dataset has now. */
  rows = 5;
  /** Changes what the rows say, not how many they are. */
  salt = 'a';
  /** `down` answers 503, `refuse` 422. */
  mood: 'well' | 'down' | 'refuse' = 'well';

  private constructor(readonly report: ReportApp) {}

  static async open(): Promise<ExportHouse> {
    const report = await startReportApp([QueueModule, ExportsModule, WorkedByHand], {
      JOB_ORGANIZATION_QUEUED_MAX: '1000',
      ARCHIVE_REAP_EVERY_S: '0',
    });
    const house = new ExportHouse(report);
    report.microData.handle = (_request, body, response) => {
      const request = JSON.parse(body) as DatasetRequest;
      house.requests.push(request);
      if (house.mood !== 'well') {
        const [status, code] = house.mood === 'down' ? [503, 'source-unavailable'] : [422, 'unknown-filter'];
        response.writeHead(status, { 'content-type': 'application/problem+json' });
        return void response.end(JSON.stringify({ status, code, detail: 'There is no column "colour".' }));
      }
      response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
      response.write(jsonFrame(FRAME.header, { columns: COLUMNS }));
      for (let row = 0; row < house.rows; row++) response.write(rowFrame([`${house.salt}-${row}`, '1.50']));
      const trailer = trailerOf(request, house.rows);
      const fingerprint = `sha256:${house.rows}-${house.salt}`;
      response.end(jsonFrame(FRAME.trailer, { ...trailer, summary: { ...trailer.summary, fingerprint } }));
    };
    await report.database.asSystem((tx) =>
      tx.tb_report_template.createMany({
        data: [
          ...DATA_TYPES.map((type) => ({
            name: type,
            report_type: `export_${type}`,
            kind: 'export' as const,
          })),
          { name: 'stock', report_type: 'stock', kind: 'report' as const },
        ].map((row) => ({ ...row, source_type: 'builder' as const, builder_key: 'test.rows' })),
      }),
    );
    return house;
  }

  /** Five rows that anybody may take out, and the settings nobody has touched. */
  async reset(): Promise<void> {
    Object.assign(this, { rows: 5, salt: 'a', mood: 'well' });
    this.requests.length = 0;
    await this.settings({});
  }

  close(): Promise<void> {
    return this.report.close();
  }

  /** The settings of ACME about exports. */
  async settings(exports: object): Promise<void> {
    await this.report.database.asSystem((tx) =>
      tx.organization.update({ where: { id: this.report.acme }, data: { settings: { exports } } }),
    );
  }

  /** A request, by a new member unless said otherwise. */
  ask(body: object = {}, call: Call = {}): Promise<HttpAnswer> {
    return this.report.call('/api/exports/request', {
      method: 'POST',
      roles: ['member'],
      sub: randomUUID(),
      ...call,
      body: { data_type: 'expense', format: 'csv', reason: 'audit', ...body },
    });
  }

  async asked(body: object = {}, call: Call = {}): Promise<ExportJson> {
    return good(await this.ask(body, call), 201);
  }

  /** 25 expenses, more than leave by themselves. */
  pending(by: string = randomUUID()): Promise<ExportJson> {
    this.rows = 25;
    return this.asked({}, { sub: by });
  }

  async approved(by?: string): Promise<ExportJson> {
    const { id } = await this.pending(by);
    return good(await this.post(id, 'approve'), 200);
  }

  /** Changes a row behind its rules. */
  async set(id: string, assignments: string): Promise<void> {
    const admin = await this.report.admin();
    await admin.query('alter table tenant.export_request disable trigger check_request');
    await admin.query(`update tenant.export_request set ${assignments} where id = $1`, [id]);
    await admin.query('alter table tenant.export_request enable trigger check_request');
    await admin.end();
  }

  /** What is on record about a request. */
  async actionsOn(id: string): Promise<string[]> {
    const events = await this.report.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id: id }, orderBy: { sequence: 'asc' } }),
    );
    return events.map(({ action }) => action);
  }

  inboxOf(userId: string) {
    return this.report.database.asSystem((tx) =>
      tx.inbox_message.findMany({ where: { user_id: userId }, orderBy: { created_at: 'asc' } }),
    );
  }

  post(id: string, verb: string, call: Call = {}): Promise<HttpAnswer> {
    return this.report.call(`/api/exports/request/${id}/${verb}`, { method: 'POST', body: {}, ...call });
  }

  async read(id: string): Promise<ExportJson> {
    return good(await this.report.call(`/api/exports/request/${id}`), 200);
  }

  download(id: string, call: Call = {}): Promise<HttpAnswer> {
    return this.report.call(`/api/exports/request/${id}/download`, call);
  }

  /** A worker claims the request's job. */
  async claim({ job_id }: Pick<ExportJson, 'job_id'>): Promise<RunningJob> {
    const endings = this.report.app.get(JobEndings);
    const claims = new JobClaims(
      this.report.database,
      { owner: OWNER, leaseMs: 30_000, organizationMax: 100 },
      endings,
    );
    const outcome = await claims.claim(this.report.acme, job_id ?? '', true);
    if (outcome.kind !== 'claimed') throw new Error(`the job was not claimed: ${outcome.kind}`);
    return new RunningJob(outcome.job);
  }

  /** A worker runs the request's job to its end; the request as it is then. */
  async run(request: ExportJson): Promise<ExportJson> {
    const running = await this.claim(request);
    const results = new JobResults(this.report.database, OWNER, this.report.app.get(JobEndings));
    const runner = this.report.app.get(ReportRunner);
    await runner.prepare();
    await runner.run(running, results).catch(async (error: unknown) => {
      if (!(error instanceof RunFailure)) throw error;
      await results.fail(running.job, error);
    });
    return this.read(request.id);
  }

  /** A round of what workers do about requests by themselves. */
  round(): Promise<number> {
    return this.report.app.get(ExportExpiry).round();
  }
}

export function good(answer: HttpAnswer, status: number): ExportJson {
  if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return answer.json() as ExportJson;
}

export function problemOf(answer: HttpAnswer): [number, string | undefined] {
  return [answer.status, (answer.json() as { code?: string }).code];
}
