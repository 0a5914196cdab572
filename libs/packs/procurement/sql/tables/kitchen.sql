-- What outlets cook and pour, and what they sold of it.

CREATE TABLE IF NOT EXISTS recipe (
  id            uuid PRIMARY KEY,
  code          text NOT NULL UNIQUE,
  name          text NOT NULL,
  course        text NOT NULL CHECK (course IN ('Starter', 'Main', 'Dessert', 'Beverage')),
  location_id   uuid NOT NULL REFERENCES location,
  -- What one batch of the ingredients makes.
  portions      int NOT NULL CHECK (portions > 0),
  prep_minutes  int NOT NULL,
  -- Of one portion, in base currency, without tax.
  selling_price numeric(18, 2) NOT NULL CHECK (selling_price > 0),
  -- Ingredients' cost over selling price that the kitchen aims at.
  target_rate   numeric(9, 6) NOT NULL CHECK (target_rate BETWEEN 0 AND 1),
  is_active     boolean NOT NULL DEFAULT true
);

-- Quantities of one batch, in the stock unit of the product, as they go into the pot.
CREATE TABLE IF NOT EXISTS recipe_ingredient (
  recipe_id  uuid NOT NULL REFERENCES recipe,
  line_no    int NOT NULL,
  product_id uuid NOT NULL REFERENCES product,
  qty        numeric(18, 4) NOT NULL CHECK (qty > 0),
  unit       text NOT NULL,
  -- Share of what is taken from stock that is lost in preparation.
  waste_rate numeric(9, 6) NOT NULL DEFAULT 0 CHECK (waste_rate >= 0 AND waste_rate < 1),
  PRIMARY KEY (recipe_id, line_no)
);
CREATE INDEX IF NOT EXISTS recipe_ingredient_product ON recipe_ingredient (product_id);

-- Portions sold on a day, in base currency without tax.
CREATE TABLE IF NOT EXISTS menu_sale (
  recipe_id uuid NOT NULL REFERENCES recipe,
  sale_date date NOT NULL,
  qty       int NOT NULL CHECK (qty > 0),
  net       numeric(18, 2) NOT NULL,
  PRIMARY KEY (recipe_id, sale_date)
);
