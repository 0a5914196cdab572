import type { ServerResponse } from 'node:http';
import { FRAME, jsonFrame, rowFrame, type DatasetRequest } from '@galley/dataset';
import type { SectionKind } from '@galley/pack-monitoring/donor-report';
import { MonitoringRows } from '@galley/pack-monitoring/testing';
import type pg from 'pg';
import { trailerOf } from '../../../../../test/fake-micro-data.js';
import { startReportApp, type Call, type ReportApp } from '../../../../../test/report-app.js';
import { outside, type Answer as Visited, type Visit } from '../../../../../test/share-visit.js';
import { answerFaults, type AnswersDocument } from '../../../../../test/whole/document-shape.js';
import { SharesModule } from '../../../../shares/shares.module.js';
import { MonitoringModule } from '../../monitoring.module.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A report as JSON, as far as tests ask for it. */
export interface ReportJson {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly revision: number;
  readonly version: number;
  readonly published_at: string | null;
  readonly share_url: string | null;
  readonly sections: readonly {
    readonly kind: string;
    readonly title: string | null;
    readonly body: string | null;
  }[];
}

/** Rows that sections of a kind show; as text where their very digits count. */
export type PlayedRows = Partial<Record<SectionKind, readonly object[] | string>>;

/** micro-report with reports to donors, and records that the test plays. ACME has a project P1 with the grant G1, and P2. */
export class DonorReportsHouse {
  /** What sections show at the moment. */
  rows: PlayedRows = {};
  /** What the records say of the report at the moment. */
  head: Readonly<Record<string, unknown>> = HEAD;
  /** How often micro-data was asked. */
  asked = 0;
  /** Asked before micro-data answers; false = the connection breaks. */
  before: () => boolean = () => true;
  #document: Promise<AnswersDocument> | undefined;

  private constructor(
    readonly report: ReportApp,
    readonly admin: pg.Client,
    readonly p1: string,
    readonly p2: string,
    readonly grant: string,
  ) {}

  static async open(): Promise<DonorReportsHouse> {
    const report = await startReportApp([SharesModule, MonitoringModule], {
      SHARE_RATE_PER_MINUTE: '100000',
      PUBLIC_URL: 'https://reports.example.org/galley/',
    });
    const admin = await report.admin();
    const rows = new MonitoringRows(admin, report.acme);
    const program = await rows.program('WATER');
    const donor = await rows.insert('donor', { code: 'NORAD', name: 'Norad' });
    const grant = await rows.insert('program_donor', {
      program_id: program,
      donor_id: donor,
      grant_ref: 'QZA-26/0042',
    });
    const p1 = await rows.project(program, 'P1');
    const p2 = await rows.project(await rows.program('OTHER'), 'P2', { fiscal_start_month: 2 });
    const house = new DonorReportsHouse(report, admin, p1, p2, grant);
    report.microData.handle = (_request, body, response) =>
      void house.#answer(JSON.parse(body) as DatasetRequest, response);
    return house;
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.report.close();
  }

