-- What is asked for, ordered, received, invoiced and credited.

-- What vendors ask for, in their currency.
CREATE TABLE IF NOT EXISTS vendor_price (
  id             uuid PRIMARY KEY,
  vendor_id      uuid NOT NULL REFERENCES vendor,
  product_id     uuid NOT NULL REFERENCES product,
  currency       char(3) NOT NULL,
  -- Units of the base currency for one unit of the list's, as agreed with the list.
  exchange_rate  numeric(18, 8) NOT NULL CHECK (exchange_rate > 0),
  unit_price     numeric(18, 4) NOT NULL CHECK (unit_price > 0),
  min_qty        numeric(18, 4) NOT NULL,
  lead_time_days int NOT NULL CHECK (lead_time_days >= 0),
  valid_from     date NOT NULL,
  valid_to       date CHECK (valid_to >= valid_from),
  UNIQUE (vendor_id, product_id, valid_from)
);
CREATE INDEX IF NOT EXISTS vendor_price_product ON vendor_price (product_id);

-- A request for quotation: what is asked, of whom.
CREATE TABLE IF NOT EXISTS rfq (
  id             uuid PRIMARY KEY,
  rfq_no         text NOT NULL UNIQUE,
  rfq_date       date NOT NULL,
  -- Quotations are taken until.
  due_date       date NOT NULL CHECK (due_date >= rfq_date),
  delivery_date  date NOT NULL,
  delivery_point text NOT NULL,
  buyer          text NOT NULL,
  department_id  uuid NOT NULL REFERENCES department,
  description    text NOT NULL,
  terms          text NOT NULL,
  status         text NOT NULL CHECK (status IN ('draft', 'sent', 'answered', 'closed'))
);

CREATE TABLE IF NOT EXISTS rfq_line (
  rfq_id        uuid NOT NULL REFERENCES rfq,
  line_no       int NOT NULL,
  product_id    uuid NOT NULL REFERENCES product,
  specification text NOT NULL,
  qty           numeric(18, 4) NOT NULL CHECK (qty > 0),
  unit          text NOT NULL,
  PRIMARY KEY (rfq_id, line_no)
);

