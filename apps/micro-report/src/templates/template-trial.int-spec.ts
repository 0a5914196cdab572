import type { IncomingMessage } from 'node:http';
import { FRAME, jsonFrame, rowFrame, type DatasetRequest } from '@galley/dataset';
import { startReportApp, type ReportApp } from '../../test/report-app.js';
import { TemplatesModule } from './templates.module.js';

const PATH = '/api/reports/templates';
const COLUMNS = [
  { name: 'bu_code', label: 'Unit', type: 'string', format: null, role: 'dimension' },
  { name: 'total', label: 'Total', type: 'decimal', scale: 2, format: 'money', role: 'measure' },
];

interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('a template before it is run', () => {
  let report: ReportApp;
  let id: string;
  let asked: Asked[];

  beforeAll(async () => {
    report = await startReportApp([TemplatesModule]);
    const fields = [
      { name: 'date_from', label: 'From', type: 'date', required: true, default: 'start_of_month' },
      {
        name: 'vendor',
        label: 'Vendor',
        type: 'lookup',
        lookup: { source: 'p.vendors', field: 'code', label: 'name' },
      },
    ];
    const body = {
      name: 'Å "orders"',
      source_name: 'v_order',
      dialog: { fields },
      deny_business_unit: ['T03'],
      default_format: 'csv',
    };
    const answer = await report.call(PATH, { method: 'POST', body });
    id = (answer.json() as { id: string }).id;
  });
  afterAll(() => report?.close());
  beforeEach(() => {
    asked = [];
  });

  /** micro-data answers with this status and body. */
  function answerWith(status: number, answer: string | Buffer): void {
    report.microData.handle = (request, body, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers, body });
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
    };
  }

  const post = (path: string, body: object = {}) =>
    report.call(`${PATH}/${id}/${path}`, { method: 'POST', body });

  describe('shows its dialog', () => {
    it('with defaults resolved now, in the zone of the organization', async () => {
      const answer = await report.call(`${PATH}/${id}/dialog`);
      const bangkok = new Date(Date.now() + 7 * 3_600_000).toISOString();
      expect(answer.json()).toEqual({
        fields: [
          expect.objectContaining({
            name: 'date_from',
            label: 'From',
            type: 'date',
            required: true,
            default: `${bangkok.slice(0, 8)}01`,
          }),
          expect.objectContaining({
            name: 'vendor',
            default: null,
            lookup: {
              source: 'p.vendors',
              field: 'code',
              label: 'name',
              url: '/api/datasets/lookups/p.vendors?field=code&label=name',
            },
          }),
        ],
      });
    });
  });

  describe('is checked', () => {
    it('against the data behind it and for what its layout uses', async () => {
      answerWith(200, JSON.stringify({ ok: true, problems: [] }));
      const answer = await post('check');
      expect(answer.json()).toEqual({
        ok: true,
        binding: { ok: true, problems: [] },
        layout: { ok: true, kind: 'auto', unsupported: [], problems: [] },
      });
      expect(asked[0]?.url).toBe(`/api/datasets/sources/template.${id}/check`);
      expect(asked[0]?.headers).toMatchObject({
        authorization: expect.stringMatching(/^Bearer /),
        'x-request-id': answer.headers.get('x-request-id'),
      });
    });

    it('and tells what drifted, in which business unit', async () => {
      const problems = [{ code: 'binding-drift', detail: 'view "v_order" is gone', bu_code: 'T02' }];
      answerWith(200, JSON.stringify({ ok: false, problems }));
      expect((await post('check')).json()).toMatchObject({ ok: false, binding: { ok: false, problems } });
      answerWith(404, JSON.stringify({ code: 'source-not-found', detail: 'No such source' }));
      expect((await post('check')).json()).toMatchObject({
        ok: false,
        binding: { problems: [{ code: 'source-not-found', detail: 'No such source', bu_code: null }] },
      });
    });

    it('only while micro-data answers', async () => {
      answerWith(500, '{}');
      expect((await post('check')).status).toBe(503);
      answerWith(200, 'not json');
      expect((await post('check')).status).toBe(503);
    });
  });

  describe('is previewed', () => {
    const row = rowFrame(['T01', '12.50']);
    const trailer = {
      totals: {},
      groups: [],
      summary: {
        source: 's',
        row_count: 1,
        bu_codes: ['T01'],
        units: [],
        filters: {},
        params: {},
        ignored_filters: [],
        executed_at: '2026-07-01T00:00:00.000Z',
        duration_ms: 1,
        timezone: 'UTC',
        truncated: true,
        fingerprint: 'sha256:00',
        warnings: [],
      },
    };
    const dataset = Buffer.concat([
      jsonFrame(FRAME.header, { columns: COLUMNS }),
      row,
      jsonFrame(FRAME.trailer, trailer),
    ]);

    it('as the file itself, made of the first rows', async () => {
      answerWith(200, dataset);
      const answer = await post('preview', {
        bu_codes: ['T01'],
        rows: 3,
        filters: { date_from: '2026-06-01' },
      });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('text/csv'),
      ]);
      expect(answer.text).toContain('12.50');
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="? orders .csv"; filename*=UTF-8''%C3%85%20orders%20.csv`,
      );
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
      expect(JSON.parse(asked[0]?.body ?? '') as DatasetRequest).toMatchObject({
        name: `template.${id}`,
        bu_codes: ['T01'],
        filters: { date_from: '2026-06-01' },
        limit: 3,
        timezone: 'Asia/Bangkok',
      });
    });

    it.each([
      ['an unknown format', { bu_codes: ['T01'], format: 'gif' }, 422, 'invalid'],
      ['too many rows', { bu_codes: ['T01'], rows: 201 }, 422, 'invalid'],
      ['a required field left empty', { bu_codes: ['T01'], filters: { date_from: '' } }, 422, 'invalid'],
      ['an unknown option', { bu_codes: ['T01'], options: { colour: 'red' } }, 422, 'invalid'],
      ['no business unit', {}, 400, 'bu-required'],
      ['a unit it is not for', { bu_codes: ['T03'] }, 404, 'not-found'],
      ['a unit it is not for, among others', { bu_codes: ['T01', 'T03'] }, 403, 'bu-not-allowed'],
    ])('not with %s', async (_, body, status, code) => {
      const answer = await post('preview', body);
      expect([answer.status, answer.json()]).toEqual([status, expect.objectContaining({ code })]);
    });

    it('not when micro-data refuses or is away', async () => {
      answerWith(409, JSON.stringify({ code: 'binding-drift', detail: 'The view is gone.' }));
      const refused = await post('preview', { bu_codes: ['T01'] });
      expect([refused.status, refused.json()]).toEqual([
        422,
        expect.objectContaining({
          code: 'preview-failed',
          reason: 'binding-drift',
          detail: 'The view is gone.',
        }),
      ]);
      answerWith(503, '{}');
      expect((await post('preview', { bu_codes: ['T01'] })).status).toBe(503);
      answerWith(200, dataset.subarray(0, dataset.length - 30));
      expect((await post('preview', { bu_codes: ['T01'] })).status).toBe(503);
    });
  });
});
