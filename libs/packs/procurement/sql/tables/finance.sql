-- What purchasing and stock mean to the books, in base currency.

CREATE TABLE IF NOT EXISTS account (
  code text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('asset', 'liability', 'expense'))
);

-- What a department may use up of a category in a period, at cost.
CREATE TABLE IF NOT EXISTS budget (
  period_id     uuid NOT NULL REFERENCES period,
  department_id uuid NOT NULL REFERENCES department,
  category_id   uuid NOT NULL REFERENCES category,
  amount        numeric(18, 2) NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (period_id, department_id, category_id)
);

CREATE TABLE IF NOT EXISTS journal_voucher (
  id          uuid PRIMARY KEY,
  jv_no       text NOT NULL UNIQUE,
  jv_date     date NOT NULL,
  -- Receipt, credit note or closing that it books.
  source      text NOT NULL CHECK (source IN ('GRN', 'CN', 'closing')),
  document_no text NOT NULL,
  description text NOT NULL,
  status      text NOT NULL CHECK (status IN ('draft', 'posted'))
);
CREATE INDEX IF NOT EXISTS journal_voucher_date ON journal_voucher (jv_date);

CREATE TABLE IF NOT EXISTS journal_voucher_line (
  journal_voucher_id uuid NOT NULL REFERENCES journal_voucher,
  line_no            int NOT NULL,
  account_code       text NOT NULL REFERENCES account,
  department_id      uuid REFERENCES department,
  debit              numeric(18, 2) NOT NULL CHECK (debit >= 0),
  credit             numeric(18, 2) NOT NULL CHECK (credit >= 0),
  PRIMARY KEY (journal_voucher_id, line_no),
  CHECK (debit = 0 OR credit = 0)
);
