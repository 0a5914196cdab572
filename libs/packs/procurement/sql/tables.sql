-- Business data of one property. Run with search_path set to the unit's schema; safe to run again.
-- Money: prices and costs numeric(18,4), amounts numeric(18,2). Amounts stand on lines; documents add them up.

CREATE TABLE IF NOT EXISTS property (
  code          text PRIMARY KEY,
  name          text NOT NULL,
  base_currency char(3) NOT NULL,
  timezone      text NOT NULL,
  address       text
);

CREATE TABLE IF NOT EXISTS department (
  id   uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL
);

CREATE TABLE IF NOT EXISTS location (
  id            uuid PRIMARY KEY,
  code          text NOT NULL UNIQUE,
  name          text NOT NULL,
  -- store: keeps stock for others; outlet: uses it up.
  kind          text NOT NULL CHECK (kind IN ('store', 'outlet')),
  department_id uuid NOT NULL REFERENCES department
);

CREATE TABLE IF NOT EXISTS period (
  id         uuid PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  start_date date NOT NULL,
  end_date   date NOT NULL CHECK (end_date >= start_date),
  status     text NOT NULL CHECK (status IN ('open', 'closed')),
  closed_at  timestamptz CHECK ((closed_at IS NOT NULL) = (status = 'closed'))
);

CREATE TABLE IF NOT EXISTS vendor (
  id               uuid PRIMARY KEY,
  code             text NOT NULL UNIQUE,
  name             text NOT NULL,
  tax_id           text,
  contact          text,
  email            text,
  phone            text,
  address          text,
  country          char(2) NOT NULL,
  currency         char(3) NOT NULL,
  credit_term_days int NOT NULL CHECK (credit_term_days >= 0),
  is_active        boolean NOT NULL DEFAULT true
);

CREATE TABLE IF NOT EXISTS category (
  id   uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL
);

CREATE TABLE IF NOT EXISTS product (
  id            uuid PRIMARY KEY,
  code          text NOT NULL UNIQUE,
  name          text NOT NULL,
  category_id   uuid NOT NULL REFERENCES category,
  unit          text NOT NULL,
  tax_rate      numeric(9, 6) NOT NULL,
  standard_cost numeric(18, 4) NOT NULL,
  reorder_point numeric(18, 4) NOT NULL,
  par_level     numeric(18, 4) NOT NULL CHECK (par_level >= reorder_point),
  is_active     boolean NOT NULL DEFAULT true
);

CREATE TABLE IF NOT EXISTS purchase_request (
  id            uuid PRIMARY KEY,
  pr_no         text NOT NULL UNIQUE,
  pr_date       date NOT NULL,
  required_date date NOT NULL,
  requestor     text NOT NULL,
  department_id uuid NOT NULL REFERENCES department,
  description   text NOT NULL,
  workflow      text NOT NULL,
  status        text NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'converted'))
);

CREATE TABLE IF NOT EXISTS purchase_request_line (
  purchase_request_id uuid NOT NULL REFERENCES purchase_request,
  line_no             int NOT NULL,
  product_id          uuid NOT NULL REFERENCES product,
  location_id         uuid NOT NULL REFERENCES location,
  qty                 numeric(18, 4) NOT NULL CHECK (qty > 0),
  unit                text NOT NULL,
  unit_price          numeric(18, 4) NOT NULL,
  net                 numeric(18, 2) NOT NULL,
  PRIMARY KEY (purchase_request_id, line_no)
);

CREATE TABLE IF NOT EXISTS purchase_order (
  id               uuid PRIMARY KEY,
  po_no            text NOT NULL UNIQUE,
  po_date          date NOT NULL,
  delivery_date    date NOT NULL,
  delivery_point   text NOT NULL,
  vendor_id        uuid NOT NULL REFERENCES vendor,
  buyer            text NOT NULL,
  pr_nos           text[] NOT NULL,
  credit_term_days int NOT NULL,
  currency         char(3) NOT NULL,
  -- Units of the base currency for one unit of the document's.
  exchange_rate    numeric(18, 8) NOT NULL CHECK (exchange_rate > 0),
  remarks          text,
  status           text NOT NULL CHECK (status IN ('draft', 'sent', 'partial', 'completed', 'closed', 'voided'))
);
CREATE INDEX IF NOT EXISTS purchase_order_date ON purchase_order (po_date);
CREATE INDEX IF NOT EXISTS purchase_order_vendor ON purchase_order (vendor_id);

