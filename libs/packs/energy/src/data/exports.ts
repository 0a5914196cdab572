import { sql, type DatasetBuilder, type SqlFragment } from '@galley/dataset';
import { compliance } from './compliance.js';
import {
  alias,
  column,
  energyBuilder,
  FIGURE,
  MONEY,
  PERCENT,
  PRICE,
  ENERGY,
  HOURS,
  REGISTER,
} from './energy-builder.js';
import { financialSummary } from './financial-summary.js';
import { PERIOD, SCOPE, type Arguments } from './parameters.js';
import { settlement } from './settlement.js';

const params = [...PERIOD, ...SCOPE];
const project = column('project', 'Project');
const contract = column('contract', 'Contract');
const currency = column('currency', 'Currency');

/** Contracts that were in force on a day of the period, with the tariff of its last day. */
const contracts = energyBuilder({
  name: 'export_contract',
  label: 'Export: contracts',
  params,
  columns: [
    project,
    contract,
    column('name', 'Name'),
    column('kind', 'Kind'),
    column('counterparty', 'Counterparty'),
    currency,
    column('start_date', 'Start'),
    column('end_date', 'End'),
    column('status', 'Status'),
    column('capacity_kw', 'Capacity kW', { ...FIGURE, format: 'quantity', scale: 3 }),
    column('tax_pct', 'Tax %', PERCENT),
    column('market', 'Market'),
    column('rounding_policy', 'Rounding'),
    column('discount_pct', 'Discount %', PERCENT),
    column('floor', 'Floor', PRICE),
    column('ceiling', 'Ceiling', PRICE),
  ],
  build: ({ from, to, projects, contracts: chosen }) => sql`
    select p.code as project, c.code as contract, c.name, c.kind, c.counterparty, c.currency, c.start_date, c.end_date, c.status,
      c.capacity_kw, trim_scale(c.tax_pct) as tax_pct, c.market, c.rounding_policy, trim_scale(100 * t.discount) as discount_pct, t.floor, t.ceiling
    from energy.contract c
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
    left join energy.tariff t on t.organization_id = c.organization_id and t.contract_id = c.id and t.deleted_at is null
      and ${to} >= t.valid_from and ${to} <= coalesce(t.valid_to, ${to})
    where c.deleted_at is null and c.start_date <= ${to} and coalesce(c.end_date, ${from}) >= ${from}
      and (${projects} is null or p.id = any (${projects})) and (${chosen} is null or c.id = any (${chosen}))`,
});

/** Clauses of contracts that were in force on a day of the period. */
const clauses = energyBuilder({
  name: 'export_clause',
  label: 'Export: clauses',
  params,
  columns: [
    project,
    contract,
    column('clause', 'Clause'),
    column('name', 'Name'),
    column('clause_text', 'Text'),
    column('guarantee_kind', 'Guarantee'),
    column('period', 'Period'),
    column('due_date', 'Due'),
    column('threshold', 'Threshold', { ...FIGURE, format: 'quantity', scale: 2 }),
    currency,
    column('ld_per_point', 'LD per point', PRICE),
    column('cap_period', 'Cap per period', { ...MONEY, role: 'dimension' }),
    column('cap_annual', 'Cap per year', { ...MONEY, role: 'dimension' }),
  ],
  build: ({ from, to, projects, contracts: chosen }) => sql`
    select p.code as project, c.code as contract, o.clause, o.name, o.clause_text, o.guarantee_kind, o.period, o.due_date, o.threshold,
      c.currency, o.ld_per_point, o.cap_period, o.cap_annual
    from energy.obligation o
    join energy.contract c on c.organization_id = o.organization_id and c.id = o.contract_id and c.deleted_at is null
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
    where o.deleted_at is null and c.start_date <= ${to} and coalesce(c.end_date, ${from}) >= ${from}
      and (${projects} is null or p.id = any (${projects})) and (${chosen} is null or c.id = any (${chosen}))`,
});

/** Invoices of the period in one direction, drafts left out, with what is paid by its last day. */
function invoices(direction: 'generated' | 'received'): DatasetBuilder {
  return energyBuilder({
    name: `export_invoice_${direction}`,
    label: `Export: invoices ${direction}`,
    params,
    columns: [
      project,
      contract,
      column('counterparty', 'Counterparty'),
      column('invoice_no', 'Invoice'),
      column('kind', 'Kind'),
      column('invoice_date', 'Date'),
      column('due_date', 'Due'),
      column('period_start', 'Period from'),
      column('period_end', 'Period to'),
      column('status', 'Status'),
      currency,
      column('subtotal', 'Subtotal', MONEY),
      column('tax', 'Tax', MONEY),
      column('total', 'Total', MONEY),
      column('paid', 'Paid', MONEY),
    ],
    build: (given) => issued(direction, given),
  });
}

