import { addDays, AS_OF, monthOf } from '../calendar.js';
import type { World } from '../world.js';
import type { GoodsReceipt } from './goods-receipts.js';

/** A vendor's invoice for one receipt, line by line what was received. */
export interface VendorInvoice {
  readonly id: string;
  readonly inv_no: string;
  readonly inv_date: string;
  readonly due_date: string;
  readonly issuer: string;
  readonly status: 'draft' | 'approved' | 'paid';
  readonly receipt: GoodsReceipt;
}

/** Invoices booked a few days after the goods came, in order of their dates; the newest are still on their way. */
export function generateVendorInvoices(world: World, receipts: readonly GoodsReceipt[]): VendorInvoice[] {
  const random = world.randomOf('vendor invoices');
  return receipts
    .map((receipt) => ({ receipt, inv_date: addDays(receipt.grn_date, random.int(0, 3)) }))
    .filter(({ inv_date }) => inv_date <= AS_OF)
    .toSorted((a, b) => (a.inv_date < b.inv_date ? -1 : a.inv_date > b.inv_date ? 1 : 0))
    .map(({ receipt, inv_date }, index) => {
      const inv_no = `INV${monthOf(inv_date)}-${String(index + 1).padStart(4, '0')}`;
      const due_date = addDays(inv_date, receipt.order.vendor.credit_term_days);
      return {
        id: world.id('vendor_invoice', inv_no),
        inv_no,
        inv_date,
        due_date,
        issuer: random.pick(world.plan.people),
        status: inv_date > addDays(AS_OF, -3) ? 'draft' : due_date <= AS_OF ? 'paid' : 'approved',
        receipt,
      };
    });
}
