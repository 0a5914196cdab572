import type { PreviewDesign } from './builder-bodies.js';
import type { ReportDesign } from './report-design.js';

const PURCHASES: ReportDesign = {
  name: 'Purchases by vendor',
  description: 'Orders of a period by vendor, with a chart of the largest.',
  source: 'procurement.purchase_order_list',
  title: 'Purchases by vendor',
  columns: [
    { column: 'po_no' },
    { column: 'po_date', label: 'Ordered' },
    {
      column: 'delivery_date',
      highlight: [{ operator: 'lt', value: 'today', color: '#B00020' }],
    },
    { column: 'status' },
    { column: 'base_total', format: 'money', width: '35mm' },
  ],
  filters: [
    { column: 'po_date', label: 'Order date', operator: 'between', default: ['today-365d', 'today'] },
    { column: 'status', operator: 'in' },
  ],
  groups: [{ column: 'vendor' }],
  totals: [
    { column: 'base_total', aggregate: 'sum' },
    { column: 'base_total', aggregate: 'avg' },
  ],
  sort: [{ column: 'po_date', direction: 'desc' }],
  chart: {
    kind: 'bar',
    category: 'vendor',
    values: ['base_total'],
    title: 'Largest vendors',
    sort: '-y',
    top: 10,
  },
  orientation: 'portrait',
  page_size: 'A4',
  default_format: 'pdf',
  report_group: 'Procurement',
};

export const DESIGN_EXAMPLES = {
  purchases: { summary: 'Orders by vendor, with a form, totals and a chart', value: PURCHASES },
};

const PREVIEW: PreviewDesign = {
  design: PURCHASES,
  format: 'pdf',
  bu_codes: ['T01'],
  filters: { status: ['sent', 'completed'] },
  rows: 50,
};

export const PREVIEW_EXAMPLES = {
  purchases: { summary: 'The first orders of one business unit', value: PREVIEW },
};
