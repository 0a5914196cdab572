import { generateAdjustments } from './documents/adjustments.js';
import { generateCreditNotes } from './documents/credit-notes.js';
import { generateGoodsReceipts } from './documents/goods-receipts.js';
import { generateMenuSales, generateRecipes } from './documents/menu.js';
import { generatePurchaseOrders } from './documents/purchase-orders.js';
import { generatePurchaseRequests } from './documents/purchase-requests.js';
import { generateRfqs, generateVendorPrices } from './documents/sourcing.js';
import { generatePhysicalCounts, generateSpotCounts } from './documents/stock-counts.js';
import { generateStoreRequisitions } from './documents/store-requisitions.js';
import { generateVendorInvoices } from './documents/vendor-invoices.js';
import { departmentCosts } from './finance/department-cost.js';
import { generateJournals } from './finance/journals.js';
import { physicalCountRows, spotCountRows } from './rows/count-rows.js';
import { budgetRows, journalRows } from './rows/finance-rows.js';
import { recipeRows, saleRows } from './rows/kitchen-rows.js';
import { masterRows } from './rows/master-rows.js';
import { orderRows, requestRows } from './rows/purchasing-rows.js';
import { creditNoteRows, invoiceRows, receiptRows } from './rows/receiving-rows.js';
import { priceRows, rfqRows } from './rows/sourcing-rows.js';
import { adjustmentRows, movementRows, requisitionRows } from './rows/stock-rows.js';
import { trailRows } from './rows/trail-rows.js';
import { postDocuments, type StockHistory } from './stock/post-documents.js';
import { generateActivities, type Traced } from './trail/activities.js';
import { generateApprovals } from './trail/approvals.js';
import type { UnitData } from './unit-data.js';
import type { UnitPlan } from './unit-plan.js';
import { createWorld, type World } from './world.js';

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
  const physicalCounts = generatePhysicalCounts(world);
  const spotCounts = generateSpotCounts(world);
  const stockCounts = [...spotCounts, ...physicalCounts];
  const documents = { requests, orders, receipts, requisitions, creditNotes, adjustments, stockCounts };
  const history = postDocuments(world, documents);
  return {
    ...masterRows(world),
    ...priceRows(generateVendorPrices(world)),
    ...rfqRows(world, generateRfqs(world)),
    ...requestRows(world, requests),
    ...orderRows(world, orders, requests, receipts),
    ...receiptRows(receipts),
    ...requisitionRows(world, requisitions, history),
    ...creditNoteRows(creditNotes),
    ...invoiceRows(generateVendorInvoices(world, receipts)),
    ...adjustmentRows(world, adjustments, history),
    ...physicalCountRows(world, physicalCounts, history.counts),
    ...spotCountRows(world, spotCounts, history.counts),
    ...movementRows(world, history.movements),
    ...aftermath(world, documents, history),
  };
}

type AftermathTable =
  | 'recipe'
  | 'recipe_ingredient'
  | 'menu_sale'
  | 'account'
  | 'budget'
  | 'journal_voucher'
  | 'journal_voucher_line'
  | 'workflow_step'
  | 'activity_log';

/** What follows from the documents and the ledger: sales, books, decisions, the log. */
function aftermath(
  world: World,
  documents: Traced,
  { movements }: StockHistory,
): Pick<UnitData, AftermathTable> {
  const { requests, orders, requisitions } = documents;
  const recipes = generateRecipes(world);
  const costs = departmentCosts(movements, requisitions);
  const steps = generateApprovals(world, requests, orders, requisitions);
  return {
    ...recipeRows(recipes),
    ...saleRows(generateMenuSales(world, recipes, movements)),
    ...budgetRows(world, costs),
    ...journalRows(world, generateJournals(world, { ...documents, movements, costs })),
    ...trailRows(world, steps, generateActivities(world, documents, steps)),
  };
}
