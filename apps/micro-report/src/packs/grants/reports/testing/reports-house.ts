import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { FRAME, jsonFrame, rowFrame, type ColumnType, type DatasetRequest } from '@galley/dataset';
import type { ScopeUnit } from '@galley/pack-grants/bufdir';
import type { OpenAPIObject } from '@nestjs/swagger';
import { trailerOf } from '../../../../../test/fake-micro-data.js';
import { answerFaults, type AnswersDocument } from '../../../../../test/whole/document-shape.js';
import { startReportApp, type Call, type ReportApp } from '../../../../../test/report-app.js';
import { QueueModule } from '../../../../queue/queue.module.js';
import { PlayedRecords, scopeOf } from '../../generation/testing/played-records.js';
import { GrantsModule } from '../../grants.module.js';
import { settleLatest } from '../lock-period.js';
import type { ReportRow } from '../report-row.js';
import type { ReportView } from '../report-view.js';
import { storeReport, type StoredReport } from './stored-report.js';

/** A report as JSON. */
export type ReportJson = {
  readonly [Field in keyof ReportView]: ReportView[Field] extends Date | null
    ? string | null
    : ReportView[Field];
};

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

const UNIT_TYPES: Readonly<Record<keyof ScopeUnit, ColumnType>> = {
  id: 'uuid',
  parent_id: 'uuid',
  kind: 'string',
  code: 'string',
  name: 'string',
  county: 'string',
  org_number: 'string',
  member_count: 'integer',
  peer_mentor_count: 'integer',
};

/** micro-report with Bufdir reports, records that the test plays, and no worker. ACME is in Oslo. */
export class ReportsHouse {
  readonly records = new PlayedRecords();
  /** Units of every organization, as they are now. */
  units: readonly ScopeUnit[] = scopeOf('').units;
  #years = 0;
  #document: Promise<AnswersDocument> | undefined;

  private constructor(readonly report: ReportApp) {}

  static async open(): Promise<ReportsHouse> {
    const report = await startReportApp([QueueModule, GrantsModule], { JOB_ORGANIZATION_QUEUED_MAX: '1000' });
    const house = new ReportsHouse(report);
    report.microData.handle = (_request, body, response) => {
      const request = JSON.parse(body) as DatasetRequest;
      if (request.builder_key === 'grants.hierarchy') house.#answerUnits(request, response);
      else void house.records.answer(request, response);
    };
    await report.database.asSystem(async (tx) => {
      await tx.organization.updateMany({ data: { timezone: 'Europe/Oslo' } });
      await tx.tb_report_template.createMany({
        data: ['bufdir_report', 'bufdir_payload'].map((report_type) => ({
          name: report_type,
          report_type,
          is_standard: true,
          source_type: 'builder' as const,
          builder_key: 'grants.report_payload',
        })),
      });
    });
    return house;
  }

  async document(): Promise<OpenAPIObject> {
    return (await this.report.call('/api/openapi.json')).json() as OpenAPIObject;
  }

  close(): Promise<void> {
    return this.report.close();
  }

