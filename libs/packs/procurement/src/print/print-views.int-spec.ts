import { clonePrepared, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { countVariance } from '../calculations/count-variance.js';
import { toBase } from '../calculations/money.js';
import { breaksRequisitionRule } from '../calculations/requisition-rule.js';
import { seedDemo } from '../demo/index.js';
import { printFiles } from './print-files.js';

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
    clone = await clonePrepared('demo', seedDemo);
    admin = new pg.Client({ connectionString: clone.url });
    reader = new pg.Client({ connectionString: clone.dataUrl });
    await Promise.all([admin.connect(), reader.connect()]);
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

  it.each(printFiles().map((file) => [file.document_type, file] as const))(
    'the layout of %s names columns of its views only',
    async (_, { view, layout: { blocks = [], ...layout } }) => {
      expect(await missingColumns(view, layout)).toEqual([]);
      for (const { columns } of blocks as unknown as readonly { columns: unknown }[]) {
        expect(await missingColumns('v_print_grn_extra_cost', columns)).toEqual([]);
      }
    },
  );

  /** Names of columns in a layout that a view does not have. */
  async function missingColumns(view: string, layout: unknown): Promise<string[]> {
    const { fields } = await reader.query(`SELECT * FROM ${view} LIMIT 0`);
    const known = new Set(fields.map(({ name }) => name));
    const named = JSON.stringify(layout).matchAll(
      /"(?:field|key|number|date|qr|currency)":"([a-z_]+)"|\[([a-z_]+)\]/g,
    );
    return [...named].flatMap(([, field, name]) => field ?? name ?? []).filter((name) => !known.has(name));
  }

  it.each(['po', 'grn', 'cn', 'inv'])(
    'v_print_%s adds up lines, and converts as CA-C6 does',
    async (type) => {
      const { rows } = await reader.query<Record<string, string | null>>(
        `SELECT document_no, document_total, document_base_total, exchange_rate,
         sum(net) AS net, sum(tax) AS tax, sum(total) AS total, document_net, document_tax
       FROM v_print_${type} WHERE status <> 'imported' GROUP BY 1, 2, 3, 4, document_net, document_tax`,
      );
      for (const row of rows) {
        expect([row.document_net, row.document_tax, row.document_total]).toEqual([
          row.net,
          row.tax,
          row.total,
        ]);
        const { document_total, exchange_rate = null, document_base_total } = row;
        const converted = exchange_rate && toBase(document_total ?? 0, exchange_rate).toFixed(2);
        expect(document_base_total).toBe(converted);
      }
      expect(rows.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['ia', 'qty'],
    ['pc', 'variance_qty'],
    ['sc', 'variance_qty'],
  ])('v_print_%s states variances as CA-C9 does', async (type, column) => {
    const { rows } = await reader.query<Record<string, string | null>>(
      `SELECT system_qty, counted_qty, unit_cost, ${column} AS variance, variance_percent, total FROM v_print_${type}`,
    );
    for (const { system_qty, counted_qty, unit_cost, variance, variance_percent, total } of rows) {
      const expected = countVariance(system_qty ?? 0, counted_qty ?? 0, unit_cost ?? 0);
      expect(expected.qty.eq(variance ?? 0)).toBe(true);
      expect(variance_percent).toBe(expected.percent?.toFixed(2) ?? null);
      expect(total).toBe(expected.cost.toFixed(2));
    }
  });

  it('v_print_sr says which lines break the rule, and leaves the figures (CA-C11)', async () => {
    await admin.query('BEGIN');
    await admin.query(
      `UPDATE bu_t01.store_requisition_line SET issued_qty = approved_qty + 1
       WHERE ctid IN (SELECT ctid FROM bu_t01.store_requisition_line LIMIT 1)`,
    );
    const { rows } = await admin.query<{
      requested: string;
      approved: string;
      issued: string;
      is_broken: boolean;
    }>(
      `SELECT requested_qty AS requested, approved_qty AS approved, issued_qty AS issued, is_broken
       FROM bu_t01.v_print_sr`,
    );
    await admin.query('ROLLBACK');
    for (const { is_broken, ...quantities } of rows) {
      expect(is_broken).toBe(breaksRequisitionRule(quantities));
    }
    expect(rows.some(({ is_broken }) => is_broken)).toBe(true);
  });

  it('carries the logo on the first line only', async () => {
    const { rows } = await reader.query<{ logos: string; documents: string }>(
      `SELECT count(property_logo) AS logos, count(DISTINCT document_id) AS documents FROM v_print_po`,
    );
    expect(rows[0]?.logos).toBe(rows[0]?.documents);
  });
});
