import type { SqlClient } from '@galley/dataset';
import { EnergyRows } from './energy-rows.js';

/** The quarter that the scenario is about, judged right after its end. */
export const QUARTER = { date_from: '2026-01-01', date_to: '2026-03-31', as_of: '2026-03-31' } as const;

/** Ids of what a test may want to ask for. */
export interface Scenario {
  readonly project: string;
  readonly other_project: string;
  readonly solar: string;
  readonly wind: string;
}

/**
 * A small year of business: a solar plant that sells in dollars, a wind park that sells in euros, guarantees kept, broken
 * and cured, invoices of every age, expenses against budget. Every report of the pack has something to show of it.
 */
export async function loadScenario(client: SqlClient, organizationId: string): Promise<Scenario> {
  const rows = new EnergyRows(client, organizationId);
  const project = await rows.project('SOLAR-1', { name: 'Naivasha Solar', country: 'Kenya' });
  const other_project = await rows.project('WIND-1', {
    name: 'Ærlig Vindpark',
    country: 'Norway',
    timezone: 'Europe/Oslo',
  });
  const solar = await rows.contract(project, 'PPA-001', {
    name: 'Naivasha PPA',
    counterparty: 'Rift Valley Brewers Ltd',
    market: 'KE-GRID',
    tax_pct: '16',
    capacity_kw: '10000',
  });
  const wind = await rows.contract(other_project, 'PPA-002', {
    name: 'Ærlig PPA',
    counterparty: 'Nordlys Aluminium AS',
    currency: 'EUR',
    market: 'NO1',
    tax_pct: '25',
    capacity_kw: '4000',
  });
  await settle(rows, project, solar, ['2026-01-01', 'USD', 'KE-GRID', '0.16']);
  await settle(rows, other_project, wind, ['2026-01-01', 'EUR', 'NO1', '0.13']);
  await rows.insert('reference_price', {
    market: 'KE-GRID',
    currency: 'USD',
    valid_from: '2026-03-01',
    price: '0.185',
  });
  await generate(rows, project, solar, ['SOL-A', 'SOL-B'], ['405000.55', '360250.25', '412350.75']);
  await generate(rows, other_project, wind, ['WND-A'], ['1210000', '980500.4', '1105000.9']);
  await promise(rows, project, solar, 'PPA-001');
  await promise(rows, other_project, wind, 'PPA-002');
  await bill(rows, project, solar, 'Rift Valley Brewers Ltd', 'USD');
  await bill(rows, other_project, wind, 'Nordlys Aluminium AS', 'EUR');
  await spend(rows, project, 'USD');
  await spend(rows, other_project, 'EUR');
  return { project, other_project, solar, wind };
}

async function settle(
  rows: EnergyRows,
  project_id: string,
  contract_id: string,
  [valid_from, currency, market, price]: readonly [string, string, string, string],
): Promise<void> {
  const tariff = { discount: '0.15', floor: '0.12', ceiling: '0.15' };
  await rows.insert('tariff', { project_id, contract_id, valid_from, ...tariff });
  await rows.insert('reference_price', { market, currency, valid_from, price });
  const adjustment = { project_id, contract_id, adjusted_on: '2026-03-31' };
  await rows.insert('adjustment', {
    ...adjustment,
    kind: 'capacity',
    reference: 'CAP-2026-03',
    amount: '2500.00',
    description: 'Capacity charge for March',
  });
  await rows.insert('adjustment', {
    ...adjustment,
    kind: 'liquidated_damages',
    reference: 'LD-2026-01',
    amount: '-4268.80',
    description: 'Availability in January',
  });
}

const MONTHS = [
  ['2026-01-01', '2026-01-31', '690.5'],
  ['2026-02-01', '2026-02-28', '668.0'],
  ['2026-03-01', '2026-03-31', '701.25'],
] as const;

async function generate(
  rows: EnergyRows,
  project: string,
  contract: string,
  meters: readonly string[],
  kwh: readonly string[],
): Promise<void> {
  for (const code of meters) {
    const meter = await rows.meter(project, contract, code);
    for (const [at, [from, to, operating_hours]] of MONTHS.entries()) {
      const metered_kwh = kwh[at] ?? null;
      await rows.days(project, meter, [from, to], {
        metered_kwh,
        deemed_kwh: at === 1 ? '8200' : '0',
        operating_hours,
      });
    }
  }
}

