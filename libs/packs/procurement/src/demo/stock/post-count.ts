import { roundMoney } from '../../calculations/money.js';
import type { CountLine, StockCount } from '../documents/stock-counts.js';
import type { Ledger } from './ledger.js';
import type { CountOutcome } from './outcomes.js';

/** Compares a count with the ledger and, when somebody confirmed it, posts the differences. */
export function postCount(ledger: Ledger, count: StockCount, outcomes: Map<CountLine, CountOutcome>): void {
  for (const line of count.lines) {
    const { product, deviation } = line;
    const { location, date } = count;
    const system_qty = ledger.onHand(product, location);
    if (system_qty === 0) continue;
    const unit_cost = ledger.unitCost(product, location);
    // Found or missed as a whole: at least one where something is wrong, and never more than there is.
    const found = Math.round(Math.max(1, system_qty * Math.abs(deviation))) * Math.sign(deviation);
    const qty = Math.max(found, -system_qty);
    const posting = { date, kind: 'adjustment' as const, document_no: count.number, product, location };
    const value = roundMoney(unit_cost.times(qty));
    const total = !count.confirmed_by || qty === 0 ? value : ledger.adjust(posting, qty).value;
    outcomes.set(line, { unit_cost, total, system_qty, counted_qty: system_qty + qty });
  }
}
