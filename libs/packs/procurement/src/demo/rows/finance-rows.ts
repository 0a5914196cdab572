import { Decimal } from 'decimal.js';
import { accounts } from '../finance/accounts.js';
import type { DepartmentCost } from '../finance/department-cost.js';
import type { JournalVoucher } from '../finance/journals.js';
import type { UnitData } from '../unit-data.js';
import type { World } from '../world.js';

/** Budgets are last year's use, rounded by people: now above, now below what is really used. */
export function budgetRows(world: World, costs: readonly DepartmentCost[]): Pick<UnitData, 'budget'> {
  const random = world.randomOf('budgets');
  const step = world.plan.currency === 'USD' ? 50 : 1000;
  return {
    budget: costs.map(({ period, department, category, amount }) => ({
      period_id: world.id('period', period.name),
      department_id: world.id('department', department),
      category_id: world.id('category', category.code),
      amount: new Decimal(amount)
        .times(random.int(82, 118))
        .div(100 * step)
        .ceil()
        .times(step)
        .toFixed(2),
    })),
  };
}

export function journalRows(
  world: World,
  vouchers: readonly JournalVoucher[],
): Pick<UnitData, 'account' | 'journal_voucher' | 'journal_voucher_line'> {
  return {
    account: Object.values(accounts).map(({ code, name, kind }) => ({ code, name, kind })),
    journal_voucher: vouchers.map(({ bookings: _, ...voucher }) => voucher),
    journal_voucher_line: vouchers.flatMap(({ id, bookings }) =>
      bookings.map(({ account, department, amount }, index) => ({
        journal_voucher_id: id,
        line_no: index + 1,
        account_code: account.code,
        department_id: department === null ? null : world.id('department', department),
        debit: Decimal.max(amount, 0).toFixed(2),
        credit: Decimal.max(amount.neg(), 0).toFixed(2),
      })),
    ),
  };
}