async function promise(
  rows: EnergyRows,
  project_id: string,
  contract_id: string,
  code: string,
): Promise<void> {
  const owner = { project_id, contract_id };
  const availability = await rows.insert('obligation', {
    ...owner,
    clause: '7.2',
    name: 'Availability guarantee',
    guarantee_kind: 'availability',
    threshold: '95',
    ld_per_point: '5000',
    cap_period: '12000',
    cap_annual: '30000',
  });
  await rows.insert('obligation', {
    ...owner,
    clause: '9.1',
    name: 'Insurance certificate',
    guarantee_kind: 'duty',
    due_date: '2026-03-15',
  });
  await rows.insert('obligation', {
    ...owner,
    clause: '9.4',
    name: 'Annual performance report',
    guarantee_kind: 'duty',
    due_date: '2026-04-20',
  });
  await interrupt(rows, owner, code);
  await notify(rows, { ...owner, obligation_id: availability }, code);
}

interface Owner {
  readonly project_id: string;
  readonly contract_id: string;
}

/** Two excused events that overlap: sixteen hours together. */
async function interrupt(rows: EnergyRows, owner: Owner, code: string): Promise<void> {
  const event = { ...owner, kind: 'grid', is_excused: true };
  await rows.insert('event', {
    ...event,
    reference: `${code}-E1`,
    starts_at: '2026-01-10T08:00Z',
    ends_at: '2026-01-10T20:00Z',
  });
  await rows.insert('event', {
    ...event,
    reference: `${code}-E2`,
    starts_at: '2026-01-10T15:00Z',
    ends_at: '2026-01-11T00:00Z',
  });
}

/** A breach in January that is open, and one in March that the solar plant has cured. */
async function notify(
  rows: EnergyRows,
  breach: Owner & { readonly obligation_id: string },
  code: string,
): Promise<void> {
  await rows.insert('default_event', {
    ...breach,
    reference: `${code}-D1`,
    breach_start: '2026-01-20T00:00Z',
    cure_deadline: '2026-04-10T00:00Z',
  });
  if (code === 'PPA-001') {
    await rows.insert('default_event', {
      ...breach,
      reference: `${code}-D2`,
      breach_start: '2026-03-12T00:00Z',
      cure_deadline: '2026-03-30T00:00Z',
      time_cured: '2026-03-25T00:00Z',
      status: 'cured',
    });
  }
}

/** Days overdue on 2026-03-31 and what is open; one is paid in part. */
const OPEN = [
  [-20, '18250.00'],
  [12, '9400.50'],
  [45, '7210.25'],
  [75, '5300.00'],
  [100, '2150.00'],
  [160, '990.00'],
] as const;

async function bill(
  rows: EnergyRows,
  project_id: string,
  contract_id: string,
  counterparty: string,
  currency: string,
): Promise<void> {
  const invoice = {
    project_id,
    contract_id,
    direction: 'generated',
    counterparty,
    currency,
    status: 'issued',
  };
  for (const [at, [days, total]] of OPEN.entries()) {
    const due = new Date(Date.parse('2026-03-31T00:00Z') - days * 86_400_000);
    const billed = new Date(due.getTime() - 30 * 86_400_000).toISOString().slice(0, 10);
    const invoice_id = await rows.insert('invoice', {
      ...invoice,
      invoice_no: `${currency}-${2026_001 + at}`,
      invoice_date: billed,
      due_date: due.toISOString().slice(0, 10),
      subtotal: total,
      total,
    });
    const line = { project_id, invoice_id, description: 'Energy', amount: total };
    await rows.insert('invoice_line', { ...line, line_no: 1, kind: at === 1 ? 'capacity' : 'energy' });
    if (at === 3) {
      const payment = {
        project_id,
        invoice_id,
        reference: 'PAY-1',
        paid_on: '2026-02-10',
        amount: '1300.00',
      };
      await rows.insert('payment', payment);
    }
  }
}

const COSTS = [
  ['O&M', 'Sunrise Services', '6100', '42000', '45360', '41000'],
  ['Insurance', 'Jubilee', '6200', '12000', '12000', '11500'],
  ['Lease', 'County of Nakuru', '6300', '8000', '7600', '8000'],
  ['Spares', 'Inverter House', '6410', '3000', '6125.50', '4200'],
  ['Spares', 'Cable & Co', '6420', '2000', '3000', null],
  ['Contingency', null, '6900', '0', '1250', '0'],
] as const;

async function spend(rows: EnergyRows, project_id: string, currency: string): Promise<void> {
  for (const [category, vendor, gl_account, budget, actual, prior] of COSTS) {
    const cost = { project_id, currency, category, vendor, gl_account };
    await rows.insert('expense', { ...cost, period: '2026-03-01', budget, actual });
    if (prior !== null)
      await rows.insert('expense', { ...cost, period: '2026-02-01', budget, actual: prior });
  }
}
