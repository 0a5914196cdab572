-- Natural keys of the energy tables, unique among the living: a deleted row frees its key.
create unique index if not exists project_live_key on energy.project (organization_id, code) where deleted_at is null;
create unique index if not exists contract_live_key on energy.contract (organization_id, code) where deleted_at is null;
create unique index if not exists tariff_live_key on energy.tariff (organization_id, contract_id, valid_from) where deleted_at is null;
create unique index if not exists meter_live_key on energy.meter (organization_id, code) where deleted_at is null;
create unique index if not exists meter_reading_live_key on energy.meter_reading (organization_id, meter_id, starts_at) where deleted_at is null;
create unique index if not exists meter_day_live_key on energy.meter_day (organization_id, meter_id, day) where deleted_at is null;
create unique index if not exists reference_price_live_key on energy.reference_price (organization_id, market, currency, valid_from)
  where deleted_at is null;
create unique index if not exists obligation_live_key on energy.obligation (organization_id, contract_id, clause) where deleted_at is null;
create unique index if not exists event_live_key on energy.event (organization_id, project_id, reference) where deleted_at is null;
create unique index if not exists default_event_live_key on energy.default_event (organization_id, project_id, reference)
  where deleted_at is null;
create unique index if not exists ld_calculation_live_key on energy.ld_calculation (organization_id, obligation_id, period_start)
  where deleted_at is null;
-- Everybody numbers their own invoices: a received number says something together with its sender only.
create unique index if not exists invoice_live_key on energy.invoice (organization_id, direction, counterparty, invoice_no)
  where deleted_at is null;
create unique index if not exists invoice_line_live_key on energy.invoice_line (organization_id, invoice_id, line_no)
  where deleted_at is null;
create unique index if not exists payment_live_key on energy.payment (organization_id, invoice_id, reference) where deleted_at is null;
create unique index if not exists expense_live_key on energy.expense
  (organization_id, project_id, period, category, currency, gl_account, vendor, reference) nulls not distinct where deleted_at is null;
create unique index if not exists adjustment_live_key on energy.adjustment (organization_id, contract_id, reference)
  where deleted_at is null;
