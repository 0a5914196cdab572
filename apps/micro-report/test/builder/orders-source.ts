import type { Column } from '@galley/dataset';
import { UNIT_COLUMN, type BuildableSource } from '../../src/builder/buildable-source.js';
import type { ReportDesign } from '../../src/builder/report-design.js';

const column = (name: string, label: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  name,
  label,
  type,
  format: null,
  role: 'dimension',
  ...more,
});

/** Orders with a column of every type. */
export const ORDERS: BuildableSource = {
  name: 'shop.orders',
  label: 'Orders',
  source_type: 'view',
  source_name: 'v_orders',
  source_params: { params: [] },
  builder_key: null,
  view_name: null,
  is_per_unit: true,
  params: [],
  columns: [
    UNIT_COLUMN,
    column('no', 'No.', 'string'),
    column('vendor', 'Vendor', 'string'),
    column('ordered', 'Ordered', 'date'),
    column('due', 'Due', 'date'),
    column('sent_at', 'Sent', 'timestamp'),
    column('total', 'Total', 'decimal', { scale: 2, format: 'money', role: 'measure' }),
    column('budget', 'Budget', 'decimal', { scale: 2, format: 'money', role: 'measure' }),
    column('lines', 'Lines', 'integer'),
    column('is_paid', 'Paid', 'boolean'),
    column('id', 'Id', 'uuid'),
    column('extra', 'Extra', 'json'),
    column('Größe', 'Size', 'string'),
  ],
  fields: [],
  lore: { columns: null, max_rows: 1000, timeout_ms: null },
};

/** A design on them with nothing but what is needed, and what is given. */
export function designOf(parts: Partial<ReportDesign> = {}): ReportDesign {
  return { name: 'Orders', source: 'shop.orders', ...parts };
}
