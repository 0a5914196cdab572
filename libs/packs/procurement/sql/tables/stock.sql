-- What moves inside the house, and the ledger of it.

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
  lot_no                  text,
  system_qty              numeric(18, 4) NOT NULL,
  counted_qty             numeric(18, 4) NOT NULL,
  -- counted − system
  qty                     numeric(18, 4) NOT NULL CHECK (qty = counted_qty - system_qty),
  unit                    text NOT NULL,
  unit_cost               numeric(18, 4) NOT NULL,
  total                   numeric(18, 2) NOT NULL,
  PRIMARY KEY (inventory_adjustment_id, line_no)
);

-- A count of everything in a store when its period closes; committing it posts the differences.
CREATE TABLE IF NOT EXISTS physical_count (
  id            uuid PRIMARY KEY,
  pc_no         text NOT NULL UNIQUE,
  count_date    date NOT NULL,
  location_id   uuid NOT NULL REFERENCES location,
  department_id uuid NOT NULL REFERENCES department,
  period_id     uuid NOT NULL REFERENCES period,
  counted_by    text NOT NULL,
  verified_by   text,
  status        text NOT NULL CHECK (status IN ('draft', 'committed'))
);

CREATE TABLE IF NOT EXISTS physical_count_line (
  physical_count_id uuid NOT NULL REFERENCES physical_count,
  line_no           int NOT NULL,
  product_id        uuid NOT NULL REFERENCES product,
  unit              text NOT NULL,
  system_qty        numeric(18, 4) NOT NULL,
  counted_qty       numeric(18, 4) NOT NULL CHECK (counted_qty >= 0),
  unit_cost         numeric(18, 4) NOT NULL,
  -- Cost of what was found too much (positive) or too little.
  total             numeric(18, 2) NOT NULL,
  PRIMARY KEY (physical_count_id, line_no)
);

-- A count of a few products between closings.
CREATE TABLE IF NOT EXISTS spot_count (
  id            uuid PRIMARY KEY,
  sc_no         text NOT NULL UNIQUE,
  count_date    date NOT NULL,
  location_id   uuid NOT NULL REFERENCES location,
  department_id uuid NOT NULL REFERENCES department,
  reason        text NOT NULL,
  counted_by    text NOT NULL,
  approved_by   text,
  status        text NOT NULL CHECK (status IN ('draft', 'committed'))
);

CREATE TABLE IF NOT EXISTS spot_count_line (
  spot_count_id uuid NOT NULL REFERENCES spot_count,
  line_no       int NOT NULL,
  product_id    uuid NOT NULL REFERENCES product,
  unit          text NOT NULL,
  system_qty    numeric(18, 4) NOT NULL,
  counted_qty   numeric(18, 4) NOT NULL CHECK (counted_qty >= 0),
  unit_cost     numeric(18, 4) NOT NULL,
  -- Cost of what was found too much (positive) or too little.
  total         numeric(18, 2) NOT NULL,
  PRIMARY KEY (spot_count_id, line_no)
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
  value         numeric(18, 2) NOT NULL,
  -- Of deliveries that spoil.
  lot_no        text,
  expiry_date   date
);
CREATE INDEX IF NOT EXISTS stock_movement_card ON stock_movement (product_id, location_id, id);
CREATE INDEX IF NOT EXISTS stock_movement_date ON stock_movement (movement_date);
