import { quoteIdent } from '@galley/dataset';
import { readDialog } from '@galley/template';
import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { procurementBuilders } from './data/index.js';
import { demoUnits, rivalUnit, seedDemo, seedRival } from './demo/index.js';
import {
  lookupSources,
  seedStandardTemplates,
  standardTemplates,
  type StandardTemplate,
} from './report/index.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Arguments that leave nothing out, by the filter that fills them. */
const everything: Readonly<Record<string, unknown>> = {
  date_from: '2026-01-01',
  date_to: '2026-12-31',
  vendor_ids: null,
  product_ids: null,
  location_ids: null,
  category_ids: null,
  as_of: null,
  department_ids: null,
  period: null,
  periods: null,
  idle_days: 45,
  within_days: 30,
  top: 20,
};

/** Columns that say nothing where there is nothing to say: no end, no lot, nothing yet, nothing to divide by. */
const unknown = new Set(
  `valid_to lot_no expiry_date shelf_life_days last_paid last_received last_taken last_count started_at finished_at hours
   on_time_percent average_delay_days price_variance_percent credited_percent variance_percent used_percent explained_percent
   unit_cost document_no value`.split(/\s+/),
);

describe('the procurement SQL', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  /** As micro-data reads: the read-only role. */
  let reader: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    reader = new pg.Client({ connectionString: clone.dataUrl });
    await Promise.all([admin.connect(), reader.connect()]);
    await seedDemo(admin);
    await seedRival(admin);
    await seedStandardTemplates(admin);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), reader.end()]);
    await clone.drop();
  });

  /** Rows of a template's source in one schema, and their column names; read only, as in production. */
  async function read(
    schema: string,
    { template }: StandardTemplate,
  ): Promise<{ columns: string[]; rows: Rows }> {
    const { source_type, source_name, builder_key, source_params } = template;
    const values = source_params.params.map(({ filter }) => everything[filter]);
    const marks = values.map((_, index) => `$${index + 1}`).join(', ');
    const queries: Readonly<Record<typeof source_type, () => pg.QueryConfig>> = {
      view: () => ({ text: `SELECT * FROM ${source_name}` }),
      function: () => ({ text: `SELECT * FROM ${source_name}(${marks})`, values }),
      procedure: () => ({ text: 'FETCH ALL FROM rs' }),
      builder: () => built(schema, builder_key),
    };
    await reader.query('BEGIN READ ONLY');
    try {
      await reader.query(`SET LOCAL search_path TO ${quoteIdent(schema)}`);
      if (source_type === 'procedure') await reader.query(`CALL ${source_name}(${marks}, 'rs')`, values);
      const result = await reader.query(queries[source_type]());
      return { columns: result.fields.map(({ name }) => name), rows: result.rows as Rows };
    } finally {
      await reader.query('ROLLBACK');
    }
  }

  function built(schema: string, key: string | null): pg.QueryConfig {
    const builder = procurementBuilders.find((one) => one.key === key);
    if (!builder) throw new Error(`no builder ${key}`);
    const params = Object.fromEntries(builder.params.map(({ name }) => [name, everything[name] as string]));
    const { text, values } = builder.build({ schema, organization_id: '', params, timezone: 'UTC' });
    return { text: `SELECT * FROM (${text}) AS source`, values: [...values] };
  }

  const unitNames = demoUnits.map(({ schema }) => schema);
  const cases = standardTemplates().map((standard) => [standard.template.name, standard] as const);

  it.each(cases)('%s has rows in every unit, and the columns its template names', async (_, standard) => {
    for (const schema of unitNames) {
      const { columns, rows } = await read(schema, standard);
      expect(rows.length).toBeGreaterThan(2);
      const options = standard.template.default_options as {
        columns?: string[];
        totals?: { column: string }[];
      };
      for (const column of options.columns ?? []) expect(columns).toContain(column);
      for (const { column } of options.totals ?? []) expect(columns).toContain(column);
      if (standard.source.columns) expect(standard.source.columns.map(({ name }) => name)).toEqual(columns);
    }
  });

  it.each(cases)('%s is blank only where something is not known', async (_, standard) => {
    for (const schema of unitNames) {
      const { rows } = await read(schema, standard);
      const blank = new Set(rows.flatMap((row) => Object.keys(row).filter((name) => row[name] === null)));
      expect([...blank].filter((name) => !unknown.has(name))).toEqual([]);
    }
  });

  it.each(cases)('%s keeps to its own unit', async (_, standard) => {
    for (const schema of unitNames)
      expect(JSON.stringify(await read(schema, standard))).not.toContain('RIVAL');
    expect((await read(rivalUnit.schema, standard)).rows.length).toBeGreaterThan(0);
  });

  it.each(cases)('%s filters by columns that are there, and looks up in such', async (_, standard) => {
    const { fields } = readDialog(standard.template.dialog);
    const lookups = fields.flatMap(({ lookup }) => {
      const source = lookupSources.find(({ name }) => name === lookup?.source);
      return [lookup?.field, lookup?.label].map((column) => column && `${source?.source_name}.${column}`);
    });
    const filters = fields.map(({ column, name }) => `${standard.template.source_name}.${column ?? name}`);
    const wanted = [...lookups, ...(standard.template.source_type === 'view' ? filters : [])].filter(Boolean);
    const { rows } = await admin.query<{ missing: string }>(
      `SELECT w AS missing FROM unnest($1::text[]) w
       WHERE w NOT IN (SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'bu_t01')`,
      [wanted],
    );
    expect(rows).toEqual([]);
  });

  it('gives the demo organization days before months, as Thailand reads them', async () => {
    const { rows } = await admin.query(`SELECT locale FROM platform.organization WHERE code = 'demo'`);
    expect(rows).toEqual([{ locale: 'en-GB' }]);
  });

  it('labels every column of a view that a report reads', async () => {
    const { rows } = await admin.query<{ missing: string }>(
      `SELECT c.relname || '.' || a.attname AS missing
       FROM platform.tb_dataset_source s
       JOIN pg_class c ON c.relname = s.source_name AND c.relnamespace = 'bu_t01'::regnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE s.source_type = 'view' AND s.name NOT LIKE '%.print%' AND col_description(c.oid, a.attnum) IS NULL`,
    );
    expect(rows).toEqual([]);
  });

  it('shows the same stock on the card as on hand, in quantity and in value', async () => {
    for (const schema of unitNames) {
      const { rows } = await admin.query(
        `SELECT location_code, product_code FROM (
           SELECT DISTINCT ON (location_code, product_code) location_code, product_code, balance_qty, balance_value
           FROM ${schema}.fn_stock_card('2026-05-10', '2026-12-31')
           ORDER BY location_code, product_code, line_no DESC) card
         FULL JOIN ${schema}.v_stock_on_hand s USING (location_code, product_code)
         WHERE coalesce(balance_qty, 0) <> coalesce(s.qty, 0) OR coalesce(balance_value, 0) <> coalesce(s.value, 0)`,
      );
      expect(rows).toEqual([]);
    }
  });

  it('adds up to the same money in the order list as in its lines', async () => {
    const { rows } = await admin.query(
      `SELECT (SELECT sum(total) FROM bu_t01.v_purchase_order_list) = (SELECT sum(total) FROM bu_t01.v_purchase_order_detail) AS is_same`,
    );
    expect(rows).toEqual([{ is_same: true }]);
  });

  it('shares the spend of a unit out to a hundred percent', async () => {
    const { text, values } = built('bu_t01', 'procurement.vendor_spend');
    const { rows } = await admin.query(`SELECT round(sum(share)) AS shares FROM (${text}) AS spend`, values);
    expect(rows).toEqual([{ shares: '100' }]);
  });

  it('leaves everything as it is when it runs again', async () => {
    const state = async (): Promise<unknown> =>
      (
        await admin.query(
          `SELECT (SELECT json_agg(t ORDER BY id) FROM platform.tb_report_template t) AS templates,
                  (SELECT json_agg(v ORDER BY id) FROM platform.tb_report_template_version v) AS versions,
                  (SELECT json_agg(s ORDER BY id) FROM platform.tb_dataset_source s) AS sources,
                  (SELECT json_agg(u ORDER BY id) FROM platform.business_unit u) AS units,
                  (SELECT json_agg(c.oid ORDER BY c.oid) FROM pg_class c WHERE relname = 'purchase_order') AS tables`,
        )
      ).rows[0];
    const before = await state();
    await seedDemo(admin);
    await seedRival(admin);
    await seedStandardTemplates(admin);
    expect(await state()).toEqual(before);
  });

  it('brings an unedited template up to date and leaves an edited one alone', async () => {
    await admin.query(
      `UPDATE platform.tb_report_template SET description = 'old' WHERE report_type = 'stock_card'`,
    );
    await admin.query(
      `UPDATE platform.tb_report_template SET description = 'mine', updated_by_id = gen_random_uuid() WHERE report_type = 'top_purchasing'`,
    );
    await seedStandardTemplates(admin);
    const { rows } = await admin.query(
      `SELECT t.report_type, t.description = v.snapshot ->> 'description' AS is_pack, t.version
       FROM platform.tb_report_template t
       JOIN platform.tb_report_template_version v ON v.template_id = t.id AND v.version = t.version
       WHERE report_type IN ('stock_card', 'top_purchasing') ORDER BY 1`,
    );
    expect(rows).toEqual([
      { report_type: 'stock_card', is_pack: true, version: 2 },
      { report_type: 'top_purchasing', is_pack: false, version: 1 },
    ]);
  });

  it('never replaces a schema that is not its own', async () => {
    await admin.query(`COMMENT ON SCHEMA bu_r01 IS 'somebody else'`);
    await expect(seedRival(admin)).rejects.toThrow('bu_r01 exists and is not the demo');
    await expect(admin.query('SELECT 1 FROM bu_r01.vendor LIMIT 1')).resolves.toMatchObject({ rowCount: 1 });
  });
});