CREATE TABLE IF NOT EXISTS purchase_order_line (
  id                uuid PRIMARY KEY,
  purchase_order_id uuid NOT NULL REFERENCES purchase_order,
  line_no           int NOT NULL,
  product_id        uuid NOT NULL REFERENCES product,
  location_id       uuid NOT NULL REFERENCES location,
  qty               numeric(18, 4) NOT NULL CHECK (qty > 0),
  foc_qty           numeric(18, 4) NOT NULL DEFAULT 0,
  unit              text NOT NULL,
  unit_price        numeric(18, 4) NOT NULL,
  discount_rate     numeric(9, 6) NOT NULL DEFAULT 0,
  tax_rate          numeric(9, 6) NOT NULL DEFAULT 0,
  subtotal          numeric(18, 2) NOT NULL,
  discount          numeric(18, 2) NOT NULL,
  net               numeric(18, 2) NOT NULL CHECK (net = subtotal - discount),
  tax               numeric(18, 2) NOT NULL,
  total             numeric(18, 2) NOT NULL CHECK (total = net + tax),
  UNIQUE (purchase_order_id, line_no)
);

CREATE TABLE IF NOT EXISTS goods_receipt (
  id            uuid PRIMARY KEY,
  grn_no        text NOT NULL UNIQUE,
  grn_date      date NOT NULL,
  vendor_id     uuid NOT NULL REFERENCES vendor,
  invoice_no    text NOT NULL,
  invoice_date  date NOT NULL,
  received_by   text NOT NULL,
  currency      char(3) NOT NULL,
  exchange_rate numeric(18, 8) NOT NULL CHECK (exchange_rate > 0),
  payment_due   date NOT NULL,
  status        text NOT NULL CHECK (status IN ('received', 'committed'))
);
CREATE INDEX IF NOT EXISTS goods_receipt_date ON goods_receipt (grn_date);

CREATE TABLE IF NOT EXISTS goods_receipt_line (
  goods_receipt_id       uuid NOT NULL REFERENCES goods_receipt,
  line_no                int NOT NULL,
  purchase_order_line_id uuid REFERENCES purchase_order_line,
  product_id             uuid NOT NULL REFERENCES product,
  location_id            uuid NOT NULL REFERENCES location,
  qty                    numeric(18, 4) NOT NULL CHECK (qty > 0),
  unit                   text NOT NULL,
  unit_price             numeric(18, 4) NOT NULL,
  discount_rate          numeric(9, 6) NOT NULL DEFAULT 0,
  tax_rate               numeric(9, 6) NOT NULL DEFAULT 0,
  subtotal               numeric(18, 2) NOT NULL,
  discount               numeric(18, 2) NOT NULL,
  net                    numeric(18, 2) NOT NULL CHECK (net = subtotal - discount),
  tax                    numeric(18, 2) NOT NULL,
  total                  numeric(18, 2) NOT NULL CHECK (total = net + tax),
  PRIMARY KEY (goods_receipt_id, line_no)
);
CREATE INDEX IF NOT EXISTS goods_receipt_line_order ON goods_receipt_line (purchase_order_line_id);

CREATE TABLE IF NOT EXISTS store_requisition (
  id               uuid PRIMARY KEY,
  sr_no            text NOT NULL UNIQUE,
  sr_date          date NOT NULL,
  expected_date    date NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('issue', 'transfer')),
  requestor        text NOT NULL,
  department_id    uuid NOT NULL REFERENCES department,
  from_location_id uuid NOT NULL REFERENCES location,
  to_location_id   uuid NOT NULL REFERENCES location,
  status           text NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'issued', 'rejected'))
);

CREATE TABLE IF NOT EXISTS store_requisition_line (
  store_requisition_id uuid NOT NULL REFERENCES store_requisition,
  line_no              int NOT NULL,
  product_id           uuid NOT NULL REFERENCES product,
  requested_qty        numeric(18, 4) NOT NULL CHECK (requested_qty > 0),
  -- issued ≤ approved ≤ requested is reported, not enforced: a violation is shown in red (CA-C11).
  approved_qty         numeric(18, 4) NOT NULL,
  issued_qty           numeric(18, 4) NOT NULL,
  unit                 text NOT NULL,
  unit_cost            numeric(18, 4) NOT NULL,
  total                numeric(18, 2) NOT NULL,
  PRIMARY KEY (store_requisition_id, line_no)
);

