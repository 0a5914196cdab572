-- Documents that came in as files (UBL): printed by the same views as the house's own, but never mixed with them. Amounts
-- stand as the sender stated them; what the sender left out is null.

CREATE TABLE IF NOT EXISTS imported_document (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  document_type     text NOT NULL,
  document_no       text NOT NULL,
  -- Tax id of the seller, else the name: numbers are the seller's own.
  seller_key        text NOT NULL,
  -- What it was read from: `UBL Order 2.1`.
  origin            text NOT NULL,
  issue_date        date,
  due_date          date,
  delivery_date     date,
  currency          text,
  note              text,
  terms             text,
  order_no          text,
  invoice_no        text,
  seller_name       text,
  seller_address    text,
  seller_tax_id     text,
  seller_contact    text,
  buyer_name        text,
  buyer_address     text,
  buyer_tax_id      text,
  buyer_contact     text,
  delivery_address  text,
  line_amount       numeric,
  allowance         numeric,
  charge            numeric,
  tax_exclusive     numeric,
  tax               numeric,
  tax_inclusive     numeric,
  prepaid           numeric,
  payable           numeric,
  -- Where stated figures do not agree, one sentence each.
  warnings          text[] NOT NULL DEFAULT '{}',
  imported_at       timestamptz NOT NULL DEFAULT now(),
  UNIQUE (document_type, document_no, seller_key)
);
CREATE INDEX IF NOT EXISTS imported_document_key ON imported_document ((id::text));
CREATE INDEX IF NOT EXISTS imported_document_no ON imported_document (document_no);

CREATE TABLE IF NOT EXISTS imported_document_line (
  document_id  uuid NOT NULL REFERENCES imported_document ON DELETE CASCADE,
  line_no      int NOT NULL,
  -- The sender's own number of the line.
  stated_no    text,
  item_code    text,
  item         text,
  description  text,
  note         text,
  qty          numeric,
  short_qty    numeric,
  rejected_qty numeric,
  unit         text,
  unit_price   numeric,
  line_amount  numeric,
  tax          numeric,
  lot_no       text,
  expiry_date  date,
  PRIMARY KEY (document_id, line_no)
);

-- The only way in: writes one document, `{…columns, "lines": […]}`, of this property. The same type, number and seller again
-- replaces it under the same id. Definer, since the role that reads reports may write nothing else (ADR 7).
CREATE OR REPLACE FUNCTION import_document(p_document jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  given imported_document := jsonb_populate_record(NULL::imported_document, p_document);
  kept uuid;
BEGIN
  -- Two that bring the same document at once follow each other.
  PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(E'\n', current_schema(), given.document_type, given.document_no, given.seller_key), 0));
  SELECT id INTO kept FROM imported_document d
  WHERE (d.document_type, d.document_no, d.seller_key) = (given.document_type, given.document_no, given.seller_key);
  given.id := coalesce(kept, gen_random_uuid());
  given.imported_at := now();
  given.warnings := coalesce(given.warnings, '{}');
  DELETE FROM imported_document WHERE id = kept;
  INSERT INTO imported_document SELECT given.*;
  INSERT INTO imported_document_line
  SELECT (line).* FROM (
    SELECT jsonb_populate_record(NULL::imported_document_line, row || jsonb_build_object('document_id', given.id)) AS line
    FROM jsonb_array_elements(p_document -> 'lines') AS row
  ) AS lines;
  RETURN given.id;
END
$$;
REVOKE ALL ON FUNCTION import_document(jsonb) FROM public;
-- Temporary objects come last: nobody can put one of their own in the place of a table.
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION import_document(jsonb) SET search_path = %I, pg_temp', current_schema());
END
$$;
