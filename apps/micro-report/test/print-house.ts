import { FRAME, jsonFrame, rowFrame, type DatasetRequest } from '@galley/dataset';
import { QueueModule } from '../src/queue/queue.module.js';
import { PrintingModule } from '../src/printing/printing.module.js';
import { TemplatesModule } from '../src/templates/templates.module.js';
import { trailerOf } from './fake-micro-data.js';
import { startReportApp, type Call, type ReportApp } from './report-app.js';

const COLUMNS = ['document_id', 'document_no', 'product', 'total'].map((name) => ({
  name,
  label: name,
  type: name === 'total' ? 'decimal' : 'string',
  format: null,
  role: name === 'total' ? 'measure' : 'dimension',
}));

export interface MappingJson {
  readonly id: string;
  readonly is_default: boolean;
  readonly organization_id: string | null;
  readonly [field: string]: unknown;
}

/** micro-report with two types of documents, print templates and a micro-data that knows two orders. */
export class PrintHouse {
  readonly requests: DatasetRequest[] = [];

  private constructor(readonly report: ReportApp) {}

  static async open(): Promise<PrintHouse> {
    const report = await startReportApp([QueueModule, TemplatesModule, PrintingModule]);
    const house = new PrintHouse(report);
    report.microData.handle = (_request, body, response) => {
      const request = JSON.parse(body) as DatasetRequest;
      house.requests.push(request);
      const rows = rowsOf(request);
      response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
      response.write(jsonFrame(FRAME.header, { columns: COLUMNS }));
      for (const row of rows) response.write(rowFrame(row));
      response.end(jsonFrame(FRAME.trailer, trailerOf(request, rows.length)));
    };
    for (const [code, label] of [
      ['PO', 'Purchase order'],
      ['GRN', 'Goods receipt'],
    ]) {
      await house.post('/api/print/document-types', { code, label }, { roles: ['platform_admin'] });
    }
    return house;
  }

  async post<T = MappingJson>(path: string, body: object, call: Call = {}): Promise<T> {
    const answer = await this.report.call(path, { method: 'POST', body, ...call });
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.json() as T;
  }

  async get<T>(path: string, call?: Call): Promise<T> {
    const answer = await this.report.call(path, call);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.json() as T;
  }

  /** A print template of ACME, unless said otherwise. */
  async template(name: string, more: object = {}, call?: Call): Promise<string> {
    const body = { name, kind: 'print', source_name: 'v_print_po', ...more };
    return (await this.post<{ id: string }>('/api/reports/templates', body, call)).id;
  }

  mapping(
    document_type: string,
    report_template_id: string,
    more: object = {},
    call?: Call,
  ): Promise<MappingJson> {
    return this.post('/api/print/mappings', { document_type, report_template_id, ...more }, call);
  }

  /** Forgets every mapping, of whomever. */
  async clear(): Promise<void> {
    this.requests.length = 0;
    await this.report.database.asSystem((tx) => tx.tb_print_template_mapping.deleteMany({}));
  }

  async defaults(document_type: string): Promise<string[]> {
    const rows = await this.report.database.asSystem((tx) =>
      tx.tb_print_template_mapping.findMany({ where: { document_type, is_default: true, deleted_at: null } }),
    );
    return rows.map(({ id }) => id);
  }
}

/** Orders A and B by number; A has an id as well. */
export const ORDER_A = { id: '0199bbbb-0000-7000-8000-00000000000a', no: 'AEG012345' };

function rowsOf({ name, filters }: DatasetRequest): (string | null)[][] {
  const asked = JSON.stringify(filters);
  if (name?.endsWith('.Lines'))
    return asked.includes(ORDER_A.id) ? [[ORDER_A.id, ORDER_A.no, 'Line', '1.00']] : [];
  if (asked.includes(ORDER_A.id) || asked.includes(ORDER_A.no)) {
    return [[ORDER_A.id, ORDER_A.no, 'Chair', '120.50']];
  }
  return asked.includes('B-2') ? [[null, 'B-2', 'Table', '80.00']] : [];
}
