/** One record as the database takes it: column → text, number, flag, list or null. */
export type DataRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Tables of `sql/tables/` in an order that foreign keys allow. */
export const tableNames = [
  'property',
  'department',
  'location',
  'period',
  'vendor',
  'category',
  'product',
  'vendor_price',
  'rfq',
  'rfq_line',
  'rfq_vendor',
  'purchase_request',
  'purchase_request_line',
  'purchase_order',
  'purchase_order_line',
  'goods_receipt',
  'goods_receipt_line',
  'goods_receipt_extra_cost',
  'store_requisition',
  'store_requisition_line',
  'credit_note',
  'credit_note_line',
  'vendor_invoice',
  'vendor_invoice_line',
  'inventory_adjustment',
  'inventory_adjustment_line',
  'physical_count',
  'physical_count_line',
  'spot_count',
  'spot_count_line',
  'stock_movement',
  'recipe',
  'recipe_ingredient',
  'menu_sale',
  'account',
  'budget',
  'journal_voucher',
  'journal_voucher_line',
  'workflow_step',
  'activity_log',
] as const;
export type TableName = (typeof tableNames)[number];

/** All records of one property. */
export type UnitData = Readonly<Record<TableName, readonly DataRow[]>>;
