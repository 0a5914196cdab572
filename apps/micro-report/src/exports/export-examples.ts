import type { ExportBody } from './export-bodies.js';

/** The template belongs to `custom` alone: the properties' own examples together would be refused. */
const METERS: ExportBody = {
  data_type: 'meter_data',
  format: 'csv',
  filters: { date_from: 'start_of_month' },
  reason: 'Settlement check of this month',
};

const STOCK: ExportBody = {
  data_type: 'custom',
  report_type: 'stock_on_hand',
  format: 'xlsx',
  bu_codes: ['T01'],
  reason: 'Stocktaking',
};

export const EXPORT_EXAMPLES = {
  data: { summary: 'The readings of this month', value: METERS },
  custom: { summary: 'A report of your own choice', value: STOCK },
};
