import { clonePrepared, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { procurementBuilders } from './data/index.js';
import { demoUnits, seedDemo } from './demo/index.js';
import { ALL, figureRules } from './testing/figure-rules.js';

describe('the figures of the catalogue', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let reader: pg.Client;

  beforeAll(async () => {
    clone = await clonePrepared('demo', seedDemo);
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    reader = new pg.Client({ connectionString: clone.dataUrl });
    await reader.connect();
  });
  afterAll(async () => {
    await Promise.all([admin.end(), reader.end()]);
    await clone.drop();
  });

  async function rowsOf(
    schema: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Record<string, string>[]> {
    await reader.query(`SET search_path TO ${schema}`);
    return (await reader.query<Record<string, string>>(text, values)).rows;
  }

  describe.each(demoUnits.map(({ code, schema }) => [code, schema]))('of %s', (_, schema) => {
    it.each(figureRules)('%s', async (__, offences) => {
      expect(await rowsOf(schema, offences)).toEqual([]);
    });

    it('top purchasing has all of the spend when it is long enough, in order and to a hundred percent', async () => {
      await reader.query('BEGIN READ ONLY');
      await reader.query(`SET LOCAL search_path TO ${schema}`);
      await reader.query(`CALL sp_top_purchasing(${ALL}, 1000, 'rs')`);
      const { rows } = await reader.query<{ amount: string; cumulative_share: string }>('FETCH ALL FROM rs');
      await reader.query('COMMIT');
      const amounts = rows.map(({ amount }) => Number(amount));
      expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
      expect(rows.at(-1)?.cumulative_share).toBe('100.00');
      const [received] = await rowsOf(schema, 'SELECT sum(base_net)::float8 AS net FROM v_receiving_detail');
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(Number(received?.net), 2);
    });

    it('vendor spend is receipts less credit notes', async () => {
      const spend = procurementBuilders.find(({ key }) => key === 'procurement.vendor_spend');
      const params = { date_from: '2026-01-01', date_to: '2026-12-31', category_ids: null };
      const { text, values } = spend?.build({ schema, organization_id: '', params, timezone: 'UTC' }) ?? {
        text: '',
        values: [],
      };
      const [offence] = await rowsOf(
        schema,
        `SELECT sum(received_net) = (SELECT sum(base_net) FROM v_receiving_detail) AS is_received,
           sum(credited_net) = (SELECT sum(base_net) FROM v_credit_note_detail) AS is_credited FROM (${text}) s`,
        [...values],
      );
      expect(offence).toEqual({ is_received: true, is_credited: true });
    });

    it('menu engineering shares out a hundred percent of every course and names each class by its two marks', async () => {
      await reader.query('BEGIN READ ONLY');
      await reader.query(`SET LOCAL search_path TO ${schema}`);
      await reader.query(`CALL sp_menu_engineering(${ALL}, NULL, 'rs')`);
      const { rows } = await reader.query<Record<string, string>>('FETCH ALL FROM rs');
      await reader.query('COMMIT');
      const classes: Readonly<Record<string, string>> = {
        'high/high': 'star',
        'high/low': 'plowhorse',
        'low/high': 'puzzle',
        'low/low': 'dog',
      };
      for (const { popularity, profitability, class: name } of rows)
        expect(classes[`${popularity}/${profitability}`]).toBe(name);
      expect(new Set(rows.map((row) => row.class)).size).toBeGreaterThan(2);
      for (const course of new Set(rows.map((row) => row.course))) {
        const mixes = rows
          .filter((row) => row.course === course)
          .map(({ mix_percent }) => Number(mix_percent));
        expect(mixes.reduce((sum, mix) => sum + mix, 0)).toBeCloseTo(100, 0);
      }
      const [sold] = await rowsOf(schema, 'SELECT sum(net)::float8 AS net FROM menu_sale');
      expect(rows.reduce((sum, { sales }) => sum + Number(sales), 0)).toBeCloseTo(Number(sold?.net), 2);
    });

    it('price comparison ranks the best price first and nobody below it', async () => {
      const builder = procurementBuilders.find(({ key }) => key === 'procurement.price_comparison');
      const params = { as_of: '2026-05-15', category_ids: ['WINE'], product_ids: null };
      const { text, values } = builder?.build({ schema, organization_id: '', params, timezone: 'UTC' }) ?? {
        text: '',
        values: [],
      };
      const rows = await rowsOf(schema, text, [...values]);
      expect(rows.length).toBeGreaterThan(20);
      for (const { rank, above_best, category } of rows) {
        expect(category).toBe('Wine');
        expect([rank === '1', Number(above_best)]).toEqual([
          Number(above_best) === 0,
          Math.abs(Number(above_best)),
        ]);
      }
    });
  });

  it('are missed by nobody when one receipt in the ledger is worth more', async () => {
    await admin.query('BEGIN');
    await admin.query('SET LOCAL search_path TO bu_t01');
    await admin.query(
      `UPDATE stock_movement SET value = value + 1 WHERE id = (SELECT max(id) FROM stock_movement WHERE document_no LIKE 'GRN%')`,
    );
    const offended: string[] = [];
    for (const [rule, offences] of figureRules)
      if ((await admin.query(offences)).rowCount) offended.push(rule);
    await admin.query('ROLLBACK');
    expect(offended).toEqual([
      'receipts enter the ledger at landed cost',
      'the inventory account moved as the ledger did after its opening',
    ]);
  });
});
