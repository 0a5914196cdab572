import { readFile } from 'node:fs/promises';
import { applySchemaObjects } from '@galley/pack-procurement/data';
import type { ImportResult } from '../src/imports/http/import-resources.js';
import { DataService, type HttpAnswer, type TokenWishes } from './support/data-service.js';

type Body = ImportResult & { readonly code: string; readonly detail: string };

const SAMPLES = [
  ['UBL-Order-2.0-Example', 'PO', 'v_print_po'],
  ['UBL-Order-2.1-Example', 'PO', 'v_print_po'],
  ['UBL-RequestForQuotation-2.1-Example', 'RFQ', 'v_print_rfq'],
  ['UBL-ReceiptAdvice-2.0-Example', 'GRN', 'v_print_grn'],
  ['UBL-CreditNote-2.0-Example', 'CN', 'v_print_cn'],
  ['UBL-Invoice-2.0-Example', 'INV', 'v_print_inv'],
  ['UBL-Invoice-2.1-Example-Trivial', 'INV', 'v_print_inv'],
] as const;

describe('the import of UBL documents', () => {
  let service: DataService;

  beforeAll(async () => {
    service = await DataService.start();
    for (const schema of ['bu_a', 'bu_b']) {
      await service.admin.query(`begin; create schema ${schema}`);
      await applySchemaObjects(service.admin, schema);
      await service.admin.query(
        `insert into ${schema}.property (code, name, base_currency, timezone, legal_name, tax_id, address, phone, email)
         values ('A', 'House A', 'THB', 'Asia/Bangkok', 'House A Ltd', '1', 'Street', '2', 'a@example.com')`,
      );
      await service.admin.query('commit');
    }
    await service.admin.query('create schema bu_bare');
    await service.organization('demo', [
      { code: 'A', schema: 'bu_a' },
      { code: 'BARE', schema: 'bu_bare' },
    ]);
    await service.organization('rival', [{ code: 'R', schema: 'bu_b' }]);
  }, 180_000);
  afterAll(() => service.stop());

  const sample = (name: string): Promise<string> =>
    readFile(new URL(`./fixtures/ubl/${name}.xml`, import.meta.url), 'utf8');

  function upload(
    xml: string,
    query = 'bu_code=A',
    token: TokenWishes = {},
    media = 'application/xml',
  ): Promise<HttpAnswer<Body>> {
    return service.json<Body>('POST', `/api/imports/ubl-document?${query}`, {
      body: xml,
      headers: { 'content-type': media },
      token,
    });
  }

  async function count(schema = 'bu_a'): Promise<number> {
    const { rows } = await service.admin.query<{ n: number }>(
      `select count(*)::int as n from ${schema}.imported_document`,
    );
    return rows[0]?.n ?? 0;
  }

  it.each(SAMPLES)('takes over %s as %s, where its print view finds it', async (file, type, view) => {
    const answer = await upload(await sample(file));
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejected: 0, errors: [] } });
    const [document] = answer.body.documents;
    expect(document?.document_type).toBe(type);
    const { rows } = await service.admin.query(
      `select line_no from bu_a.${view} where document_id = $1 or document_no = $2`,
      [document?.document_id, document?.document_no],
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  it('keeps digits as they were stated', async () => {
    await upload(await sample('UBL-Order-2.1-Example'));
    const { rows } = await service.admin.query<Record<string, string>>(
      `select document_total::text, net::text, line_stated, stated from bu_a.v_print_po where document_no = '34' order by line_no`,
    );
    expect(rows).toEqual([
      expect.objectContaining({ document_total: '6225', net: '6000', line_stated: '120 LTR × 50 = 6000' }),
      expect.objectContaining({ document_total: '6225', net: '225', line_stated: '15 C62 × 15 = 225' }),
    ]);
  });

  it('replaces the same document under the same id, also when it comes twice at once', async () => {
    const xml = await sample('UBL-Invoice-2.0-Example');
    const first = await upload(xml);
    const before = await count();
    const [left, right] = await Promise.all([upload(xml), upload(xml)]);
    const ids = [first, left, right].map(({ body }) => body.documents[0]?.document_id);
    expect(new Set(ids).size).toBe(1);
    expect(await count()).toBe(before);
  });

  it('reads and checks on a dry run, and writes nothing', async () => {
    const before = await count();
    const xml = (await sample('UBL-Order-2.0-Example')).replace('AEG012345', 'DRY1');
    const answer = await upload(xml, 'bu_code=A&dry_run=true');
    expect(answer.body).toEqual({
      accepted: 1,
      rejected: 0,
      errors: [],
      documents: [
        {
          document_type: 'PO',
          document_no: 'DRY1',
          document_id: null,
          warnings: ['Line 1: 100 × 100.00 is 10000, stated is 100.00.'],
        },
      ],
    });
    const faulty = await upload('<a/>', 'bu_code=A&dry_run=true');
    expect(faulty).toMatchObject({ status: 200, body: { accepted: 0, rejected: 1 } });
    expect(await count()).toBe(before);
  });

  it('is audited, without a cell of it', async () => {
    await upload(await sample('UBL-CreditNote-2.0-Example'));
    const { rows } = await service.admin.query(
      `select action, entity_type, facts from platform.audit_event order by sequence desc limit 1`,
    );
    expect(rows[0]).toEqual({
      action: 'import',
      entity_type: 'ubl-document',
      facts: { entity: 'ubl-document', bu_code: 'A', records: 1, document_types: ['CN'], warnings: 1 },
    });
  });

  it('refuses what it cannot take over, with line and reason, and writes nothing', async () => {
    const before = await count();
    const xml = (await sample('UBL-Order-2.0-Example')).replace('>100.00<', '>a lot<');
    const answer = await upload(xml);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'import-rejected',
        accepted: 0,
        rejected: 1,
        errors: [{ detail: expect.stringMatching(/no number/) as string }],
      },
    });
    const entities = await upload('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>');
    expect(entities).toMatchObject({ status: 422, body: { code: 'import-rejected', errors: [{ line: 1 }] } });
    expect(await count()).toBe(before);
  });

  it.each<[string, number, string, string, TokenWishes, string]>([
    ['without a business unit', 400, 'bu-required', '', {}, 'application/xml'],
    ["another organization's unit", 404, 'bu-not-found', 'bu_code=R', {}, 'application/xml'],
    ['a unit the caller is not confined to', 403, 'bu-not-allowed', 'bu_code=A', { bus: ['B'] }, 'text/xml'],
    ['a member', 403, 'forbidden', 'bu_code=A', { roles: ['member'] }, 'application/xml'],
    ['a schema without the function', 409, 'import-not-installed', 'bu_code=BARE', {}, 'application/xml'],
    ['JSON', 415, 'unsupported-media-type', 'bu_code=A', {}, 'application/json'],
  ])('refuses %s', async (_, status, code, query, token, media) => {
    const xml = media === 'application/json' ? '{}' : await sample('UBL-Order-2.0-Example');
    const before = [await count(), await count('bu_b')];
    expect(await upload(xml, query, token, media)).toMatchObject({ status, body: { code } });
    expect([await count(), await count('bu_b')]).toEqual(before);
  });

  it('takes no more than 5 MB', async () => {
    const large = await upload(`<a>${'x'.repeat(5_300_000)}</a>`);
    expect(large.status).toBe(413);
  });

  it('is the only way to write for the role that reads reports', async () => {
    const { default: pg } = await import('pg');
    const reader = new pg.Client({ connectionString: service.database.dataUrl });
    await reader.connect();
    await reader.query('begin read write');
    await expect(reader.query('delete from bu_a.imported_document')).rejects.toMatchObject({ code: '42501' });
    await reader.query('rollback; begin read only');
    await expect(
      reader.query(
        `select bu_a.import_document('{"document_type":"PO","document_no":"1","seller_key":"x","origin":"y"}')`,
      ),
    ).rejects.toMatchObject({ code: '25006' });
    await reader.end();
  });
});
