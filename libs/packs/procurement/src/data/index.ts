import type { DatasetBuilder } from '@galley/dataset';
import { priceComparison } from './price-comparison.js';
import { vendorSpend } from './vendor-spend.js';

export { applySchemaObjects, schemaSql } from './schema-objects.js';

/** Dataset sources of the pack that are written in code; micro-data registers them by key. */
export const procurementBuilders: readonly DatasetBuilder[] = [vendorSpend, priceComparison];
