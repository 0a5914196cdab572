import { cloneDatabase, type ClonedDatabase } from '@galley/tools';
import pg from 'pg';
import { EnergyRows } from './testing/energy-rows.js';
import { BuilderReader } from './testing/read-builder.js';

// Figures of packs/energy.md §5, each from rows of exactly that scenario, read through the builders that reports use.

const JANUARY = { date_from: '2026-01-01', date_to: '2026-01-31' };
const LATER = { as_of: '2027-01-15' };

describe('guarantees and liquidated damages', () => {
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

  interface Guarantee {
    readonly obligation?: Readonly<Record<string, unknown>>;
    readonly contract?: Readonly<Record<string, unknown>>;
  }

  /** A contract with one meter and one guarantee of 95 % availability at 50,000 a point, from April 2026 on. */
  async function guaranteed({ obligation, contract }: Guarantee = {}): Promise<
    EnergyRows & { ids: { project: string; contract: string; meter: string; obligation: string } }
  > {
    const rows = await organization();
    const project = await rows.project('P1');
    const contractId = await rows.contract(project, 'C1', { start_date: '2026-04-01', ...contract });
    const meter = await rows.meter(project, contractId, 'M1');
    const obligationId = await rows.insert('obligation', {
      project_id: project,
      contract_id: contractId,
      clause: '7.2',
      name: 'Availability',
      guarantee_kind: 'availability',
      threshold: '95',
      ld_per_point: '50000',
      ...obligation,
    });
    return Object.assign(rows, {
      ids: { project, contract: contractId, meter, obligation: obligationId },
    });
  }

  async function excused(
    rows: EnergyRows,
    project_id: string,
    reference: string,
    starts_at: string,
    ends_at: string,
  ): Promise<void> {
    await rows.insert('event', { project_id, kind: 'grid', reference, starts_at, ends_at, is_excused: true });
  }

  const APRIL = { date_from: '2026-04-01', date_to: '2026-04-30', ...LATER };

  it.each([
    ['none', '268799.71'],
    ['two_decimals', '269000.00'],
    ['one_decimal', '270000.00'],
  ])(
    'EN-C4 prices a shortfall of availability with rounding policy %s: %s',
    async (rounding_policy, gross) => {
      const rows = await guaranteed({ contract: { rounding_policy } });
      await rows.days(rows.ids.project, rows.ids.meter, ['2026-04-01', '2026-04-30'], {
        operating_hours: '619.75',
      });
      await excused(rows, rows.ids.project, 'E1', '2026-04-10T00:00Z', '2026-04-11T04:30Z');
      const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
      expect(row).toMatchObject({
        excused_hours: '28.5000',
        measured: '89.6240',
        gross_ld: gross,
        net_ld: gross,
        status: 'breach',
      });
      if (rounding_policy === 'none') expect(row?.shortfall).toBe('5.3760');
    },
  );

  it.each([
    ['month', ['2026-04-01', '2026-05-01', '2026-06-01']],
    ['quarter', ['2026-04-01']],
    ['year', []],
  ])('measures over whole periods of the contract: a %s', async (period, starts) => {
    const { organization_id } = await guaranteed({ obligation: { period } });
    const found = await reader.read(organization_id, 'compliance', {
      date_from: '2026-04-01',
      date_to: '2026-07-31',
      as_of: '2026-07-31',
    });
    const measured = found.map(({ period_start }) => dayOf(period_start)).filter((day) => day < '2026-07');
    expect(measured).toEqual(starts);
  });

  it('EN-C5 cuts by the cap of the period', async () => {
    const rows = await guaranteed({ obligation: { cap_period: '250000' } });
    await rows.days(rows.ids.project, rows.ids.meter, ['2026-04-01', '2026-04-30'], {
      operating_hours: '619.75',
    });
    await excused(rows, rows.ids.project, 'E1', '2026-04-10T00:00Z', '2026-04-11T04:30Z');
    const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
    expect(row).toMatchObject({ gross_ld: '268799.71', cap_applied: '18799.71', net_ld: '250000.00' });
  });

  it('EN-C5 cuts by the annual cap cumulatively, whichever month is asked for', async () => {
    const rows = await guaranteed({ obligation: { cap_annual: '600000' } });
    const { project, meter } = rows.ids;
    await rows.days(project, meter, ['2026-04-01', '2026-04-30'], { operating_hours: '619.75' });
    await excused(rows, project, 'E1', '2026-04-10T00:00Z', '2026-04-11T04:30Z');
    // 91.0 % of 744 hours: four points; 91.4 % of 720 hours: 3.6 points.
    await rows.days(project, meter, ['2026-05-01', '2026-05-31'], { operating_hours: '677.04' });
    await rows.days(project, meter, ['2026-06-01', '2026-06-30'], { operating_hours: '658.08' });
    const all = await reader.read(rows.organization_id, 'ld_summary', { ...APRIL, date_to: '2026-06-30' });
    const inOrder = all.toSorted((a, b) => Number(a.period) - Number(b.period));
    expect(inOrder.map(({ gross_ld }) => gross_ld)).toEqual(['268799.71', '200000.00', '180000.00']);
    expect(inOrder.map(({ net_ld }) => net_ld)).toEqual(['268799.71', '200000.00', '131200.29']);
    const [june] = await reader.read(rows.organization_id, 'ld_summary', {
      date_from: '2026-06-01',
      date_to: '2026-06-30',
      ...LATER,
    });
    expect(june).toMatchObject({ net_ld: '131200.29', remaining_annual_cap: '0.00' });
    const [total] = await reader.read(rows.organization_id, 'ld_totals', { ...APRIL, date_to: '2026-06-30' });
    expect(total).toMatchObject({
      gross_ld: '648799.71',
      net_ld: '600000.00',
      waived: '0.00',
      remaining_annual_cap: '0.00',
    });
  });

  it('EN-C6 counts excused hours that overlap once: 16 h, 88.0327 %', async () => {
    const rows = await guaranteed();
    await rows.days(rows.ids.project, rows.ids.meter, ['2026-04-01', '2026-04-30'], {
      operating_hours: '619.75',
    });
    await excused(rows, rows.ids.project, 'E1', '2026-04-10T08:00Z', '2026-04-10T20:00Z');
    await excused(rows, rows.ids.project, 'E2', '2026-04-10T15:00Z', '2026-04-11T00:00Z');
    const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
    expect(row).toMatchObject({ excused_hours: '16.0000', measured: '88.0327' });
  });

  it('EN-C6 counts neither events of another contract nor those that are not excused', async () => {
    const rows = await guaranteed();
    const { project, meter } = rows.ids;
    const other = await rows.contract(project, 'C2');
    await rows.days(project, meter, ['2026-04-01', '2026-04-30'], { operating_hours: '619.75' });
    const event = {
      project_id: project,
      kind: 'outage',
      starts_at: '2026-04-10T08:00Z',
      ends_at: '2026-04-10T20:00Z',
    };
    await rows.insert('event', { ...event, reference: 'E1', is_excused: false });
    await rows.insert('event', { ...event, reference: 'E2', is_excused: true, contract_id: other });
    const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
    expect(row?.excused_hours).toBe('0.0000');
  });

  it('EN-C7 prices a capacity factor: 84.8896 %, 11,035.65', async () => {
    const rows = await guaranteed({
      contract: { start_date: '2026-01-01', capacity_kw: '10000' },
      obligation: {
        name: 'Capacity factor',
        guarantee_kind: 'capacity_factor',
        threshold: '85',
        ld_per_point: '100000',
        assumed_availability: '0.95',
      },
    });
    await rows.days(rows.ids.project, rows.ids.meter, ['2026-01-01', '2026-01-31'], {
      metered_kwh: '6000000',
    });
    const [row] = await reader.read(rows.organization_id, 'ld_summary', { ...JANUARY, ...LATER });
    expect(row).toMatchObject({ measured: '84.8896', gross_ld: '11035.65' });
  });

  it.each([
    ['what the energy costs more elsewhere', '0.21', null, '21000.00', '21000.00'],
    ['the cap at most', '0.21', '15000', '21000.00', '15000.00'],
    ['nothing where it is cheaper elsewhere', '0.10', null, '0.00', '0.00'],
  ])('EN-C8 a shortfall of output costs %s', async (_, alternative_price, cap_period, gross_ld, net_ld) => {
    const rows = await guaranteed({
      contract: { start_date: '2026-01-01' },
      obligation: {
        name: 'Output',
        guarantee_kind: 'output',
        period: 'year',
        threshold: '5200000',
        ld_per_point: null,
        alternative_price,
        contract_price: '0.15',
        cap_period,
      },
    });
    await rows.days(rows.ids.project, rows.ids.meter, ['2026-01-01', '2026-12-31'], {
      metered_kwh: '4850000',
    });
    const [row] = await reader.read(rows.organization_id, 'ld_summary', {
      date_from: '2026-01-01',
      date_to: '2026-12-31',
      ...LATER,
    });
    expect(Number(row?.shortfall)).toBe(350_000);
    expect(row).toMatchObject({ gross_ld, net_ld });
  });

  it('EN-C9 without meter data damages are unknown, not total', async () => {
    const rows = await guaranteed();
    const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
    expect(row).toMatchObject({
      status: 'insufficient_data',
      measured: null,
      gross_ld: null,
      net_ld: null,
      waived: null,
    });
    // Nor where a single day is missing.
    await rows.days(rows.ids.project, rows.ids.meter, ['2026-04-01', '2026-04-29'], {
      operating_hours: '100',
    });
    const [still] = await reader.read(rows.organization_id, 'compliance', APRIL);
    expect(still).toMatchObject({ status: 'insufficient_data', measured: null });
  });

  /** Availability of 91 % in April: four points below, 200,000.00. */
  async function broken(obligation = {}): ReturnType<typeof guaranteed> {
    const rows = await guaranteed({ obligation });
    const month = ['2026-04-01', '2026-04-30'] as const;
    await rows.days(rows.ids.project, rows.ids.meter, month, { operating_hours: '655.20' });
    return rows;
  }

  function noticed(rows: Awaited<ReturnType<typeof guaranteed>>, values: object): Promise<string> {
    const { project, contract, obligation } = rows.ids;
    return rows.insert('default_event', {
      project_id: project,
      contract_id: contract,
      obligation_id: obligation,
      reference: 'D1',
      breach_start: '2026-04-12T00:00Z',
      cure_deadline: '2026-05-12T00:00Z',
      ...values,
    });
  }

  it('waives what was cured in time, lists it unless told not to, and leaves the annual cap untouched', async () => {
    const rows = await broken({ cap_annual: '300000' });
    await noticed(rows, { time_cured: '2026-05-12T00:00Z', status: 'cured' });
    const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
    expect(row).toMatchObject({
      status: 'cured',
      cured: true,
      gross_ld: '200000.00',
      waived: '200000.00',
      net_ld: '0.00',
      remaining_annual_cap: '300000.00',
    });
    const without = await reader.read(rows.organization_id, 'ld_summary', { ...APRIL, include_cured: false });
    expect(without).toEqual([]);
  });

  it('does not count a cure that came after its deadline', async () => {
    const rows = await broken();
    await noticed(rows, { time_cured: '2026-05-12T00:00:01Z', status: 'expired' });
    const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
    expect(row).toMatchObject({ status: 'breach', cured: false, net_ld: '200000.00' });
  });

  it('takes off what people waived, and says who invoices the rest', async () => {
    const rows = await broken({ cap_period: '150000' });
    const { project, contract, obligation } = rows.ids;
    await rows.insert('ld_calculation', {
      project_id: project,
      contract_id: contract,
      obligation_id: obligation,
      period_start: '2026-04-01',
      waived_amount: '25000.50',
      waived_reason: 'Goodwill',
      invoiced_ref: 'CN-7',
    });
    const [row] = await reader.read(rows.organization_id, 'ld_summary', APRIL);
    expect(row).toMatchObject({
      gross_ld: '200000.00',
      cap_applied: '50000.00',
      waived: '25000.50',
      net_ld: '124999.50',
      waived_reason: 'Goodwill',
      invoiced_ref: 'CN-7',
    });
  });

  it('measures all settlement meters of a contract together, and no check meter', async () => {
    const rows = await broken();
    const { project, contract } = rows.ids;
    const second = await rows.meter(project, contract, 'M2');
    await rows.meter(project, contract, 'CHECK', { kind: 'check' });
    await rows.days(project, second, ['2026-04-01', '2026-04-30'], { operating_hours: '720' });
    const [row] = await reader.read(rows.organization_id, 'compliance', APRIL);
    // (655.2 + 720) / (2 × 720)
    expect(row).toMatchObject({ measured: '95.5000', status: 'compliant' });
  });

  it('counts the hours of a month as its zone has them: 743 in March in Oslo', async () => {
    const rows = await guaranteed({ contract: { start_date: '2026-03-01' } });
    await admin.query(`UPDATE energy.project SET timezone = 'Europe/Oslo' WHERE id = $1`, [rows.ids.project]);
    const month = ['2026-03-01', '2026-03-31'] as const;
    await rows.days(rows.ids.project, rows.ids.meter, month, { operating_hours: '743' });
    const [row] = await reader.read(rows.organization_id, 'compliance', {
      date_from: month[0],
      date_to: month[1],
      ...LATER,
    });
    expect(row).toMatchObject({ measured: '100.0000', status: 'compliant' });
  });

  it('tells how duties and guarantees stand, and the rate of those that were kept', async () => {
    const rows = await broken();
    const { project, contract } = rows.ids;
    const duty = { project_id: project, contract_id: contract, guarantee_kind: 'duty' };
    await rows.insert('obligation', { ...duty, clause: '9.1', name: 'Insurance', due_date: '2026-04-15' });
    await rows.insert('obligation', { ...duty, clause: '9.2', name: 'Report', due_date: '2026-05-20' });
    await rows.insert('obligation', { ...duty, clause: '9.3', name: 'Audit', due_date: '2026-09-20' });
    await noticed(rows, {});
    const asked = { date_from: '2026-04-01', date_to: '2026-04-30', as_of: '2026-05-02' };
    const found = await reader.read(rows.organization_id, 'compliance', asked);
    expect(
      new Set(found.map((row) => [row.clause, row.status, row.days_left].map(String).join(' '))),
    ).toEqual(new Set(['7.2 breach 10', '7.2 upcoming 29', '9.1 compliant null', '9.2 upcoming 18']));
    expect(found).toHaveLength(4);
    const summary = await reader.read(rows.organization_id, 'compliance_summary', asked);
    expect(summary.map(({ contract: name, compliance_rate }) => [name, compliance_rate])).toEqual([
      ['C1', '50.00'],
      ['All contracts', '50.00'],
    ]);
    expect(summary[1]).toMatchObject({ compliant: '1', breach: '1', cured: '0', upcoming: '2' });
  });
});

function dayOf(day: unknown): string {
  return day instanceof Date
    ? new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
    : String(day).slice(0, 10);
}
