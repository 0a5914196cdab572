import { Decimal } from 'decimal.js';
import { toBase } from '../../calculations/money.js';
import { lineAmounts } from '../../calculations/line-amounts.js';
import { addDays, AS_OF, monthOf, type Period, periods } from '../calendar.js';
import type { CreditNote } from '../documents/credit-notes.js';
import type { GoodsReceipt } from '../documents/goods-receipts.js';
import { amountsOf } from '../documents/priced-line.js';
import type { Movement, MovementKind } from '../stock/ledger.js';
import type { World } from '../world.js';
import { type Account, accounts, costAccount } from './accounts.js';
import type { DepartmentCost } from './department-cost.js';

/** One side of a voucher: positive is debit, negative credit. */
export interface Booking {
  readonly account: Account;
  readonly department: string | null;
  readonly amount: Decimal;
}

export interface JournalVoucher {
  readonly id: string;
  readonly jv_no: string;
  readonly jv_date: string;
  readonly source: 'GRN' | 'CN' | 'closing';
  readonly document_no: string;
  readonly description: string;
  readonly status: 'draft' | 'posted';
  readonly bookings: readonly Booking[];
}

type Draft = Omit<JournalVoucher, 'id' | 'jv_no'>;

export interface Bookable {
  readonly receipts: readonly GoodsReceipt[];
  readonly creditNotes: readonly CreditNote[];
  readonly movements: readonly Movement[];
  readonly costs: readonly DepartmentCost[];
}

/**
 * Vouchers of all receipts and credit notes, and three at the end of every period: use by department, stock differences,
 * market purchases. Each balances; together they move the inventory account by what the ledger moved after its opening.
 */
export function generateJournals(
  world: World,
  { receipts, creditNotes, movements, costs }: Bookable,
): JournalVoucher[] {
  const drafts = [
    ...receipts.map((receipt) => receiptVoucher(receipt, stockValue(movements, receipt.grn_no))),
    ...creditNotes.map((note) => creditVoucher(note, stockValue(movements, note.cn_no))),
    ...periods.flatMap((period) => closingVouchers(period, movements, costs)),
  ];
  return drafts
    .filter(({ bookings }) => bookings.length > 0)
    .toSorted((a, b) => (a.jv_date < b.jv_date ? -1 : a.jv_date > b.jv_date ? 1 : 0))
    .map((draft, index) => {
      const jv_no = `JV${monthOf(draft.jv_date)}-${String(index + 1).padStart(4, '0')}`;
      return { ...draft, jv_no, id: world.id('journal_voucher', jv_no) };
    });
}

function receiptVoucher(receipt: GoodsReceipt, inventory: Decimal): Draft {
  const { exchange_rate, vendor } = receipt.order;
  const tax = Decimal.sum(
    0,
    ...receipt.lines.map((line) => amountsOf(line).tax),
    ...receipt.extra_costs.map(
      ({ amount, tax_rate }) => lineAmounts({ qty: 1, unit_price: amount, tax_rate }).tax,
    ),
  );
  const isNew = receipt.grn_date > addDays(AS_OF, -3);
  return {
    jv_date: receipt.grn_date,
    source: 'GRN',
    document_no: receipt.grn_no,
    description: `Goods from ${vendor.name}`,
    status: isNew ? 'draft' : 'posted',
    bookings: balanced(
      [booking(accounts.inventory, inventory), booking(accounts.input_tax, toBase(tax, exchange_rate))],
      accounts.payable,
    ),
  };
}

function creditVoucher(note: CreditNote, inventory: Decimal): Draft {
  const { exchange_rate, vendor } = note.receipt.order;
  const amounts = note.lines.map((line) => amountsOf(line));
  const tax = Decimal.sum(0, ...amounts.map((amount) => amount.tax));
  const total = Decimal.sum(0, ...amounts.map((amount) => amount.total));
  return {
    jv_date: note.cn_date,
    source: 'CN',
    document_no: note.cn_no,
    description: `${note.reason}, ${vendor.name}`,
    status: 'posted',
    // What the vendor credits beyond or below what the goods stood in stock with is a variance of price.
    bookings: balanced(
      [
        booking(accounts.payable, toBase(total, exchange_rate)),
        booking(accounts.inventory, inventory),
        booking(accounts.input_tax, toBase(tax, exchange_rate).neg()),
      ],
      accounts.price_variance,
    ),
  };
}

function closingVouchers(
  period: Period,
  movements: readonly Movement[],
  costs: readonly DepartmentCost[],
): Draft[] {
  const { name, start_date, end_date, closed_at } = period;
  const moved = movements.filter(({ date }) => date >= start_date && date <= end_date);
  const valueOf = (matches: (movement: Movement) => boolean): Decimal =>
    Decimal.sum(0, ...moved.filter(matches).map(({ value }) => value));
  const ofKind = (kind: MovementKind) => (movement: Movement) => movement.kind === kind;
  const voucher = (topic: string, description: string, bookings: readonly Booking[]): Draft => ({
    jv_date: end_date,
    source: 'closing',
    document_no: `${name} ${topic}`,
    description,
    status: closed_at ? 'posted' : 'draft',
    bookings,
  });
  const used = costs
    .filter((cost) => cost.period === period)
    .map(({ category, department, amount }) => booking(costAccount(category.family), amount, department));
  return [
    voucher('use', `Goods used in ${name}`, balanced(used, accounts.inventory)),
    voucher(
      'counts',
      `Stock differences of ${name}`,
      balanced([booking(accounts.inventory, valueOf(ofKind('adjustment')))], accounts.stock_variance),
    ),
    voucher(
      'market',
      `Market purchases of ${name}`,
      balanced(
        [
          booking(
            accounts.inventory,
            valueOf(({ kind, document_no }) => kind === 'receipt' && document_no.startsWith('MR')),
          ),
        ],
        accounts.market,
      ),
    ),
  ];
}

const booking = (account: Account, amount: Decimal, department: string | null = null): Booking => ({
  account,
  department,
  amount,
});

/** The bookings that say something, and what is missing to zero on `rest`. */
function balanced(bookings: readonly Booking[], rest: Account): Booking[] {
  const missing = Decimal.sum(0, ...bookings.map(({ amount }) => amount)).neg();
  return [...bookings, booking(rest, missing)].filter(({ amount }) => !amount.isZero());
}

function stockValue(movements: readonly Movement[], document_no: string): Decimal {
  const values = movements
    .filter((movement) => movement.document_no === document_no)
    .map(({ value }) => value);
  return Decimal.sum(0, ...values);
}
