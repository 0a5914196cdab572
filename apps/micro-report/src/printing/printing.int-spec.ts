import { ORDER_A, PrintHouse } from '../../test/print-house.js';

const B = 'B-2';

interface PrintEvent {
  readonly facts: unknown;
}

describe('printing', () => {
  let house: PrintHouse;
  let template: string;
  let scoped: string;

  beforeAll(async () => {
    house = await PrintHouse.open();
    const datasets = [
      { name: 'Lines', source_name: 'v_print_po_line', filters: { document_id: '$document_id' } },
    ];
    template = await house.template('Order', { datasets });
    scoped = await house.template('Order for T02');
  });
  afterAll(() => house?.report.close());
  beforeEach(async () => {
    await house.clear();
    await house.mapping('PO', template);
    await house.mapping('PO', scoped, { allow_business_unit: ['T02'] });
  });

  const print = (document: string, body: object = {}, call: object = {}) =>
    house.report.call(`/api/print/PO/${document}`, {
      method: 'POST',
      body: { bu_code: 'T01', ...body },
      ...call,
    });
  const jobs = () =>
    house.report.database.asSystem((tx) => tx.tb_report_job.findMany({ orderBy: { id: 'desc' } }));
  const events = (): Promise<PrintEvent[]> =>
    house.report.database.asSystem((tx) =>
      tx.audit_event.findMany({ where: { action: 'print' }, orderBy: { sequence: 'desc' } }),
    );

  describe('one document', () => {
    it('answers the PDF, named after the document', async () => {
      const answer = await print(ORDER_A.id);
      expect(answer.status).toBe(200);
      expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename=PO-AEG012345.pdf');
      expect(answer.headers.get('content-length')).toBe(String(answer.bytes.length));
    });

    it('asks for its id or its number, in its unit and no other', async () => {
      await print(ORDER_A.id);
      expect(house.requests[0]).toMatchObject({
        bu_codes: ['T01'],
        filters: { OR: [{ document_id: ORDER_A.id }, { document_no: ORDER_A.id }] },
      });
      house.requests.length = 0;
      expect((await print(ORDER_A.no)).status).toBe(200);
      expect(house.requests[0]?.filters).toEqual({ document_no: ORDER_A.no });
    });

    it('CA-JOB-6: writes a completed job and an audit entry, and keeps no file', async () => {
      const answer = await print(ORDER_A.no, { watermark: 'COPY' });
      const id = answer.headers.get('x-job-id') ?? '';
      const [job] = await jobs();
      expect(job).toMatchObject({
        id,
        status: 'completed',
        report_template_id: template,
        bu_codes: ['T01'],
        print: { document_type: 'PO', document_ids: [ORDER_A.no], copies: 1 },
        options: { pdf: { watermark: 'COPY' } },
        file_name: 'PO-AEG012345.pdf',
        file_size: BigInt(answer.bytes.length),
        file_url: null,
        row_count: 1n,
        attempts: 1,
      });
      expect(job?.duration_ms).toBeGreaterThan(0);
      const [event] = await events();
      expect(event).toMatchObject({
        entity_id: id,
        facts: {
          document_type: 'PO',
          documents: [ORDER_A.no],
          bu_code: 'T01',
          copies: 1,
          template_id: template,
        },
      });
      expect(JSON.stringify(event?.facts)).not.toContain('Chair');
      expect((await house.report.call(`/api/reports/jobs/${id}/download`)).status).toBe(404);
    });

    it.each([
      ['is not there', 'nowhere', {}, 404, 'document-not-found'],
      ['is in a unit that nobody has', ORDER_A.no, { bu_code: 'T99' }, 404, 'document-not-found'],
      ['has no unit', ORDER_A.no, { bu_code: undefined }, 400, 'bu-required'],
      [
        'is to be printed by a template of another unit',
        ORDER_A.no,
        { template_id: 'scoped' },
        404,
        'not-found',
      ],
      ['is to be copied endlessly', ORDER_A.no, { copies: 11 }, 422, 'invalid'],
      ['is wished as nobody can', ORDER_A.no, { options: { colour: 'red' } }, 422, 'invalid'],
    ])('that %s is refused, and nothing is written', async (_, document, body, status, code) => {
      const before = [(await jobs()).length, (await events()).length];
      const wish = 'template_id' in body ? { template_id: scoped } : body;
      expect((await print(document, wish)).json()).toMatchObject({ status, code });
      expect([(await jobs()).length, (await events()).length]).toEqual(before);
    });

    it('of an unknown type, or of one without a mapping, is refused', async () => {
      const other = (type: string) =>
        house.report.call(`/api/print/${type}/1`, { method: 'POST', body: { bu_code: 'T01' } });
      expect((await other('XX')).json()).toMatchObject({ status: 400, code: 'document-type-unknown' });
      expect((await other('GRN')).json()).toMatchObject({ status: 404, code: 'no-print-mapping' });
    });

    it('is closed to callers confined to other units', async () => {
      expect((await print(ORDER_A.no, {}, { bus: ['T02'] })).json()).toMatchObject({
        code: 'bu-not-allowed',
      });
      expect((await print(ORDER_A.no, {}, { org: 'GLOBEX' })).status).toBe(404);
    });

    it('may be printed by another of its templates', async () => {
      const answer = await print(ORDER_A.no, { bu_code: 'T02', template_id: scoped });
      expect(answer.status).toBe(200);
      expect((await jobs())[0]?.report_template_id).toBe(scoped);
    });

    it('may have a password, which nobody keeps', async () => {
      const options = { pdf: { password: 'open sesame' } };
      const answer = await print(ORDER_A.no, { options });
      expect(answer.status).toBe(200);
      expect(JSON.stringify((await jobs())[0]?.options)).toBe('{"pdf":{}}');
      const batch = await house.report.call('/api/print/PO/batch', {
        method: 'POST',
        body: { bu_code: 'T01', document_ids: [ORDER_A.no], options },
      });
      expect(batch.json()).toMatchObject({ status: 422, errors: [{ pointer: '/options/pdf/password' }] });
      expect(batch.text).not.toContain('sesame');
    });

    it('tells what micro-data refuses, and when it is away', async () => {
      const usual = house.report.microData.handle.bind(house.report.microData);
      const answering = (status: number, body: object) => {
        house.report.microData.handle = (_request, _body, response) =>
          response
            .writeHead(status, { 'content-type': 'application/problem+json' })
            .end(JSON.stringify(body));
      };
      answering(409, { code: 'binding-drift', detail: 'view "v_print_po" is gone' });
      expect((await print(ORDER_A.no)).json()).toMatchObject({
        status: 422,
        code: 'print-failed',
        reason: 'binding-drift',
      });
      answering(503, { code: 'source-unavailable', detail: 'down' });
      expect((await print(ORDER_A.no)).status).toBe(503);
      house.report.microData.handle = usual;
    });
  });

  describe('many documents', () => {
    const batch = (body: object, call: object = {}) =>
      house.report.call('/api/print/PO/batch', {
        method: 'POST',
        body: { bu_code: 'T01', ...body },
        ...call,
      });

    it('are one job of the queue, in the order given', async () => {
      const answer = await batch({ document_ids: [B, ORDER_A.no, B], copies: 2, watermark: 'COPY' });
      expect(answer.status).toBe(202);
      expect(answer.json()).toMatchObject({
        status: 'queued',
        format: 'pdf',
        print: { document_type: 'PO', document_ids: [B, ORDER_A.no, B], copies: 2 },
        options: { pdf: { watermark: 'COPY' } },
      });
      expect(answer.headers.get('location')).toBe(
        `/api/reports/jobs/${(answer.json() as { id: string }).id}`,
      );
    });

    it('are accepted once for the same Idempotency-Key', async () => {
      const call = { headers: { 'idempotency-key': 'batch-1' } };
      const [first, second] = [
        await batch({ document_ids: [B] }, call),
        await batch({ document_ids: [B] }, call),
      ];
      expect(second.json()).toEqual(first.json());
    });

    it.each([
      ['none', { document_ids: [] }, 422, 'invalid'],
      ['too many', { document_ids: Array.from({ length: 501 }, String) }, 422, 'invalid'],
      ['no unit', { document_ids: [B], bu_code: '' }, 400, 'bu-required'],
      ['a unit that is not there', { document_ids: [B], bu_code: 'T99' }, 404, 'not-found'],
    ])('are refused with %s', async (_, body, status, code) => {
      expect((await batch(body)).json()).toMatchObject({ status, code });
    });

    it('are printed again by a new job, with today’s mappings', async () => {
      const { id } = (await batch({ document_ids: [B, ORDER_A.no] })).json() as { id: string };
      const rerun = () => house.report.call(`/api/reports/jobs/${id}/rerun`, { method: 'POST' });
      expect((await rerun()).json()).toMatchObject({
        rerun_of: id,
        print: { document_ids: [B, ORDER_A.no] },
      });
      await house.clear();
      expect((await rerun()).status).toBe(404);
    });
  });
});
