import { sql, type BuilderContext, type SqlFragment } from '@galley/dataset';
import { column, energyBuilder, FIGURE, HOURS, MONEY, PRICE } from './energy-builder.js';
import { AS_OF, PERIOD, SCOPE, type Arguments } from './parameters.js';

const params = [
  ...PERIOD,
  AS_OF,
  // Whether breaches that were cured in time are listed, with what was waived for them.
  { name: 'include_cured', type: 'bool', nullable: false, default: true },
  ...SCOPE,
] as const;

/** Periods of guarantees in which something fell short, or in which that is not known. */
function shortfalls(
  { to, as_of, projects, contracts }: Arguments,
  { params: given }: BuilderContext,
): SqlFragment {
  return sql`
    select g.* from energy.guarantee_periods(${given.date_from ?? null}::date, ${to}, ${as_of}, ${projects}, ${contracts}) g
    where g.guarantee_kind <> 'duty' and (g.shortfall > 0 or g.status = 'insufficient_data')
      and (${given.include_cured ?? true}::boolean or not g.is_cured)`;
}

/** Liquidated damages by period: from what was guaranteed to what is owed. */
export const ldSummary = energyBuilder({
  name: 'ld_summary',
  label: 'Liquidated damages',
  params,
  columns: [
    column('project', 'Project'),
    column('contract', 'Contract'),
    column('clause', 'Clause'),
    column('obligation', 'Obligation'),
    column('period', 'Period from'),
    column('period_end', 'Period to'),
    column('guaranteed', 'Guaranteed', { ...FIGURE, format: 'quantity', scale: 2 }),
    column('measured', 'Measured', { ...FIGURE, format: 'quantity', scale: 4 }),
    column('unit', 'Unit'),
    column('excused_hours', 'Excused hours', HOURS),
    column('shortfall', 'Shortfall', { ...FIGURE, format: 'quantity', scale: 4 }),
    column('rate', 'Rate', PRICE),
    column('currency', 'Currency'),
    column('gross_ld', 'Gross LD', MONEY),
    column('cap_applied', 'Cut by caps', MONEY),
    column('waived', 'Waived', MONEY),
    column('net_ld', 'Net LD', MONEY),
    column('remaining_annual_cap', 'Left of annual cap', { ...MONEY, role: 'dimension' }),
    column('status', 'Status'),
    column('cured', 'Cured'),
    column('waived_reason', 'Why waived'),
    column('invoiced_ref', 'Invoiced by'),
  ],
  build: (given, context) => sql`
    select s.project, s.contract, s.clause, s.obligation, s.period_start as period, s.period_end, s.guaranteed, round(s.measured, 4) as measured,
      s.unit, s.excused_hours, round(s.shortfall, 4) as shortfall, s.rate, s.currency, s.gross_ld, s.cap_applied, s.waived, s.net_ld,
      s.remaining_annual_cap, s.status, s.is_cured as cured, s.waived_reason, s.invoiced_ref
    from (${shortfalls(given, context)}) s`,
});

/** Per contract and currency: what was owed, waived, and is left of the annual caps after the last period of the year. */
export const ldTotals = energyBuilder({
  name: 'ld_totals',
  label: 'Liquidated damages by contract',
  params,
  columns: [
    column('contract', 'Contract'),
    column('currency', 'Currency'),
    column('gross_ld', 'Gross LD', MONEY),
    column('cap_applied', 'Cut by caps', MONEY),
    column('waived', 'Waived', MONEY),
    column('net_ld', 'Net LD', MONEY),
    column('remaining_annual_cap', 'Left of annual cap', MONEY),
  ],
  build: (given, context) => sql`
    with listed as (${shortfalls(given, context)}),
    clauses as (
      select l.contract, l.currency, l.obligation_id, sum(l.gross_ld) as gross_ld, sum(l.cap_applied) as cap_applied,
        sum(l.waived) as waived, sum(l.net_ld) as net_ld,
        (array_agg(l.remaining_annual_cap order by l.period_start desc))[1] as remaining_annual_cap
      from listed l group by l.contract, l.currency, l.obligation_id
    )
    select contract, currency, sum(gross_ld) as gross_ld, sum(cap_applied) as cap_applied, sum(waived) as waived, sum(net_ld) as net_ld,
      sum(remaining_annual_cap) as remaining_annual_cap
    from clauses group by contract, currency`,
});