function issued(direction: string, { from, to, projects, contracts: chosen }: Arguments): SqlFragment {
  return sql`
    select p.code as project, c.code as contract, i.counterparty, i.invoice_no, i.kind, i.invoice_date, i.due_date, i.period_start,
      i.period_end, i.status, i.currency, i.subtotal, i.tax, i.total, coalesce(paid.amount, 0) as paid
    from energy.invoice i
    join energy.project p on p.organization_id = i.organization_id and p.id = i.project_id and p.deleted_at is null
    left join energy.contract c on c.organization_id = i.organization_id and c.id = i.contract_id
    left join lateral (
      select sum(payment.amount) as amount from energy.payment payment
      where payment.organization_id = i.organization_id and payment.invoice_id = i.id and payment.deleted_at is null
        and payment.paid_on <= ${to}
    ) paid on true
    where i.deleted_at is null and i.direction = ${direction}::text and i.status <> 'draft' and i.invoice_date between ${from} and ${to}
      and (${projects} is null or p.id = any (${projects})) and (${chosen} is null or i.contract_id = any (${chosen}))`;
}

/** Cost lines as they were entered. */
const expenses = energyBuilder({
  name: 'export_expense',
  label: 'Export: expenses',
  params,
  columns: [
    project,
    contract,
    column('period', 'Month'),
    column('category', 'Category'),
    column('vendor', 'Vendor'),
    column('gl_account', 'GL account'),
    column('reference', 'Reference'),
    column('description', 'Description'),
    currency,
    column('budget', 'Budget', MONEY),
    column('actual', 'Actual', MONEY),
  ],
  build: ({ from, to, projects, contracts: chosen }) => sql`
    select p.code as project, c.code as contract, e.period, e.category, e.vendor, e.gl_account, e.reference, e.description, e.currency,
      e.budget, e.actual
    from energy.expense e
    join energy.project p on p.organization_id = e.organization_id and p.id = e.project_id and p.deleted_at is null
    left join energy.contract c on c.organization_id = e.organization_id and c.id = e.contract_id
    where e.deleted_at is null and e.period between ${from} and ${to}
      and (${projects} is null or p.id = any (${projects})) and (${chosen} is null or e.contract_id = any (${chosen}))`,
});

/** Meters day by day. */
const meterData = energyBuilder({
  name: 'export_meter_data',
  label: 'Export: meter data',
  params,
  columns: [
    project,
    contract,
    column('meter', 'Meter'),
    column('day', 'Day'),
    column('opening', 'Opening', REGISTER),
    column('closing', 'Closing', REGISTER),
    column('metered_kwh', 'Metered kWh', ENERGY),
    column('deemed_kwh', 'Deemed kWh', ENERGY),
    column('operating_hours', 'Operating hours', HOURS),
    column('interval_count', 'Intervals', FIGURE),
  ],
  build: ({ from, to, projects, contracts: chosen }) => sql`
    select p.code as project, c.code as contract, m.code as meter, d.day, d.opening, d.closing, d.metered_kwh, d.deemed_kwh,
      d.operating_hours, d.interval_count
    from energy.meter_day d
    join energy.meter m on m.organization_id = d.organization_id and m.id = d.meter_id and m.deleted_at is null
    join energy.contract c on c.organization_id = m.organization_id and c.id = m.contract_id and c.deleted_at is null
    join energy.project p on p.organization_id = c.organization_id and p.id = c.project_id and p.deleted_at is null
    where d.deleted_at is null and d.day between ${from} and ${to}
      and (${projects} is null or p.id = any (${projects})) and (${chosen} is null or c.id = any (${chosen}))`,
});

/** One per export data type; `custom` chooses a source of its own. */
export const exportBuilders: readonly DatasetBuilder[] = [
  contracts,
  clauses,
  invoices('generated'),
  invoices('received'),
  expenses,
  meterData,
  alias(financialSummary, 'export_financial_report', 'Export: financial report'),
  alias(compliance, 'export_compliance_report', 'Export: compliance report'),
  alias(settlement, 'export_settlement_report', 'Export: settlement report'),
].map((builder) => ({ ...builder, is_export: true }));
