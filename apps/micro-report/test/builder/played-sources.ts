import type { IncomingMessage, ServerResponse } from 'node:http';
import { FRAME, jsonFrame, rowFrame, type DatasetRequest } from '@galley/dataset';
import { trailerOf } from '../fake-micro-data.js';
import type { MicroData } from '../report-app.js';

const COLUMNS = [
  { name: 'no', label: 'No.', type: 'string', format: null, role: 'dimension' },
  { name: 'due', label: 'Due', type: 'date', format: null, role: 'dimension' },
  { name: 'total', label: 'Total', type: 'decimal', scale: 2, format: 'money', role: 'measure' },
];
export const ORDERS = {
  id: '0199bbbb-0000-7000-8000-000000000001',
  name: 'shop.orders',
  label: 'Orders',
  source_type: 'view',
  source_name: 'v_orders',
  source_params: { params: [] },
  builder_key: null,
  view_name: null,
  dialog: null,
  columns: [{ name: 'total', label: 'Total', format: 'money' }],
  max_rows: 5000,
  timeout_ms: null,
};
const AGEING = {
  ...ORDERS,
  name: 'shop.ageing',
  source_type: 'builder',
  source_name: null,
  builder_key: 'shop.age',
};
const SOURCES = [ORDERS, AGEING];

/** One call as it came in. */
export interface Asked {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** micro-data with two sources, one row in each; unit T02 lacks their objects, and NONE is no unit. Calls go into `asked`. */
export function playSources(asked: Asked[]): MicroData['handle'] {
  return (request, body, response) => {
    const url = new URL(request.url ?? '', 'http://micro-data');
    asked.push({ url, headers: request.headers, body });
    const json = (status: number, answer: object) => response.writeHead(status).end(JSON.stringify(answer));
    if (url.pathname === '/api/datasets/execute')
      return answerRows(JSON.parse(body) as DatasetRequest, response);
    const [, , , , name = '', part] = decodeURIComponent(url.pathname).split('/');
    if (name === '') return json(200, { items: SOURCES, next_cursor: null, total: SOURCES.length });
    const row = SOURCES.find((source) => source.name === name);
    const code = row ? refusalOf(url) : 'source-not-found';
    if (code) return json(code === 'binding-drift' ? 409 : 404, { code, detail: `${code} of ${name}` });
    if (part !== 'describe') return json(200, row ?? {});
    return json(200, { name, source_type: row?.source_type, bu_code: 'T01', columns: COLUMNS, params: [] });
  };
}

function refusalOf({ searchParams }: URL): string | null {
  const unit = searchParams.get('bu_code');
  if (unit === 'T02') return 'binding-drift';
  return unit === 'NONE' ? 'bu-not-found' : null;
}

function answerRows(request: DatasetRequest, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
  response.write(jsonFrame(FRAME.header, { columns: [COLUMNS[0], COLUMNS[2]] }));
  response.write(rowFrame(['A-1', '12.50']));
  const totals = { total: '12.50' };
  response.end(jsonFrame(FRAME.trailer, { ...trailerOf(request, 1), ...(request.totals && { totals }) }));
}
