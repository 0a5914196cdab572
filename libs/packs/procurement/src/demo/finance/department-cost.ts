import { Decimal } from 'decimal.js';
import { type Period, periods } from '../calendar.js';
import type { CategoryItem } from '../catalogue/product-item.js';
import type { StoreRequisition } from '../documents/store-requisitions.js';
import type { Movement } from '../stock/ledger.js';

/** What a department used up of a category in a period, at cost in base currency. */
export interface DepartmentCost {
  readonly period: Period;
  readonly department: string;
  readonly category: CategoryItem;
  readonly amount: Decimal;
}

/** Use by period, department and category; goods issued on a requisition are its department's, others their location's. */
export function departmentCosts(
  movements: readonly Movement[],
  requisitions: readonly StoreRequisition[],
): DepartmentCost[] {
  const receivers = new Map(requisitions.map(({ sr_no, to }) => [sr_no, to.department]));
  const costs = new Map<string, DepartmentCost>();
  for (const { kind, date, document_no, product, location, value } of movements) {
    const period = periods.find(({ end_date }) => date <= end_date);
    if (!period || (kind !== 'consumption' && kind !== 'issue')) continue;
    const department = receivers.get(document_no) ?? location.department;
    const { category } = product;
    const key = `${period.name}/${department}/${category.code}`;
    const amount = (costs.get(key)?.amount ?? new Decimal(0)).minus(value);
    costs.set(key, { period, department, category, amount });
  }
  return [...costs.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cost]) => cost);
}
