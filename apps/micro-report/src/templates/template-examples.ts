import type { CreateTemplateBody } from './template-bodies.js';

/** Without `organization_id`: null there means the platform, which most callers may not write for. */
const ORDERS: CreateTemplateBody = {
  name: 'Orders of the month',
  description: 'Orders of a period with their totals.',
  report_group: 'Procurement',
  report_category: 'procurement',
  source_type: 'view',
  source_name: 'v_purchase_order_list',
  dialog: {
    fields: [
      {
        name: 'date_from',
        label: 'From',
        type: 'date',
        default: 'start_of_month',
        column: 'po_date',
        operator: 'gte',
      },
    ],
  },
  default_options: { group_by: ['vendor'], totals: [{ column: 'base_total', aggregate: 'sum' }] },
  page_size: 'A4',
  locale: 'en-GB',
};

export const CREATE_TEMPLATE_EXAMPLES = {
  orders: { summary: 'Orders of the running month, by vendor', value: ORDERS },
};
