-- What the print layouts read: one row per line, the head of the document repeated on each. Keyed by `document_id` (text) and
-- `document_no`. Totals are sums of the document's lines; imported documents bring their own, as stated, in the same columns.

CREATE INDEX IF NOT EXISTS purchase_request_key ON purchase_request ((id::text));
CREATE INDEX IF NOT EXISTS purchase_order_key ON purchase_order ((id::text));
CREATE INDEX IF NOT EXISTS goods_receipt_key ON goods_receipt ((id::text));
CREATE INDEX IF NOT EXISTS store_requisition_key ON store_requisition ((id::text));
CREATE INDEX IF NOT EXISTS credit_note_key ON credit_note ((id::text));
CREATE INDEX IF NOT EXISTS inventory_adjustment_key ON inventory_adjustment ((id::text));
CREATE INDEX IF NOT EXISTS physical_count_key ON physical_count ((id::text));
CREATE INDEX IF NOT EXISTS spot_count_key ON spot_count ((id::text));
CREATE INDEX IF NOT EXISTS rfq_key ON rfq ((id::text));
CREATE INDEX IF NOT EXISTS vendor_invoice_key ON vendor_invoice ((id::text));

-- Who prints: the same on every document. Its logo stands on the first line only, as layouts remember it.
CREATE OR REPLACE VIEW v_print_property AS
SELECT
  name AS property_name,
  legal_name AS property_legal_name,
  address AS property_address,
  concat_ws(' · ', phone, email) AS property_contact,
  tax_id AS property_tax_id,
  logo AS property_logo,
  base_currency::text AS base_currency
FROM property;
COMMENT ON VIEW v_print_property IS 'Head of every printed document';

-- Whom documents are exchanged with.
CREATE OR REPLACE VIEW v_print_vendor AS
SELECT
  id AS vendor_id,
  code AS vendor_code,
  name AS vendor_name,
  address AS vendor_address,
  tax_id AS vendor_tax_id,
  concat_ws(' · ', contact, phone, email) AS vendor_contact
FROM vendor;
COMMENT ON VIEW v_print_vendor IS 'Vendor on printed documents';

-- An imported document with its lines, as all of their types print it.
CREATE OR REPLACE VIEW v_print_imported AS
SELECT
  d.document_type,
  d.id::text AS document_id,
  d.document_no,
  d.issue_date AS document_date,
  'imported'::text AS status,
  p.property_name,
  p.property_legal_name,
  p.property_address,
  p.property_contact,
  p.property_tax_id,
  CASE WHEN l.line_no = 1 THEN p.property_logo END AS property_logo,
  p.base_currency,
  NULL::text AS vendor_code,
  d.seller_name AS vendor_name,
  d.seller_address AS vendor_address,
  d.seller_tax_id AS vendor_tax_id,
  d.seller_contact AS vendor_contact,
  d.buyer_name AS customer_name,
  d.buyer_address AS customer_address,
  d.buyer_tax_id AS customer_tax_id,
  d.buyer_contact AS customer_contact,
  d.delivery_date,
  d.due_date,
  d.delivery_address AS delivery_point,
  d.order_no,
  d.invoice_no,
  d.currency,
  d.note AS remarks,
  d.terms,
  d.origin,
  nullif(array_to_string(d.warnings, E'\n'), '') AS warnings,
  d.line_amount AS document_subtotal,
  d.allowance AS document_discount,
  d.charge AS document_charge,
  d.tax_exclusive AS document_net,
  d.tax AS document_tax,
  d.prepaid AS document_prepaid,
  coalesce(d.payable, d.tax_inclusive) AS document_total,
  l.line_no,
  l.item_code AS product_code,
  l.item AS product,
  l.qty,
  l.short_qty,
  l.rejected_qty,
  l.unit,
  l.unit_price,
  l.line_amount AS net,
  l.tax,
  l.lot_no,
  l.expiry_date,
  nullif(concat_ws(' · ', nullif(l.description, l.item), nullif(l.note, l.description)), '') AS line_remark,
  -- As the sender wrote it, digit by digit.
  CASE WHEN l.line_amount IS NOT NULL
    THEN concat_ws(' = ', concat_ws(' × ', concat_ws(' ', l.qty, l.unit), l.unit_price), l.line_amount) END AS line_stated,
  concat_ws(' · ',
    'total ' || coalesce(d.payable, d.tax_inclusive, d.line_amount), 'lines ' || d.line_amount, 'tax ' || d.tax,
    'allowances ' || d.allowance, 'charges ' || d.charge) AS stated
FROM imported_document d
JOIN imported_document_line l ON l.document_id = d.id
CROSS JOIN v_print_property p;
COMMENT ON VIEW v_print_imported IS 'Imported documents';
