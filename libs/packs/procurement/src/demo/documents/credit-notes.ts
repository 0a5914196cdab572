import { roundTo } from '../../calculations/money.js';
import { addDays, AS_OF, monthOf } from '../calendar.js';
import type { World } from '../world.js';
import type { GoodsReceipt } from './goods-receipts.js';
import type { PricedLine } from './priced-line.js';

export interface CreditNote {
  readonly id: string;
  readonly cn_no: string;
  readonly cn_date: string;
  readonly receipt: GoodsReceipt;
  readonly kind: 'quantity_return' | 'amount_discount';
  readonly reason: string;
  readonly tax_invoice_no: string;
  readonly lines: readonly PricedLine[];
}

const reasons = {
  quantity_return: [
    'Damaged in transit',
    'Wrong specification',
    'Short shelf life',
    'Temperature above limit',
  ],
  amount_discount: ['Price agreed lower', 'Volume rebate'],
} as const;

/** Credit notes on different receipts, in order of their dates. */
export function generateCreditNotes(world: World, receipts: readonly GoodsReceipt[]): CreditNote[] {
  const { plan, random } = world;
  const early = receipts.filter(({ grn_date }) => grn_date < AS_OF);
  return random
    .sample(early.length >= plan.counts.credit_notes ? early : receipts, plan.counts.credit_notes)
    .map((receipt) => {
      const wished = addDays(receipt.grn_date, random.int(1, 8));
      return { receipt, cn_date: wished > AS_OF ? AS_OF : wished };
    })
    .toSorted((a, b) => (a.cn_date < b.cn_date ? -1 : a.cn_date > b.cn_date ? 1 : 0))
    .map(({ receipt, cn_date }, index) => {
      const cn_no = `CN${monthOf(cn_date)}-${String(index + 1).padStart(4, '0')}`;
      const kind = index % 3 === 2 ? 'amount_discount' : 'quantity_return';
      return {
        id: world.id('credit_note', cn_no),
        cn_no,
        cn_date,
        receipt,
        kind,
        reason: random.pick(reasons[kind]),
        tax_invoice_no: `TX-${random.int(10000, 99999)}`,
        lines: receipt.lines
          .slice(0, 2)
          .map((line) =>
            kind === 'quantity_return'
              ? { ...line, qty: Math.max(1, Math.floor(line.qty / 5)) }
              : { ...line, unit_price: roundTo(line.unit_price.times('0.05'), 2) },
          ),
      };
    });
}
