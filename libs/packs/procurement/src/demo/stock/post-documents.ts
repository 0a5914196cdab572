import { roundMoney, toBase } from '../../calculations/money.js';
import { allDays } from '../calendar.js';
import type { Adjustment, AdjustmentLine } from '../documents/adjustments.js';
import type { CreditNote } from '../documents/credit-notes.js';
import type { GoodsReceipt } from '../documents/goods-receipts.js';
import { amountsOf } from '../documents/priced-line.js';
import type { RequisitionLine, StoreRequisition } from '../documents/store-requisitions.js';
import type { CountLine, StockCount } from '../documents/stock-counts.js';
import type { World } from '../world.js';
import { DailyRoutine } from './daily-routine.js';
import { Ledger, type Movement } from './ledger.js';
import type { CostOutcome, CountOutcome } from './outcomes.js';
import { postCount } from './post-count.js';

export interface StockDocuments {
  readonly receipts: readonly GoodsReceipt[];
  readonly requisitions: readonly StoreRequisition[];
  readonly creditNotes: readonly CreditNote[];
  readonly adjustments: readonly Adjustment[];
  readonly stockCounts: readonly StockCount[];
}

export interface StockHistory {
  readonly movements: readonly Movement[];
  readonly requisitionCosts: ReadonlyMap<RequisitionLine, CostOutcome>;
  readonly counts: ReadonlyMap<AdjustmentLine | CountLine, CountOutcome>;
}

/** Plays the demo's months day by day: deliveries first, then what leaves the stores, then the day's use. */
export function postDocuments(world: World, documents: StockDocuments): StockHistory {
  const ledger = new Ledger();
  const routine = new DailyRoutine(world, ledger);
  const requisitionCosts = new Map<RequisitionLine, CostOutcome>();
  const counts = new Map<AdjustmentLine | CountLine, CountOutcome>();
  routine.open();
  for (const date of allDays()) {
    for (const receipt of documents.receipts) if (receipt.grn_date === date) postReceipt(ledger, receipt);
    for (const note of documents.creditNotes) if (note.cn_date === date) postReturn(ledger, routine, note);
    for (const requisition of documents.requisitions) {
      if (requisition.sr_date === date) postRequisition(ledger, routine, requisition, requisitionCosts);
    }
    routine.run(date);
    for (const adjustment of documents.adjustments) {
      if (adjustment.ia_date === date) postAdjustment(ledger, routine, adjustment, counts);
    }
    for (const count of documents.stockCounts) if (count.date === date) postCount(ledger, count, counts);
  }
  return { movements: ledger.movements, requisitionCosts, counts };
}

function postReceipt(
  ledger: Ledger,
  { grn_date: date, grn_no: document_no, order, lines }: GoodsReceipt,
): void {
  for (const line of lines) {
    const { product, location, lot } = line;
    // What the goods cost until they lie in the store: extra costs belong to it, free goods make the others cheaper.
    const value = toBase(amountsOf(line).net.plus(line.extra_cost), order.exchange_rate);
    const qty = line.qty + line.foc_qty;
    ledger.add({ date, kind: 'receipt', document_no, product, location, lot }, qty, value);
  }
}

function postReturn(ledger: Ledger, routine: DailyRoutine, note: CreditNote): void {
  if (note.kind !== 'quantity_return') return;
  for (const { product, location, qty } of note.lines) {
    routine.ensure(note.cn_date, product, location, qty);
    const posting = {
      date: note.cn_date,
      kind: 'vendor_return' as const,
      document_no: note.cn_no,
      product,
      location,
    };
    ledger.take(posting, qty);
  }
}

function postRequisition(
  ledger: Ledger,
  routine: DailyRoutine,
  requisition: StoreRequisition,
  costs: Map<RequisitionLine, CostOutcome>,
): void {
  const { sr_date: date, sr_no, from, to } = requisition;
  for (const line of requisition.lines) {
    const { product, issued_qty: qty } = line;
    if (qty > 0) routine.ensure(date, product, from, qty);
    const unit_cost = ledger.unitCost(product, from);
    costs.set(line, { unit_cost, total: roundMoney(unit_cost.times(qty)) });
    if (qty === 0) continue;
    if (requisition.kind === 'transfer') routine.transfer(date, sr_no, product, from, to, qty);
    else ledger.take({ date, kind: 'issue', document_no: sr_no, product, location: from }, qty);
  }
}

function postAdjustment(
  ledger: Ledger,
  routine: DailyRoutine,
  adjustment: Adjustment,
  counts: Map<AdjustmentLine | CountLine, CountOutcome>,
): void {
  const { ia_date: date, ia_no: document_no, location, direction } = adjustment;
  for (const line of adjustment.lines) {
    const { product } = line;
    routine.ensure(date, product, location, 1);
    const system_qty = ledger.onHand(product, location);
    const unit_cost = ledger.unitCost(product, location);
    const difference = Math.max(1, Math.round(system_qty * line.deviation));
    const posting = { date, kind: 'adjustment' as const, document_no, product, location };
    const { qty, value } = ledger.adjust(
      posting,
      direction === 'in' ? difference : -Math.min(difference, system_qty),
    );
    const lot_no = ledger.newestLot(product, location);
    counts.set(line, { unit_cost, total: value, system_qty, counted_qty: system_qty + qty, lot_no });
  }
}
