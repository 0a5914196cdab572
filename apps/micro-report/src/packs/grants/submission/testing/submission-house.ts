import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { startBufdirSimulator, type BufdirSimulator } from '@galley/pack-grants/testing';
import type { HttpAnswer } from '@galley/platform/testing';
import type pg from 'pg';
import { startReportApp, type Call, type ReportApp } from '../../../../../test/report-app.js';
import { GrantsScope } from '../../grants-scope.js';
import type { ReportRow } from '../../reports/report-row.js';
import { storeReport, type StoredReport } from '../../reports/testing/stored-report.js';
import { bufdirAdapterProvider } from '../bufdir-adapter.provider.js';
import { ReportSubmission } from '../report-submission.service.js';
import type { BufdirSubmissionState } from '../submission-resource.js';
import { SubmissionController } from '../submission.controller.js';

@Module({
  controllers: [SubmissionController],
  providers: [GrantsScope, ReportSubmission, bufdirAdapterProvider],
})
class Submission {}

type Known = Pick<ReportRow, 'id'>;

export const TOKEN = 'bufdir-token-4711';
const DATA = { schema_version: '2025-v1', organization: { org_number: '987654321' }, note: 'æøå' };

/** micro-report with the submission of reports, beside a Bufdir that the test plays. */
export class SubmissionHouse {
  #years = 0;

  private constructor(
    readonly report: ReportApp,
    readonly bufdir: BufdirSimulator,
    readonly admin: pg.Client,
  ) {}

  static async open(): Promise<SubmissionHouse> {
    const bufdir = await startBufdirSimulator();
    const report = await startReportApp([Submission], {
      BUFDIR_API_URL: bufdir.url,
      BUFDIR_API_TOKEN: TOKEN,
      BUFDIR_TIMEOUT_MS: '3000',
      BUFDIR_MAX_TRIES: '2',
    });
    return new SubmissionHouse(report, bufdir, await report.admin());
  }

  /** A deployment that does not know where Bufdir is. */
  static withoutBufdir(): Promise<ReportApp> {
    return startReportApp([Submission]);
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.report.close();
    await this.bufdir.close();
  }

  /** A completed report of ACME, of a year that no other has, unless said otherwise. */
  stored(wanted: Partial<StoredReport> = {}): Promise<ReportRow> {
    const year = 1900 + this.#years++;
    return storeReport(this.report.database, {
      organization_id: this.report.acme,
      status: 'completed',
      report_data: DATA,
      start: `${year}-01-01`,
      end: `${year}-12-31`,
      ...wanted,
    });
  }

  submit({ id }: Known, call: Call = {}): Promise<HttpAnswer> {
    return this.report.call(`/api/grants/reports/${id}/submit`, { method: 'POST', ...call });
  }

  ask({ id }: Known, call: Call = {}): Promise<HttpAnswer> {
    return this.report.call(`/api/grants/reports/${id}/submission`, call);
  }

  async read(row: Known): Promise<BufdirSubmissionState> {
    const answer = await this.ask(row);
    if (answer.status !== 200) throw new Error(`submission answered ${answer.status}: ${answer.text}`);
    return answer.json() as BufdirSubmissionState;
  }

  async rowOf({ id }: Known): Promise<ReportRow | undefined> {
    return (await this.admin.query<ReportRow>('select * from grants.bufdir_report where id = $1', [id]))
      .rows[0];
  }

  /** What is on record about a report, the oldest first. */
  async audited({ id }: Known): Promise<{ action: string; facts: object }[]> {
    const { rows } = await this.admin.query<{ action: string; facts: object }>(
      'select action, facts from platform.audit_event where entity_id = $1 order by sequence',
      [id],
    );
    return rows;
  }

  /** What a sender leaves that was killed so many seconds after it began. */
  killed({ id, organization_id, report_sha256 }: ReportRow, secondsAgo: number): Promise<unknown> {
    return this.admin.query(
      `insert into grants.bufdir_submission_attempt
         (id, organization_id, report_id, idempotency_key, request_hash, started_at, created_by_id)
       values ($1, $2, $3, $4, $5, clock_timestamp() - make_interval(secs => $6), $1)`,
      [randomUUID(), organization_id, id, `bufdir-report-${id}`, report_sha256, secondsAgo],
    );
  }
}

export function problemOf(answer: HttpAnswer): [number, string] {
  return [answer.status, (answer.json() as { code: string }).code];
}
