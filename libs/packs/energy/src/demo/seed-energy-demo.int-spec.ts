import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { seedEnergyDemo } from './seed-energy-demo.js';

/** What energy.md §9 asks for, in both organizations together. */
const SIZES = {
  project: 6,
  contract: 10,
  meter: 14,
  meter_day: 5530,
  invoice: 400,
  payment: 900,
  expense: 1200,
  default_event: 60,
};

describe('the energy demo', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    await seedEnergyDemo(admin);
  });
  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  const one = async (sql: string): Promise<unknown> =>
    Object.values((await admin.query(sql)).rows[0] ?? {})[0];
  const digest = (table: string): Promise<unknown> =>
    one(
      `select md5(string_agg((to_jsonb(t) - 'created_at' - 'updated_at')::text, '' order by id)) from energy.${table} t`,
    );

  async function digests(): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const table of Object.keys(SIZES)) found.push(await digest(table));
    return found;
  }

  it.each(Object.entries(SIZES))('has as many rows of %s as are asked for', async (table, rows) => {
    expect(await one(`select count(*)::int from energy.${table}`)).toBe(rows);
  });

  it('has eighteen breaches that were cured in time', async () => {
    expect(
      await one(
        `select count(*)::int from energy.default_event where status = 'cured' and time_cured <= cure_deadline`,
      ),
    ).toBe(18);
  });

  it('counts the quarter-hours of days on which clocks change', async () => {
    const { rows } = await admin.query<{ code: string; day: string; interval_count: number }>(`
      select m.code, d.day::text, d.interval_count from energy.meter_day d join energy.meter m on m.id = d.meter_id
      where d.interval_count <> 96 and m.code in ('AL-1', 'NA-1', 'FO-1') order by m.code, d.day`);
    expect(rows.map(Object.values)).toEqual([
      ['AL-1', '2025-11-02', 100],
      ['AL-1', '2026-03-08', 92],
      ['FO-1', '2025-10-26', 100],
      ['FO-1', '2026-03-29', 92],
    ]);
  });

  it('never pays more than is owed, and bills what the settlements come to', async () => {
    expect(
      await one(`
      select count(*)::int from energy.invoice i join lateral (select sum(amount) as paid from energy.payment p where p.invoice_id = i.id) p on true
      where p.paid > i.total`),
    ).toBe(0);
    expect(
      await one(`
      select count(*)::int from energy.invoice i join lateral (select sum(amount) as lines from energy.invoice_line l where l.invoice_id = i.id) l on true
      where l.lines <> i.subtotal`),
    ).toBe(0);
  });

  it('is the same again, and a second run changes nothing', async () => {
    const before = await digests();
    await seedEnergyDemo(admin);
    expect(await digests()).toEqual(before);
    await admin.query('truncate energy.project, energy.reference_price cascade');
    await seedEnergyDemo(admin);
    expect(await digests()).toEqual(before);
  });
});
