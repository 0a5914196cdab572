import { Decimal } from 'decimal.js';
import { roundMoney } from './money.js';

/**
 * An amount of money spread over lines in proportion to their weights (value or quantity), each part rounded; the last
 * line takes the remainder, so that the parts add up to the amount (packs/procurement.md CA-C5). Lines that all weigh
 * nothing share equally. Returns one part per weight, in their order.
 */
export function allocateAmount(amount: Decimal.Value, weights: readonly Decimal.Value[]): Decimal[] {
  const whole = new Decimal(amount);
  const sum = Decimal.sum(0, ...weights);
  let rest = whole;
  return weights.map((weight, index) => {
    if (index === weights.length - 1) return rest;
    const part = roundMoney(
      sum.isZero() ? whole.div(weights.length) : whole.times(new Decimal(weight)).div(sum),
    );
    rest = rest.minus(part);
    return part;
  });
}