  /** As a coordinator of ACME unless said otherwise. Throws for an answer that the OpenAPI document does not describe. */
  async call(path = '', call: Call = {}): Promise<Answer> {
    const answer = await this.report.call(`/api/monitoring/reports${path}`, {
      roles: ['coordinator'],
      ...call,
    });
    const template = `/api/monitoring/reports${templateOf(path)}`;
    const route = { method: call.method ?? 'GET', path: template };
    const faults = answerFaults(await this.#documented(), route, answer);
    if (faults.length > 0)
      throw new Error(`${route.method} ${route.path}: ${faults.join('; ')} ${answer.text.slice(0, 500)}`);
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson ? answer.json() : {}) as Record<string, unknown>,
    };
  }

  send(method: string, path: string, body?: object, call: Call = {}): Promise<Answer> {
    return this.call(path, { method, ...(body && { body }), ...call });
  }

  /** A new report of the first quarter of 2026, unless `body` says otherwise. */
  async created(body: object = {}, call: Call = {}): Promise<ReportJson> {
    return good(await this.send('POST', '', { ...this.quarter(), ...body }, call), 201);
  }

  quarter() {
    return {
      project_id: this.p1,
      program_donor_id: this.grant,
      title: 'Water, first quarter',
      report_type: 'quarterly',
      start_date: '2026-01-01',
      end_date: '2026-03-31',
    };
  }

  async published(body: object = {}): Promise<ReportJson> {
    const { id } = await this.created(body);
    return good(await this.send('POST', `/${id}/publish`), 200);
  }

  /** Shares a report; resolves to the token of its link. */
  async shared(id: string, body: object = {}): Promise<string> {
    const { body: share } = await this.send('POST', `/${id}/share`, body);
    return String(share.url).split('/').at(-1) ?? '';
  }

  async read(id: string): Promise<ReportJson> {
    return good(await this.call(`/${id}`), 200);
  }

  /** The file that a coordinator gets. */
  async bytes(path: string): Promise<Buffer> {
    const answer = await this.report.call(`/api/monitoring/reports${path}`, { roles: ['coordinator'] });
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.bytes;
  }

  /** The file that somebody gets who knows the link. */
  async download(token: string, format: string): Promise<Buffer> {
    const answer = await this.report.http(`/api/shared/${token}/download?format=${format}`);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return answer.bytes;
  }

  visit(path: string, visit: Visit = {}): Promise<Visited> {
    return outside(this.report, path, visit);
  }

  async actionsOn(entity_id: string): Promise<string[]> {
    const { rows } = await this.admin.query<{ action: string }>(
      'select action from platform.audit_event where entity_id = $1 order by sequence',
      [entity_id],
    );
    return rows.map(({ action }) => action);
  }

  async #documented(): Promise<AnswersDocument> {
    this.#document ??= this.report
      .call('/api/openapi.json')
      .then((answer) => answer.json() as AnswersDocument);
    return this.#document;
  }

  async #answer(request: DatasetRequest, response: ServerResponse): Promise<void> {
    this.asked++;
    if (!this.before()) return void response.destroy();
    const content = await this.#content(String(request.params?.report_id));
    response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
    response.write(jsonFrame(FRAME.header, { columns: [CONTENT] }));
    response.write(rowFrame([content]));
    response.end(jsonFrame(FRAME.trailer, trailerOf(request, 1)));
  }

  /** As `monitoring.report_content` has it, with the rows that are played. */
  async #content(reportId: string): Promise<string> {
    const [row] = await this.report.database.asSystemSql(
      (tx) => tx.$queryRaw<{ head: object; sections: { kind: SectionKind; config: object }[] }[]>`
        select jsonb_build_object('title', r.title, 'report_type', r.report_type, 'language', r.language,
            'start_date', r.start_date, 'end_date', r.end_date, 'provisional', r.include_unapproved) as head,
          (select jsonb_agg(jsonb_build_object('id', s.id, 'order_index', s.order_index, 'kind', s.kind, 'title', s.title,
            'body', s.body, 'config', s.config) order by s.order_index)
           from monitoring.report_section s where s.report_id = r.id) as sections
        from monitoring.report r where r.id = ${reportId}::uuid`,
    );
    const sections = (row?.sections ?? []).map((section) => {
      const played = this.rows[section.kind] ?? [];
      const rows = typeof played === 'string' ? played : JSON.stringify(played);
      return `${JSON.stringify(section).slice(0, -1)},"rows":${rows}}`;
    });
    return `{"head":${JSON.stringify({ ...this.head, ...row?.head })},"sections":[${sections.join(',')}]}`;
  }
}

const CONTENT = { name: 'content', label: 'Content', type: 'json', format: null, role: 'dimension' };

const HEAD = {
  organization: 'Acme',
  program: 'Clean water',
  project: 'Wells in the north',
  project_code: 'P1',
  location: 'Gulu',
  donor: 'Norad',
  grant_ref: 'QZA-26/0042',
  grant_amount: null,
  grant_currency: null,
  warnings: [],
};

/** `/0199…/revisions/1` is documented as `/{id}/revisions/{revision}`. */
function templateOf(path: string): string {
  const [address = ''] = path.split('?');
  return address.replace(/^\/[^/]+/, '/{id}').replace(/\/revisions\/[^/]+/, '/revisions/{revision}');
}

/** The body of an answer that must be a success. */
export function good(answer: Answer, status: number): ReportJson {
  if (answer.status !== status) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as unknown as ReportJson;
}

/** Status and code of a refusal. */
export function problemOf({ status, body }: Pick<Answer, 'status' | 'body'>): readonly [number, unknown] {
  return [status, body.code];
}
