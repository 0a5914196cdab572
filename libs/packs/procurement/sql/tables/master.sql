-- Business data of one property. Run with search_path set to the unit's schema; safe to run again.
-- Money: prices and costs numeric(18,4), amounts numeric(18,2). Amounts stand on lines; documents add them up.

CREATE TABLE IF NOT EXISTS property (
  code          text PRIMARY KEY,
  name          text NOT NULL,
  base_currency char(3) NOT NULL,
  timezone      text NOT NULL,
  -- Whom vendors invoice.
  legal_name    text NOT NULL,
  tax_id        text NOT NULL,
  address       text NOT NULL,
  phone         text NOT NULL,
  email         text NOT NULL,
  -- PNG; null = none.
  logo          bytea
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
  id              uuid PRIMARY KEY,
  code            text NOT NULL UNIQUE,
  name            text NOT NULL,
  category_id     uuid NOT NULL REFERENCES category,
  unit            text NOT NULL,
  tax_rate        numeric(9, 6) NOT NULL,
  standard_cost   numeric(18, 4) NOT NULL,
  reorder_point   numeric(18, 4) NOT NULL,
  par_level       numeric(18, 4) NOT NULL CHECK (par_level >= reorder_point),
  -- Days that a delivery keeps; null = does not spoil.
  shelf_life_days int CHECK (shelf_life_days > 0),
  is_active       boolean NOT NULL DEFAULT true
);