  /** As a coordinator of ACME unless said otherwise. Throws for an answer that the OpenAPI document does not describe. */
  async call(path: string, call: Call = {}): Promise<Answer> {
    const answer = await this.report.call(`/api/grants${path}`, { roles: ['coordinator'], ...call });
    const route = { method: call.method ?? 'GET', path: templateOf(path) };
    const faults = answerFaults(await this.#documented(), route, answer);
    if (faults.length > 0) throw new Error(`${route.method} ${route.path}: ${faults.join('; ')}`);
    const body = (answer.text === '' ? {} : answer.json()) as Record<string, unknown>;
    return { status: answer.status, headers: answer.headers, body };
  }

  post(path: string, body: object = {}, call: Call = {}): Promise<Answer> {
    return this.call(path, { method: 'POST', body, ...call });
  }

  /** Days of a year that no other report of this house has. */
  year(): { readonly reporting_period_start: string; readonly reporting_period_end: string } {
    const year = 1950 + this.#years++;
    return { reporting_period_start: `${year}-01-01`, reporting_period_end: `${year}-12-31` };
  }

  /** A new report, of a year of its own unless said otherwise. */
  async created(body: object = {}, call: Call = {}): Promise<ReportJson> {
    return good(await this.post('/reports', { ...this.year(), ...body }, call), 202);
  }

  /** A report that nobody generated, of a year of its own unless said otherwise. */
  stored(wanted: Partial<StoredReport> = {}): Promise<ReportRow> {
    const { reporting_period_start: start, reporting_period_end: end } = this.year();
    return storeReport(this.report.database, { organization_id: this.report.acme, start, end, ...wanted });
  }

  async read(id: string, call: Call = {}): Promise<ReportJson> {
    return good(await this.call(`/reports/${id}`, call), 200);
  }

  /** Completes a report without a worker, as one would. */
  async complete(id: string): Promise<void> {
    await this.report.database.asSystemSql(async (tx) => {
      await tx.$executeRaw`update grants.bufdir_report set status = 'generating' where id = ${id}::uuid`;
      await tx.$executeRaw`
        update grants.bufdir_report set status = 'completed', report_data = '{"schema_version": "2025-v1"}',
          report_sha256 = repeat('a', 64), generated_at = clock_timestamp(), total_activity_count = 7,
          total_participant_count = 10, total_hours = 11.25
        where id = ${id}::uuid`;
      const [row] = await tx.$queryRaw<
        ReportRow[]
      >`select * from grants.bufdir_report where id = ${id}::uuid`;
      if (row) await settleLatest(tx, row);
    });
  }

  /** Rows that match in a table, whoever looks. */
  async count(
    table: 'grants.bufdir_report' | 'tenant.tb_report_job' | 'platform.audit_event',
  ): Promise<number> {
    const admin = await this.report.admin();
    const { rows } = await admin.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    await admin.end();
    return rows[0]?.count ?? 0;
  }

  /** What was done to an entity, the oldest first. */
  async actionsOn(entity_id: string): Promise<string[]> {
    const rows = await this.report.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { entity_id }, orderBy: { sequence: 'asc' } }),
    );
    return rows.map(({ action }) => action);
  }

  /** A user account, a coordinator of ACME unless said otherwise. */
  async account({ is_active = true, memberships = [{ is_active: true }] } = {}): Promise<string> {
    const id = randomUUID();
    await this.report.database.asSystem((tx) =>
      tx.user_account.create({
        data: {
          id,
          email: `${id}@example.org`,
          name: 'Kari',
          is_active,
          memberships: {
            create: memberships.map((membership) => ({
              organization_id: this.report.acme,
              role: 'coordinator',
              ...membership,
            })),
          },
        },
      }),
    );
    return id;
  }

  async #documented(): Promise<AnswersDocument> {
    this.#document ??= this.document() as Promise<unknown> as Promise<AnswersDocument>;
    return this.#document;
  }

  #answerUnits(request: DatasetRequest, response: ServerResponse): void {
    const names = Object.keys(UNIT_TYPES) as (keyof ScopeUnit)[];
    const columns = names.map((name) => ({
      name,
      label: name,
      type: UNIT_TYPES[name],
      format: null,
      role: 'dimension',
    }));
    response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
    response.write(jsonFrame(FRAME.header, { columns }));
    for (const unit of this.units) {
      response.write(rowFrame(names.map((name) => (unit[name] === null ? null : String(unit[name])))));
    }
    response.end(jsonFrame(FRAME.trailer, trailerOf(request, this.units.length)));
  }
}

/** `/reports/0199…/preview?x=y` is documented as `/api/grants/reports/{id}/preview`. */
function templateOf(path: string): string {
  const [address = ''] = path.split('?');
  const formatted = address.replace(/\/exports\/\w+/, '/exports/{format}');
  return `/api/grants${formatted.replace(/^\/reports\/[^/]+/, '/reports/{id}')}`;
}

/** The body of an answer that must be a success. */
export function good(answer: Answer, status: number): ReportJson {
  if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as unknown as ReportJson;
}

/** Status and code of a refusal. */
export function problemOf({ status, body }: Answer): readonly [number, unknown] {
  return [status, body.code];
}
