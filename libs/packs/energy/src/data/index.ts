import type { DatasetBuilder } from '@galley/dataset';
import { compliance, complianceSummary } from './compliance.js';
import { expenseByCategory, expenseCategories, expenseTotals } from './expense-by-category.js';
import { exportBuilders } from './exports.js';
import { financialNet, financialSummary } from './financial-summary.js';
import { generationSummary } from './generation-summary.js';
import { invoiceAging, invoiceAgingTotals } from './invoice-aging.js';
import { ldSummary, ldTotals } from './liquidated-damages.js';
import { contracts, projects } from './lookups.js';
import { settlement, settlementAdjustments, settlementStatement } from './settlement.js';

/** Dataset sources of the pack; micro-data registers them by key. */
export const energyBuilders: readonly DatasetBuilder[] = [
  settlement,
  settlementAdjustments,
  settlementStatement,
  compliance,
  complianceSummary,
  financialSummary,
  financialNet,
  invoiceAging,
  invoiceAgingTotals,
  expenseByCategory,
  expenseCategories,
  expenseTotals,
  generationSummary,
  ldSummary,
  ldTotals,
  projects,
  contracts,
  ...exportBuilders,
];
