import type { BulkBody } from './bulk-body.js';
import type { GenerateBody } from './generate-body.js';

/** A template is named by its id or by its type, never by both: the properties' own examples together would be refused. */
const ORDERS: GenerateBody = {
  report_type: 'purchase_order_list',
  format: 'pdf',
  bu_codes: ['T01', 'T02'],
  filters: { date_from: 'start_of_month' },
  options: { title: 'Purchases', group_by: ['vendor'] },
};

const STOCK: GenerateBody = { report_type: 'stock_on_hand', format: 'excel', bu_codes: ['T01'] };

const BATCH: BulkBody = { items: [ORDERS, STOCK] };

const EACH_UNIT: BulkBody = {
  for_each: { bu_codes: ['T01', 'T02'] },
  report: { report_type: 'stock_on_hand', format: 'pdf' },
};

export const GENERATE_EXAMPLES = {
  report: { summary: 'The orders of this month, by vendor', value: ORDERS },
  file: { summary: 'A workbook with the defaults of its template', value: STOCK },
};

export const BULK_EXAMPLES = {
  batch: { summary: 'Two reports, both or none', value: BATCH },
  each: { summary: 'The same report, a file for each unit', value: EACH_UNIT },
};
