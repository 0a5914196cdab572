import {
  isPerCurrency,
  NO_CURRENCY,
  toJsonValue,
  type Column,
  type DatasetGroup,
  type Json,
  type Totals,
} from '@galley/dataset';
import { compareCells, type TextOrder } from '../order/compare-cells.js';
import { addAggregates, type Aggregates, type GroupState } from './group-states.js';
import { EMPTY_TOTAL, totalValue, type TotalSpec } from './total-state.js';

/** The aggregates of one unit and the currency its money is in; null = it states none. */
export interface UnitAggregates extends Aggregates {
  readonly currency: string | null;
}

/** What is known of all units when their rows have passed. */
export interface ReadAggregates {
  readonly aggregates: readonly UnitAggregates[];
  readonly textOrder: TextOrder;
  /** True when the units of the request have more than one base currency. */
  readonly isMixed: boolean;
}

export interface PresentedTotals {
  readonly totals: Totals;
  readonly groups: readonly DatasetGroup[];
}

/**
 * Adds the aggregates of all units and gives them as the JSON form holds them. Money of units with different base
 * currencies is never added: totals for which `isPerCurrency` holds become one per currency, `{"THB": …, "USD": …}`.
 */
export function presentTotals(
  specs: readonly TotalSpec[],
  groupBy: readonly Column[],
  { aggregates: units, textOrder: order, isMixed }: ReadAggregates,
): PresentedTotals {
  const currencies = [...new Set(units.map(currencyOf))].sort((a, b) => (a < b ? -1 : 1));
  const whole = addAggregates(specs, units, order);
  const byCurrency = isMixed
    ? new Map(
        currencies.map((currency) => [
          currency,
          addAggregates(
            specs,
            units.filter((unit) => currencyOf(unit) === currency),
            order,
          ),
        ]),
      )
    : null;
  const present = (
    group: GroupState | undefined,
    find: (part: Aggregates) => GroupState | undefined,
  ): Totals =>
    Object.fromEntries(
      specs.map((spec, index) => {
        const value = (one: GroupState | undefined): Json =>
          totalValue(spec, one?.totals[index] ?? EMPTY_TOTAL);
        if (!byCurrency || !spec.column || !isPerCurrency(spec.column, spec.aggregate))
          return [spec.key, value(group)];
        const parts = [...byCurrency].flatMap(([code, part]): [string, Json][] => {
          const own = part && find(part);
          return own ? [[code, value(own)]] : [];
        });
        return [spec.key, Object.fromEntries(parts)];
      }),
    );
  const groups = [...(whole?.groups ?? [])];
  if (units.length > 1) groups.sort(([, a], [, b]) => compareKeys(groupBy, order, a, b));
  return {
    totals: present(whole?.all, (part) => part.all),
    groups: groups.map(([id, group]) => ({
      key: Object.fromEntries(
        groupBy.map((column, index) => [column.name, toJsonValue(column.type, group.key[index] ?? null)]),
      ),
      totals: present(group, (part) => part.groups.get(id)),
      row_count: group.row_count,
    })),
  };
}

function currencyOf({ currency }: UnitAggregates): string {
  return currency ?? NO_CURRENCY;
}

function compareKeys(columns: readonly Column[], order: TextOrder, a: GroupState, b: GroupState): number {
  for (const [index, column] of columns.entries()) {
    const [left, right] = [a.key[index] ?? null, b.key[index] ?? null];
    if (left === right) continue;
    if (left === null || right === null) return left === null ? 1 : -1;
    const difference = compareCells(column.type, order)(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}