CREATE TABLE IF NOT EXISTS rfq_vendor (
  rfq_id      uuid NOT NULL REFERENCES rfq,
  vendor_id   uuid NOT NULL REFERENCES vendor,
  answered_on date,
  PRIMARY KEY (rfq_id, vendor_id)
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

-- In base currency, at the price last paid.
CREATE TABLE IF NOT EXISTS purchase_request_line (
  purchase_request_id uuid NOT NULL REFERENCES purchase_request,
  line_no             int NOT NULL,
  product_id          uuid NOT NULL REFERENCES product,
  location_id         uuid NOT NULL REFERENCES location,
  qty                 numeric(18, 4) NOT NULL CHECK (qty > 0),
  unit                text NOT NULL,
  unit_price          numeric(18, 4) NOT NULL,
  discount_rate       numeric(9, 6) NOT NULL DEFAULT 0,
  tax_rate            numeric(9, 6) NOT NULL DEFAULT 0,
  subtotal            numeric(18, 2) NOT NULL,
  discount            numeric(18, 2) NOT NULL,
  net                 numeric(18, 2) NOT NULL CHECK (net = subtotal - discount),
  tax                 numeric(18, 2) NOT NULL,
  total               numeric(18, 2) NOT NULL CHECK (total = net + tax),
  delivery_date       date NOT NULL,
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
  terms            text NOT NULL,
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
  id               uuid PRIMARY KEY,
  grn_no           text NOT NULL UNIQUE,
  grn_date         date NOT NULL,
  vendor_id        uuid NOT NULL REFERENCES vendor,
  invoice_no       text NOT NULL,
  invoice_date     date NOT NULL,
  received_by      text NOT NULL,
  currency         char(3) NOT NULL,
  exchange_rate    numeric(18, 8) NOT NULL CHECK (exchange_rate > 0),
  -- Consigned goods are paid when used, cash purchases at the door.
  payment_kind     text NOT NULL CHECK (payment_kind IN ('credit', 'cash', 'consignment')),
  credit_term_days int NOT NULL CHECK (credit_term_days >= 0),
  payment_due      date NOT NULL,
  status           text NOT NULL CHECK (status IN ('received', 'committed'))
);
CREATE INDEX IF NOT EXISTS goods_receipt_date ON goods_receipt (grn_date);

CREATE TABLE IF NOT EXISTS goods_receipt_line (
  goods_receipt_id       uuid NOT NULL REFERENCES goods_receipt,
  line_no                int NOT NULL,
  purchase_order_line_id uuid REFERENCES purchase_order_line,
  product_id             uuid NOT NULL REFERENCES product,
  location_id            uuid NOT NULL REFERENCES location,
  qty                    numeric(18, 4) NOT NULL CHECK (qty > 0),
  foc_qty                numeric(18, 4) NOT NULL DEFAULT 0 CHECK (foc_qty >= 0),
  unit                   text NOT NULL,
  unit_price             numeric(18, 4) NOT NULL,
  discount_rate          numeric(9, 6) NOT NULL DEFAULT 0,
  tax_rate               numeric(9, 6) NOT NULL DEFAULT 0,
  subtotal               numeric(18, 2) NOT NULL,
  discount               numeric(18, 2) NOT NULL,
  net                    numeric(18, 2) NOT NULL CHECK (net = subtotal - discount),
  tax                    numeric(18, 2) NOT NULL,
  total                  numeric(18, 2) NOT NULL CHECK (total = net + tax),
  -- This line's part of the receipt's extra costs, without tax.
  extra_cost             numeric(18, 2) NOT NULL DEFAULT 0,
  lot_no                 text,
  expiry_date            date,
  PRIMARY KEY (goods_receipt_id, line_no)
);
CREATE INDEX IF NOT EXISTS goods_receipt_line_order ON goods_receipt_line (purchase_order_line_id);
CREATE INDEX IF NOT EXISTS goods_receipt_line_product ON goods_receipt_line (product_id);

CREATE TABLE IF NOT EXISTS goods_receipt_extra_cost (
  goods_receipt_id uuid NOT NULL REFERENCES goods_receipt,
  line_no          int NOT NULL,
  name             text NOT NULL,
  -- How it is spread over the receipt's lines; in the receipt's currency.
  allocation       text NOT NULL CHECK (allocation IN ('by_value', 'by_quantity')),
  amount           numeric(18, 2) NOT NULL CHECK (amount >= 0),
  tax_rate         numeric(9, 6) NOT NULL DEFAULT 0,
  tax              numeric(18, 2) NOT NULL,
  total            numeric(18, 2) NOT NULL CHECK (total = amount + tax),
  PRIMARY KEY (goods_receipt_id, line_no)
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

CREATE TABLE IF NOT EXISTS vendor_invoice (
  id                uuid PRIMARY KEY,
  inv_no            text NOT NULL UNIQUE,
  inv_date          date NOT NULL,
  vendor_id         uuid NOT NULL REFERENCES vendor,
  -- The number on the vendor's paper.
  vendor_invoice_no text NOT NULL,
  issuer            text NOT NULL,
  po_nos            text[] NOT NULL,
  grn_nos           text[] NOT NULL,
  credit_term_days  int NOT NULL,
  due_date          date NOT NULL,
  currency          char(3) NOT NULL,
  exchange_rate     numeric(18, 8) NOT NULL CHECK (exchange_rate > 0),
  remarks           text,
  status            text NOT NULL CHECK (status IN ('draft', 'approved', 'paid'))
);

CREATE TABLE IF NOT EXISTS vendor_invoice_line (
  vendor_invoice_id uuid NOT NULL REFERENCES vendor_invoice,
  line_no           int NOT NULL,
  goods_receipt_id  uuid NOT NULL REFERENCES goods_receipt,
  product_id        uuid NOT NULL REFERENCES product,
  location_id       uuid NOT NULL REFERENCES location,
  qty               numeric(18, 4) NOT NULL CHECK (qty > 0),
  foc_qty           numeric(18, 4) NOT NULL DEFAULT 0 CHECK (foc_qty >= 0),
  unit              text NOT NULL,
  unit_price        numeric(18, 4) NOT NULL,
  discount_rate     numeric(9, 6) NOT NULL DEFAULT 0,
  tax_rate          numeric(9, 6) NOT NULL DEFAULT 0,
  subtotal          numeric(18, 2) NOT NULL,
  discount          numeric(18, 2) NOT NULL,
  net               numeric(18, 2) NOT NULL CHECK (net = subtotal - discount),
  tax               numeric(18, 2) NOT NULL,
  total             numeric(18, 2) NOT NULL CHECK (total = net + tax),
  PRIMARY KEY (vendor_invoice_id, line_no)
);
