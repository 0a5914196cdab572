import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { seedDemo } from '../demo/index.js';

const VIEWS: Readonly<Record<string, string>> = {
  pr: 'purchase_request',
  po: 'purchase_order',
  grn: 'goods_receipt',
  sr: 'store_requisition',
  cn: 'credit_note',
  ia: 'inventory_adjustment',
  pc: 'physical_count',
  sc: 'spot_count',
  rfq: 'rfq',
  inv: 'vendor_invoice',
};
const types = Object.keys(VIEWS);

describe('the print views', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let reader: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    reader = new pg.Client({ connectionString: clone.dataUrl });
    await Promise.all([admin.connect(), reader.connect()]);
    await seedDemo(admin);
    await reader.query('SET search_path TO bu_t01');
  });
  afterAll(async () => {
    await Promise.all([admin.end(), reader.end()]);
    await clone.drop();
  });

  it.each(types)('v_print_%s has every line of every document', async (type) => {
    const table = VIEWS[type] ?? '';
    const { rows } = await reader.query<{ shown: string; kept: string }>(
      `SELECT (SELECT count(*) FROM v_print_${type}) AS shown, (SELECT count(*) FROM ${table}_line) AS kept`,
    );
    expect(rows[0]?.shown).toBe(rows[0]?.kept);
    expect(Number(rows[0]?.shown)).toBeGreaterThan(0);
  });

  it.each(types)(
    'v_print_%s finds a document by its key and by its number, through indexes',
    async (type) => {
      const { rows } = await reader.query<{ document_id: string; document_no: string }>(
        `SELECT document_id, document_no FROM v_print_${type} ORDER BY document_no LIMIT 1`,
      );
      const { document_id = '', document_no = '' } = rows[0] ?? {};
      const query = `SELECT * FROM v_print_${type} WHERE document_id = $1 OR document_no = $1 ORDER BY line_no`;
      const byId = await reader.query(query, [document_id]);
      const byNo = await reader.query(query, [document_no]);
      expect(byNo.rows).toEqual(byId.rows);
      await reader.query('BEGIN; SET LOCAL enable_seqscan = off');
      const plan = await reader.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN ${query.replaceAll('$1', pg.escapeLiteral(document_id))}`,
      );
      await reader.query('ROLLBACK');
      // What stays a sequential scan has no index that helps.
      const table = VIEWS[type] ?? '';
      expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(
        new RegExp(`Seq Scan on (${table}|${table}_line|imported_document(_line)?) `),
      );
    },
  );
});
