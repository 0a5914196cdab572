import { generateAdjustments } from './documents/adjustments.js';
import { generateCreditNotes } from './documents/credit-notes.js';
import { generateGoodsReceipts } from './documents/goods-receipts.js';
import { generatePurchaseOrders } from './documents/purchase-orders.js';
import { generatePurchaseRequests } from './documents/purchase-requests.js';
import { generateStoreRequisitions } from './documents/store-requisitions.js';
import { masterRows } from './rows/master-rows.js';
import { creditNoteRows, orderRows, receiptRows, requestRows } from './rows/purchasing-rows.js';
import { adjustmentRows, movementRows, requisitionRows } from './rows/stock-rows.js';
import { postDocuments } from './stock/post-documents.js';
import type { UnitData } from './unit-data.js';
import type { UnitPlan } from './unit-plan.js';
import { createWorld } from './world.js';

/** Seed of the demo that `npm start` shows. */
export const DEMO_SEED = 'galley-demo-1';

/** All records of one property: the same plan and seed give the same records, ids and dates included. */
export function generateUnit(plan: UnitPlan, seed: string = DEMO_SEED): UnitData {
  const world = createWorld(plan, seed);
  const orders = generatePurchaseOrders(world);
  const requests = generatePurchaseRequests(world, orders);
  const receipts = generateGoodsReceipts(world, orders);
  const requisitions = generateStoreRequisitions(world);
  const creditNotes = generateCreditNotes(world, receipts);
  const adjustments = generateAdjustments(world);
  const history = postDocuments(world, { receipts, requisitions, creditNotes, adjustments });
  return {
    ...masterRows(world),
    ...requestRows(world, requests),
    ...orderRows(orders, requests, receipts),
    ...receiptRows(receipts),
    ...requisitionRows(world, requisitions, history),
    ...creditNoteRows(creditNotes),
    ...adjustmentRows(world, adjustments, history),
    ...movementRows(world, history.movements),
  };
}
