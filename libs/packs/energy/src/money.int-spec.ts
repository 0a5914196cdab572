import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { EnergyRows } from './testing/energy-rows.js';
import { BuilderReader, type Row } from './testing/read-builder.js';

// Figures of packs/energy.md §5, each from rows of exactly that scenario, read through the builders that reports use.

const JANUARY = { date_from: '2026-01-01', date_to: '2026-01-31' };

describe('money in the energy pack', () => {
  let clone: ClonedDatabase;
  let admin: pg.Client;
  let reader: BuilderReader;

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = new pg.Client({ connectionString: clone.url });
    await admin.connect();
    reader = await BuilderReader.open(clone);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), reader.close()]);
    await clone.drop();
  });

  const organization = (): Promise<EnergyRows> => EnergyRows.ofNewOrganization(admin);

  describe('EN-C1 rate', () => {
    it.each([
      ['0.1850', '0.1500'],
      ['0.1600', '0.1360'],
      ['0.1300', '0.1200'],
    ])('of a reference price of %s is %s', async (mrp, rate) => {
      const { rows } = await admin.query<{ rate: string; is_same: boolean }>(
        'SELECT energy.rate($1, 0.15, 0.1200, 0.1500) = $2::numeric AS is_same',
        [mrp, rate],
      );
      expect(rows[0]?.is_same).toBe(true);
    });

    it('of no reference price is none, and limits that are absent limit nothing', async () => {
      const { rows } = await admin.query(
        'SELECT energy.rate(null, 0.15, 0.12, 0.15) AS none, energy.rate(0.5, 0.1, null, null)::text AS free',
      );
      expect(rows).toEqual([{ none: null, free: '0.45' }]);
    });
  });

  /** A contract with one meter, discounted by 15 %, floor .12, ceiling .15, priced at `price` in January 2026. */
  async function settled(price: string, kwh: readonly string[], deemed_kwh: string): Promise<EnergyRows> {
    const rows = await organization();
    const project = await rows.project('P1');
    const contract = await rows.contract(project, 'C1', { market: 'M', tax_pct: '16' });
    await rows.insert('tariff', {
      project_id: project,
      contract_id: contract,
      valid_from: '2026-01-01',
      discount: '0.15',
      floor: '0.12',
      ceiling: '0.15',
    });
    await rows.insert('reference_price', { market: 'M', currency: 'USD', valid_from: '2026-01-01', price });
    for (const [index, metered_kwh] of kwh.entries()) {
      const meter = await rows.meter(project, contract, `M${index + 1}`);
      await rows.days(project, meter, ['2026-01-01', '2026-01-31'], { metered_kwh, deemed_kwh });
    }
    const adjustment = { project_id: project, contract_id: contract, adjusted_on: '2026-01-31' };
    if (kwh.length === 1) {
      await rows.insert('adjustment', {
        ...adjustment,
        kind: 'capacity',
        reference: 'CAP-1',
        amount: '2500.00',
      });
      await rows.insert('adjustment', {
        ...adjustment,
        kind: 'liquidated_damages',
        reference: 'LD-1',
        amount: '-4268.80',
      });
    }
    return rows;
  }

  it.each([
    ['0.1850', ['61852.61', '1230.00', '61313.81', '9810.21', '71124.02']],
    ['0.1600', ['56079.70', '1115.20', '55426.10', '8868.18', '64294.28']],
  ])('EN-C2 settles a month at a reference price of %s', async (price, expected) => {
    const { organization_id } = await settled(price, ['412350.75'], '8200');
    const [row] = await reader.read(organization_id, 'settlement_statement', JANUARY);
    expect([row?.energy_amount, row?.deemed_amount, row?.subtotal, row?.tax, row?.net_due]).toEqual(expected);
    const lines = await reader.read(organization_id, 'settlement', JANUARY);
    expect(lines).toHaveLength(1);
    expect(Number(lines[0]?.billable_kwh)).toBe(420550.75);
    const adjustments = await reader.read(organization_id, 'settlement_adjustments', JANUARY);
    expect(adjustments.map(({ amount }) => amount)).toEqual(expect.arrayContaining(['2500.00', '-4268.80']));
  });

  it('EN-C3 rounds lines and adds the rounded: 3 × 136.04 = 408.12', async () => {
    const { organization_id } = await settled('0.1600', ['1000.33', '1000.33', '1000.33'], '0');
    const lines = await reader.read(organization_id, 'settlement', JANUARY);
    expect(lines.map(({ line_amount }) => line_amount)).toEqual(['136.04', '136.04', '136.04']);
    const [statement] = await reader.read(organization_id, 'settlement_statement', JANUARY);
    expect(statement?.energy_amount).toBe('408.12');
  });

  describe('EN-C10 aging as of 2026-03-31', () => {
    const AS_OF = { as_of: '2026-03-31' };
    /** Days overdue, total, and payments as [day, amount]. */
    const INVOICES: readonly (readonly [number, string, ...(readonly [string, string])[]])[] = [
      [0, '1000.00'],
      [1, '600.50'],
      [30, '1500.00'],
      [31, '1200.25'],
      [60, '800.00'],
      [61, '3000.00', ['2026-03-01', '1000.00']],
      [90, '700.00'],
      [91, '900.00'],
      [120, '500.00'],
      [121, '5000.00'],
      [16, '1000.00', ['2026-04-05', '1000.00']],
      [-20, '1500.00'],
    ];
    let rows: EnergyRows;

    beforeAll(async () => {
      rows = await organization();
      const project = await rows.project('P1');
      const invoice = (invoice_no: string, days: number, total: string, values = {}): Promise<string> =>
        rows.insert('invoice', {
          project_id: project,
          direction: 'generated',
          invoice_no,
          counterparty: 'Buyer',
          invoice_date: '2025-10-01',
          due_date: dayBefore('2026-03-31', days),
          currency: 'USD',
          subtotal: total,
          total,
          status: 'issued',
          ...values,
        });
      for (const [index, [days, total, ...payments]] of INVOICES.entries()) {
        const id = await invoice(`I${index}`, days, total);
        for (const [paid_on, amount] of payments) {
          await rows.insert('payment', {
            project_id: project,
            invoice_id: id,
            reference: paid_on,
            paid_on,
            amount,
          });
        }
      }
      await invoice('CN1', 75, '-300.00', { kind: 'credit_note' });
      // None of these is anybody's business on that day.
      await invoice('D1', 10, '9999.00', { status: 'draft' });
      await invoice('V1', 10, '9999.00', { status: 'void' });
      await invoice('L1', -30, '9999.00', { invoice_date: '2026-04-01' });
      await invoice('R1', 10, '9999.00', { direction: 'received' });
      await invoice('EUR', 10, '50.00', { currency: 'EUR' });
    });

    it('has these buckets and shares', async () => {
      const buckets = await reader.read(rows.organization_id, 'invoice_aging_totals', AS_OF);
      const dollars = buckets.filter(({ currency }) => currency === 'USD');
      expect(dollars.map(({ bucket, open, share_pct }) => [bucket, open, share_pct])).toEqual([
        ['current', '2500.00', '15.24'],
        ['1-30', '3100.50', '18.90'],
        ['31-60', '2000.25', '12.20'],
        ['61-90', '2400.00', '14.63'],
        ['91-120', '1400.00', '8.54'],
        ['>120', '5000.00', '30.49'],
      ]);
    });

    it('lists thirteen rows in dollars, 16,400.75 open, 13,900.75 of it overdue', async () => {
      const items = (await reader.read(rows.organization_id, 'invoice_aging', AS_OF)).filter(
        ({ currency }) => currency === 'USD',
      );
      expect(items).toHaveLength(13);
      expect(cents(items, 'open')).toBe(1_640_075);
      expect(cents(items, 'open') - cents(items, 'bucket_current')).toBe(1_390_075);
      // Each amount stands in one bucket only, and every other one is blank.
      for (const item of items) {
        const filled = Object.keys(item).filter((name) => name.startsWith('bucket_') && item[name] !== null);
        expect(filled).toHaveLength(1);
      }
    });
  });

  describe('EN-C11 and EN-C12', () => {
    const MARCH = { date_from: '2026-03-01', date_to: '2026-03-31' };
    const COSTS: readonly (readonly [string, string, string, string])[] = [
      ['O&M', '42000', '45360', '41000'],
      ['Insurance', '12000', '12000', '11500'],
      ['Lease', '8000', '7600', '8000'],
      ['Spares', '5000', '9125.50', '4200'],
      ['Contingency', '0', '1250', '0'],
    ];
    let rows: EnergyRows;

    beforeAll(async () => {
      rows = await organization();
      const project_id = await rows.project('P1');
      for (const [category, budget, actual, prior] of COSTS) {
        const cost = { project_id, category, currency: 'USD' };
        await rows.insert('expense', { ...cost, period: '2026-03-01', budget, actual });
        await rows.insert('expense', { ...cost, period: '2026-02-01', budget: '1', actual: prior });
      }
      await rows.insert('expense', {
        project_id,
        category: 'O&M',
        currency: 'EUR',
        period: '2026-03-01',
        actual: '77',
      });
      const invoice_id = await rows.insert('invoice', {
        project_id,
        direction: 'generated',
        invoice_no: 'S1',
        counterparty: 'Buyer',
        invoice_date: '2026-04-02',
        due_date: '2026-05-02',
        period_start: '2026-03-01',
        period_end: '2026-03-31',
        currency: 'USD',
        subtotal: '98500',
        tax: '15760',
        total: '114260',
        status: 'issued',
      });
      const line = { project_id, invoice_id, description: 'March' };
      await rows.insert('invoice_line', { ...line, line_no: 1, kind: 'energy', amount: '96500' });
      await rows.insert('invoice_line', { ...line, line_no: 2, kind: 'capacity', amount: '2500' });
      await rows.insert('invoice_line', { ...line, line_no: 3, kind: 'liquidated_damages', amount: '-500' });
    });

    it('EN-C11 compares expenses with budget and the month before', async () => {
      const found = await reader.read(rows.organization_id, 'expense_categories', MARCH);
      const of = (category: string): Row | undefined =>
        found.find((row) => row.category === category && row.currency === 'USD');
      const seen = COSTS.map(([category]) => {
        const row = of(category);
        return [category, row?.variance, row?.variance_pct, row?.share_pct];
      });
      expect(seen).toEqual([
        ['O&M', '3360.00', '8.00', '60.21'],
        ['Insurance', '0.00', '0.00', '15.93'],
        ['Lease', '-400.00', '-5.00', '10.09'],
        ['Spares', '4125.50', '82.51', '12.11'],
        ['Contingency', '1250.00', null, '1.66'],
      ]);
      expect(of('Contingency')?.trend_pct).toBeNull();
    });

    it('EN-C11 recomputes percentages in the total, and mixes no currencies', async () => {
      const totals = await reader.read(rows.organization_id, 'expense_totals', MARCH);
      expect(totals).toHaveLength(2);
      expect(totals.find(({ currency }) => currency === 'USD')).toMatchObject({
        budget: '67000.00',
        actual: '75335.50',
        variance: '8335.50',
        variance_pct: '12.44',
        prior: '64700.00',
        trend_pct: '16.44',
      });
      const [euro] = totals.filter(({ currency }) => currency === 'EUR');
      expect(euro).toMatchObject({ actual: '77.00', prior: null, trend_pct: null, variance_pct: null });
    });

    it('EN-C12 nets revenue and expenses: 23,164.50, a margin of 23.52 %', async () => {
      const net = await reader.read(rows.organization_id, 'financial_net', MARCH);
      expect(net.find(({ currency, period }) => currency === 'USD' && period === 'Current')).toMatchObject({
        revenue: '98500.00',
        expenses: '75335.50',
        net: '23164.50',
        margin_pct: '23.52',
      });
      const lines = await reader.read(rows.organization_id, 'financial_summary', MARCH);
      const revenue = lines.filter(({ section }) => section === 'revenue');
      expect(Object.fromEntries(revenue.map(({ category, current }) => [category, current]))).toEqual({
        energy: '96500.00',
        capacity: '2500.00',
        other: '-500.00',
      });
      const upkeep = lines.find(({ category, currency }) => category === 'O&M' && currency === 'USD');
      expect(upkeep).toMatchObject({
        prior: '41000.00',
        ytd: '86360.00',
        budget: '42000.00',
        variance: '3360.00',
      });
    });
  });
});

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function cents(rows: readonly Row[], column: string): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[column] ?? 0) * 100), 0);
}
