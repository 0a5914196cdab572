import { sql, type DatasetBuilder, type SqlFragment } from '@galley/dataset';
import { column, energyBuilder, MONEY, PERCENT } from './energy-builder.js';
import { PERIOD, PRIOR, SCOPE, type Arguments } from './parameters.js';

const params = [...PERIOD, ...PRIOR, ...SCOPE];

const FIGURES = [
  column('budget', 'Budget', MONEY),
  column('actual', 'Actual', MONEY),
  column('variance', 'Variance', MONEY),
  column('variance_pct', 'Variance %', PERCENT),
  column('share_pct', 'Share %', PERCENT),
  column('prior', 'Prior', MONEY),
  column('trend_pct', 'Trend %', PERCENT),
];

/**
 * Figures of cost lines added up by `keys`; percentages are computed from the sums of their own level, so a total's
 * percentage is that of the total. A positive variance is over budget: adverse.
 */
function figures(keys: SqlFragment, { from, to, prior, projects, contracts }: Arguments): SqlFragment {
  return sql`
    with lines as (select * from energy.expense_lines(${from}, ${to}, ${prior}, ${projects}, ${contracts})),
    sums as (
      select ${keys}, sum(budget) as budget, sum(actual) as actual, sum(prior) as prior from lines group by ${keys}
    )
    select ${keys}, budget, actual, actual - budget as variance, energy.percent(actual - budget, budget) as variance_pct,
      energy.percent(actual, sum(actual) over (partition by currency)) as share_pct, prior,
      energy.percent(actual - prior, prior) as trend_pct
    from sums`;
}

const currency = column('currency', 'Currency');
const category = column('category', 'Category');

/** Every cost line. */
export const expenseByCategory: DatasetBuilder = energyBuilder({
  name: 'expense_by_category',
  label: 'Expenses by category',
  params,
  columns: [currency, category, column('vendor', 'Vendor'), column('gl_account', 'GL account'), ...FIGURES],
  build: (given) => figures(sql`currency, category, vendor, gl_account`, given),
});

/** One row per category. */
export const expenseCategories: DatasetBuilder = energyBuilder({
  name: 'expense_categories',
  label: 'Expense categories',
  params,
  columns: [currency, category, ...FIGURES],
  build: (given) => figures(sql`currency, category`, given),
});

/** One row per currency. */
export const expenseTotals: DatasetBuilder = energyBuilder({
  name: 'expense_totals',
  label: 'Expenses in total',
  params,
  columns: [currency, ...FIGURES],
  build: (given) => figures(sql`currency`, given),
});
