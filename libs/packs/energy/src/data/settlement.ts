import { sql } from '@galley/dataset';
import { column, ENERGY, energyBuilder, FIGURE, MONEY, PERCENT, PRICE, REGISTER } from './energy-builder.js';
import { PERIOD, SCOPE } from './parameters.js';

const params = [...PERIOD, ...SCOPE];

/** Lines of a settlement: one per meter, tariff and reference price. */
export const settlement = energyBuilder({
  name: 'settlement',
  label: 'Settlement lines',
  params,
  columns: [
    column('project', 'Project'),
    column('contract', 'Contract'),
    column('counterparty', 'Counterparty'),
    column('meter', 'Meter'),
    column('first_day', 'From'),
    column('last_day', 'To'),
    column('opening', 'Opening', REGISTER),
    column('closing', 'Closing', REGISTER),
    column('metered_kwh', 'Metered kWh', ENERGY),
    column('deemed_kwh', 'Deemed kWh', ENERGY),
    column('billable_kwh', 'Billable kWh', ENERGY),
    column('mrp', 'Reference price', PRICE),
    column('discount_pct', 'Discount %', PERCENT),
    column('floor', 'Floor', PRICE),
    column('ceiling', 'Ceiling', PRICE),
    column('rate', 'Rate', PRICE),
    column('currency', 'Currency'),
    column('energy_amount', 'Energy', MONEY),
    column('deemed_amount', 'Deemed', MONEY),
    column('line_amount', 'Amount', MONEY),
    column('days_without_data', 'Days without data', FIGURE),
  ],
  build: ({ from, to, projects, contracts }) => sql`
    select project, contract, counterparty, meter, first_day, last_day, opening, closing, metered_kwh, deemed_kwh,
      billable_kwh, mrp, discount_pct, floor, ceiling, rate, currency, energy_amount, deemed_amount, line_amount, days_without_data
    from energy.settlement_lines(${from}, ${to}, ${projects}, ${contracts})`,
});

/** What comes on top of the energy or off it. */
export const settlementAdjustments = energyBuilder({
  name: 'settlement_adjustments',
  label: 'Settlement adjustments',
  params,
  columns: [
    column('project', 'Project'),
    column('contract', 'Contract'),
    column('type', 'Type'),
    column('reference', 'Reference'),
    column('adjusted_on', 'Date'),
    column('description', 'Description'),
    column('currency', 'Currency'),
    column('amount', 'Amount', MONEY),
  ],
  build: ({ from, to, projects, contracts }) => sql`
    select project, contract, replace(kind, '_', ' ') as type, reference, adjusted_on, description, currency, amount
    from energy.settlement_adjustments(${from}, ${to}, ${projects}, ${contracts})`,
});

/** One row per contract: from the energy to what is due. */
export const settlementStatement = energyBuilder({
  name: 'settlement_statement',
  label: 'Settlement statement',
  params,
  columns: [
    column('project', 'Project'),
    column('contract', 'Contract'),
    column('counterparty', 'Counterparty'),
    column('currency', 'Currency'),
    column('billable_kwh', 'Billable kWh', ENERGY),
    column('energy_amount', 'Energy', MONEY),
    column('deemed_amount', 'Deemed', MONEY),
    column('adjustments', 'Adjustments', MONEY),
    column('subtotal', 'Subtotal', MONEY),
    column('tax_pct', 'Tax %', PERCENT),
    column('tax', 'Tax', MONEY),
    column('net_due', 'Net due', MONEY),
  ],
  build: ({ from, to, projects, contracts }) => sql`
    select project, contract, counterparty, currency, billable_kwh, energy_amount, deemed_amount, adjustments, subtotal, tax_pct, tax, net_due
    from energy.settlement_statement(${from}, ${to}, ${projects}, ${contracts})`,
});
