import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FRAME, jsonFrame, rowFrame, type DatasetRequest } from '@galley/dataset';

const COLUMNS = [
  { name: 'sku', label: 'SKU', type: 'string', format: null, role: 'dimension' },
  { name: 'value', label: 'Value', type: 'decimal', scale: 2, format: null, role: 'measure' },
];

/**
 * micro-data as far as a run sees it; the source's name says how it behaves:
 * `rows` answers ten rows, `slow` a row every 20 ms for 5 s, `slow-ish` the same for 0.2 s, `hang` a header and then nothing, `cut` breaks off,
 * `refuse` answers 422, `down` 503 until `repair()`.
 */
export class FakeMicroData {
  readonly requests: DatasetRequest[] = [];
  /** Streams that the client gave up. */
  abandoned = 0;
  isDown = true;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.keepAliveTimeout = 60_000;
  }

  static async start(): Promise<FakeMicroData> {
    const fake = new FakeMicroData();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  repair(): void {
    this.isDown = false;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as DatasetRequest;
    this.requests.push(body);
    response.on('close', () => {
      if (!response.writableEnded) this.abandoned += 1;
    });
    const source = body.builder_key?.replace('test.', '') ?? 'rows';
    if (source === 'refuse') return problem(response, 422, 'unknown-filter', 'There is no column "colour".');
    if (source === 'down' && this.isDown)
      return problem(response, 503, 'source-unavailable', 'The database is down.');
    response.writeHead(200, { 'content-type': 'application/vnd.galley.rows' });
    response.write(jsonFrame(FRAME.header, { columns: COLUMNS }));
    if (source === 'hang') return;
    const isSlow = source.startsWith('slow');
    const rows = source === 'slow' ? 250 : 10;
    for (let row = 0; row < rows && !response.destroyed; row++) {
      response.write(rowFrame([`A-${row}`, '1.50']));
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (source === 'cut') {
      // What was written must have left before the connection goes.
      await new Promise((resolve) => setTimeout(resolve, 50));
      return void response.destroy();
    }
    response.end(jsonFrame(FRAME.trailer, trailerOf(body, rows)));
  }
}

function problem(response: ServerResponse, status: number, code: string, detail: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `/problems/${code}`, status, code, detail }));
}

/** What ends a dataset of so many rows without totals. */
export function trailerOf(request: DatasetRequest, rows: number) {
  return {
    totals: {},
    groups: [],
    summary: {
      source: request.builder_key ?? request.name,
      row_count: rows,
      bu_codes: request.bu_codes ?? [],
      units: [],
      filters: request.filters ?? {},
      params: {},
      ignored_filters: [],
      executed_at: new Date().toISOString(),
      duration_ms: 1,
      timezone: 'UTC',
      truncated: false,
      fingerprint: 'sha256:fake',
      warnings: [],
    },
  };
}