CREATE TABLE IF NOT EXISTS credit_note (
  id               uuid PRIMARY KEY,
  cn_no            text NOT NULL UNIQUE,
  cn_date          date NOT NULL,
  vendor_id        uuid NOT NULL REFERENCES vendor,
  goods_receipt_id uuid NOT NULL REFERENCES goods_receipt,
  kind             text NOT NULL CHECK (kind IN ('quantity_return', 'amount_discount')),
  reason           text NOT NULL,
  tax_invoice_no   text NOT NULL,
  currency         char(3) NOT NULL,
  exchange_rate    numeric(18, 8) NOT NULL CHECK (exchange_rate > 0),
  status           text NOT NULL CHECK (status IN ('draft', 'committed'))
);

CREATE TABLE IF NOT EXISTS credit_note_line (
  credit_note_id uuid NOT NULL REFERENCES credit_note,
  line_no        int NOT NULL,
  product_id     uuid NOT NULL REFERENCES product,
  location_id    uuid NOT NULL REFERENCES location,
  qty            numeric(18, 4) NOT NULL,
  unit           text NOT NULL,
  unit_price     numeric(18, 4) NOT NULL,
  discount_rate  numeric(9, 6) NOT NULL DEFAULT 0,
  tax_rate       numeric(9, 6) NOT NULL DEFAULT 0,
  subtotal       numeric(18, 2) NOT NULL,
  discount       numeric(18, 2) NOT NULL,
  net            numeric(18, 2) NOT NULL CHECK (net = subtotal - discount),
  tax            numeric(18, 2) NOT NULL,
  total          numeric(18, 2) NOT NULL CHECK (total = net + tax),
  PRIMARY KEY (credit_note_id, line_no)
);

CREATE TABLE IF NOT EXISTS inventory_adjustment (
  id            uuid PRIMARY KEY,
  ia_no         text NOT NULL UNIQUE,
  ia_date       date NOT NULL,
  direction     text NOT NULL CHECK (direction IN ('in', 'out')),
  reason        text NOT NULL,
  location_id   uuid NOT NULL REFERENCES location,
  department_id uuid NOT NULL REFERENCES department,
  status        text NOT NULL CHECK (status IN ('draft', 'committed'))
);

CREATE TABLE IF NOT EXISTS inventory_adjustment_line (
  inventory_adjustment_id uuid NOT NULL REFERENCES inventory_adjustment,
  line_no                 int NOT NULL,
  product_id              uuid NOT NULL REFERENCES product,
  system_qty              numeric(18, 4) NOT NULL,
  counted_qty             numeric(18, 4) NOT NULL,
  -- counted − system
  qty                     numeric(18, 4) NOT NULL CHECK (qty = counted_qty - system_qty),
  unit                    text NOT NULL,
  unit_cost               numeric(18, 4) NOT NULL,
  total                   numeric(18, 2) NOT NULL,
  PRIMARY KEY (inventory_adjustment_id, line_no)
);

-- The ledger: stock on hand is the sum of its rows, never a figure of its own.
CREATE TABLE IF NOT EXISTS stock_movement (
  id            bigint PRIMARY KEY,
  movement_date date NOT NULL,
  moved_at      timestamptz NOT NULL,
  product_id    uuid NOT NULL REFERENCES product,
  location_id   uuid NOT NULL REFERENCES location,
  kind          text NOT NULL CHECK (kind IN ('opening', 'receipt', 'vendor_return', 'transfer_in', 'transfer_out', 'issue', 'consumption', 'adjustment')),
  document_no   text NOT NULL,
  -- Signed: in positive, out negative.
  qty           numeric(18, 4) NOT NULL,
  unit_cost     numeric(18, 4) NOT NULL,
  value         numeric(18, 2) NOT NULL
);
CREATE INDEX IF NOT EXISTS stock_movement_card ON stock_movement (product_id, location_id, id);
CREATE INDEX IF NOT EXISTS stock_movement_date ON stock_movement (movement_date);
