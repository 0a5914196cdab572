import { Decimal } from 'decimal.js';
import { allocateAmount } from '../../calculations/allocate-amount.js';
import { roundMoney } from '../../calculations/money.js';
import type { Random } from '../random.js';
import type { UnitPlan } from '../unit-plan.js';
import type { Vendor } from '../world.js';
import { amountsOf, type PricedLine } from './priced-line.js';

/** What a receipt cost beyond its goods, in its currency, and how that is spread over its lines. */
export interface ExtraCost {
  readonly name: string;
  readonly allocation: 'by_value' | 'by_quantity';
  readonly amount: Decimal;
  readonly tax_rate: string;
}

const abroad = ['Sea freight', 'Customs clearance', 'Cargo insurance'] as const;
const nearby = ['Delivery charge', 'Chilled transport'] as const;

/** Most imports come with one to three extra costs, some deliveries from nearby with one. */
export function extraCostsOf(
  random: Random,
  plan: UnitPlan,
  vendor: Vendor,
  lines: readonly PricedLine[],
): ExtraCost[] {
  const isImport = vendor.country !== plan.country;
  if (!random.chance(isImport ? 0.8 : 0.2)) return [];
  const net = Decimal.sum(0, ...lines.map((line) => amountsOf(line).net));
  return random.sample(isImport ? abroad : nearby, isImport ? random.int(1, 3) : 1).map((name) => ({
    name,
    allocation: name === 'Chilled transport' ? 'by_quantity' : 'by_value',
    amount: roundMoney(net.times(random.int(8, 45)).div(1000)),
    tax_rate: name === 'Cargo insurance' || isImport ? '0' : plan.tax_rate,
  }));
}

/** Each line's part of all extra costs, in the order of the lines. */
export function extraCostByLine(costs: readonly ExtraCost[], lines: readonly PricedLine[]): Decimal[] {
  const parts = costs.map(({ amount, allocation }) =>
    allocateAmount(
      amount,
      lines.map((line) => (allocation === 'by_value' ? amountsOf(line).net : line.qty)),
    ),
  );
  return lines.map((_, index) => Decimal.sum(0, ...parts.map((part) => part[index] ?? 0)));
}
