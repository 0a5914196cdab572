import { sql, type BuilderParam } from '@galley/dataset';
import { column, energyBuilder, FIGURE, MONEY, PERCENT } from './energy-builder.js';
import { PERIOD, PRIOR, SCOPE } from './parameters.js';

const params = [...PERIOD, ...PRIOR, ...SCOPE];

/** Which sections are listed; the net result is that of both. */
const SECTIONS: readonly BuilderParam[] = [
  { name: 'revenue', type: 'bool', nullable: false, default: true },
  { name: 'expenses', type: 'bool', nullable: false, default: true },
];

/** Revenue and expenses by category and currency: the period, the one before, the year so far, the budget. */
export const financialSummary = energyBuilder({
  name: 'financial_summary',
  label: 'Financial summary',
  params: [...PERIOD, ...PRIOR, ...SECTIONS, ...SCOPE],
  columns: [
    column('currency', 'Currency'),
    column('section', 'Section'),
    column('category', 'Category'),
    column('current', 'Current', MONEY),
    column('prior', 'Prior period', MONEY),
    column('ytd', 'Year to date', MONEY),
    column('budget', 'Budget', MONEY),
    column('variance', 'Variance', MONEY),
    column('variance_pct', 'Variance %', PERCENT),
    // Of the currency as a whole, in every row of it.
    column('net', 'Net', { ...MONEY, role: 'dimension' }),
    column('margin_pct', 'Margin %', PERCENT),
  ],
  build: ({ from, to, prior, projects, contracts }, { params: given }) => sql`
    with lines as (
      select l.*, sum(case l.section when 'revenue' then l.current else -l.current end) over (partition by l.currency) as net,
        sum(l.current) filter (where l.section = 'revenue') over (partition by l.currency) as revenue
      from energy.financial_lines(${from}, ${to}, ${prior}, ${projects}, ${contracts}) l
    )
    select currency, section, category, current, prior, ytd, budget, current - budget as variance,
      energy.percent(current - budget, budget) as variance_pct, net, energy.percent(net, revenue) as margin_pct
    from lines
    where case section when 'revenue' then ${given.revenue ?? true}::boolean else ${given.expenses ?? true}::boolean end`,
});

/** Per currency: revenue, expenses, what remains of it and how much of the revenue that is. */
export const financialNet = energyBuilder({
  name: 'financial_net',
  label: 'Net result',
  params,
  columns: [
    column('currency', 'Currency'),
    column('period', 'Period'),
    column('revenue', 'Revenue', MONEY),
    column('expenses', 'Expenses', MONEY),
    column('net', 'Net', MONEY),
    column('margin_pct', 'Margin %', PERCENT),
    column('place', 'Place', FIGURE),
  ],
  build: ({ from, to, prior, projects, contracts }) => sql`
    with lines as (select * from energy.financial_lines(${from}, ${to}, ${prior}, ${projects}, ${contracts})),
    sums as (
      select l.currency, t.place, t.period, coalesce(sum(t.amount) filter (where l.section = 'revenue'), 0) as revenue,
        coalesce(sum(t.amount) filter (where l.section = 'expenses'), 0) as expenses
      from lines l
      cross join lateral (values (1, 'Current', l.current), (2, 'Prior period', l.prior), (3, 'Year to date', l.ytd)) as t (place, period, amount)
      group by l.currency, t.place, t.period
    )
    select currency, period, revenue, expenses, revenue - expenses as net, energy.percent(revenue - expenses, revenue) as margin_pct, place
    from sums order by currency, place`,
});
