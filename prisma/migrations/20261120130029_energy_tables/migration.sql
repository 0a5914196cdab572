-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "energy";

-- CreateTable
CREATE TABLE "energy"."project" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "country" VARCHAR(100),
    "timezone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."contract" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "kind" VARCHAR(10) NOT NULL,
    "counterparty" VARCHAR(200) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE,
    "status" VARCHAR(20) NOT NULL DEFAULT 'active',
    "capacity_kw" DECIMAL(18,6),
    "tax_pct" DECIMAL(9,6) NOT NULL DEFAULT 0,
    "market" VARCHAR(50),
    "rounding_policy" VARCHAR(20) NOT NULL DEFAULT 'none',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."tariff" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "discount" DECIMAL(9,6) NOT NULL DEFAULT 0,
    "floor" DECIMAL(18,6),
    "ceiling" DECIMAL(18,6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "tariff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."meter" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "kind" VARCHAR(20) NOT NULL DEFAULT 'settlement',
    "serial_no" VARCHAR(100),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "meter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."meter_reading" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "meter_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "energy_kwh" DECIMAL(18,6) NOT NULL,
    "register_kwh" DECIMAL(18,6),
    "quality" VARCHAR(20) NOT NULL DEFAULT 'measured',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "meter_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."meter_day" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "meter_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "metered_kwh" DECIMAL(18,6),
    "deemed_kwh" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "opening" DECIMAL(18,6),
    "closing" DECIMAL(18,6),
    "operating_hours" DECIMAL(9,4),
    "interval_count" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "meter_day_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."reference_price" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "market" VARCHAR(50) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "price" DECIMAL(18,6) NOT NULL,
    "source" VARCHAR(200),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "reference_price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."obligation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "clause" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "clause_text" TEXT,
    "guarantee_kind" VARCHAR(20) NOT NULL,
    "period" VARCHAR(10) NOT NULL DEFAULT 'month',
    "valid_from" DATE,
    "valid_to" DATE,
    "due_date" DATE,
    "threshold" DECIMAL(18,6),
    "ld_per_point" DECIMAL(18,6),
    "cap_period" DECIMAL(18,2),
    "cap_annual" DECIMAL(18,2),
    "assumed_availability" DECIMAL(9,6) NOT NULL DEFAULT 1,
    "alternative_price" DECIMAL(18,6),
    "contract_price" DECIMAL(18,6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "obligation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."event" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID,
    "meter_id" UUID,
    "kind" VARCHAR(50) NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6),
    "is_excused" BOOLEAN NOT NULL DEFAULT false,
    "reference" VARCHAR(100) NOT NULL,
    "description" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."default_event" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "obligation_id" UUID NOT NULL,
    "reference" VARCHAR(100) NOT NULL,
    "breach_start" TIMESTAMPTZ(6) NOT NULL,
    "cure_deadline" TIMESTAMPTZ(6),
    "time_cured" TIMESTAMPTZ(6),
    "status" VARCHAR(20) NOT NULL DEFAULT 'open',
    "description" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "default_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."ld_calculation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "obligation_id" UUID NOT NULL,
    "period_start" DATE NOT NULL,
    "stated_hours" DECIMAL(12,4),
    "stated_kwh" DECIMAL(18,6),
    "waived_amount" DECIMAL(18,2),
    "waived_reason" VARCHAR(500),
    "invoice_id" UUID,
    "invoiced_ref" VARCHAR(100),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "ld_calculation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."invoice" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID,
    "direction" VARCHAR(20) NOT NULL,
    "kind" VARCHAR(20) NOT NULL DEFAULT 'invoice',
    "invoice_no" VARCHAR(100) NOT NULL,
    "credits_id" UUID,
    "counterparty" VARCHAR(200) NOT NULL,
    "invoice_date" DATE NOT NULL,
    "due_date" DATE NOT NULL,
    "period_start" DATE,
    "period_end" DATE,
    "currency" CHAR(3) NOT NULL,
    "subtotal" DECIMAL(18,2) NOT NULL,
    "tax" DECIMAL(18,2) NOT NULL DEFAULT 0,
    "total" DECIMAL(18,2) NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "description" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."invoice_line" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "kind" VARCHAR(20) NOT NULL DEFAULT 'other',
    "meter_id" UUID,
    "description" VARCHAR(500) NOT NULL,
    "quantity" DECIMAL(18,6),
    "unit_price" DECIMAL(18,6),
    "amount" DECIMAL(18,2) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."payment" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "reference" VARCHAR(100) NOT NULL,
    "paid_on" DATE NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,
    "method" VARCHAR(50),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."expense" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID,
    "period" DATE NOT NULL,
    "category" VARCHAR(100) NOT NULL,
    "vendor" VARCHAR(200),
    "gl_account" VARCHAR(50),
    "reference" VARCHAR(100),
    "currency" CHAR(3) NOT NULL,
    "budget" DECIMAL(18,2) NOT NULL DEFAULT 0,
    "actual" DECIMAL(18,2) NOT NULL DEFAULT 0,
    "prior" DECIMAL(18,2),
    "description" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "expense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "energy"."adjustment" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "adjusted_on" DATE NOT NULL,
    "kind" VARCHAR(30) NOT NULL,
    "reference" VARCHAR(100) NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,
    "description" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "reference_price_organization_id_id_key" ON "energy"."reference_price"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "project_organization_id_id_key" ON "energy"."project"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_organization_id_project_id_id_key" ON "energy"."contract"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tariff_organization_id_project_id_id_key" ON "energy"."tariff"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "meter_organization_id_project_id_id_key" ON "energy"."meter"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "meter_reading_organization_id_project_id_id_key" ON "energy"."meter_reading"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "meter_day_organization_id_project_id_id_key" ON "energy"."meter_day"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "obligation_organization_id_project_id_id_key" ON "energy"."obligation"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "event_organization_id_project_id_id_key" ON "energy"."event"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "default_event_organization_id_project_id_id_key" ON "energy"."default_event"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ld_calculation_organization_id_project_id_id_key" ON "energy"."ld_calculation"("organization_id", "project_id", "id");

-- CreateIndex
CREATE INDEX "invoice_organization_id_due_date_idx" ON "energy"."invoice"("organization_id", "due_date");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_organization_id_project_id_id_key" ON "energy"."invoice"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_line_organization_id_project_id_id_key" ON "energy"."invoice_line"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_organization_id_project_id_id_key" ON "energy"."payment"("organization_id", "project_id", "id");

-- CreateIndex
CREATE INDEX "expense_organization_id_period_idx" ON "energy"."expense"("organization_id", "period");

-- CreateIndex
CREATE UNIQUE INDEX "expense_organization_id_project_id_id_key" ON "energy"."expense"("organization_id", "project_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "adjustment_organization_id_project_id_id_key" ON "energy"."adjustment"("organization_id", "project_id", "id");

-- AddForeignKey
ALTER TABLE "energy"."contract" ADD CONSTRAINT "contract_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."tariff" ADD CONSTRAINT "tariff_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."tariff" ADD CONSTRAINT "tariff_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."meter" ADD CONSTRAINT "meter_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."meter" ADD CONSTRAINT "meter_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."meter_reading" ADD CONSTRAINT "meter_reading_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."meter_reading" ADD CONSTRAINT "meter_reading_organization_id_project_id_meter_id_fkey" FOREIGN KEY ("organization_id", "project_id", "meter_id") REFERENCES "energy"."meter"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."meter_day" ADD CONSTRAINT "meter_day_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."meter_day" ADD CONSTRAINT "meter_day_organization_id_project_id_meter_id_fkey" FOREIGN KEY ("organization_id", "project_id", "meter_id") REFERENCES "energy"."meter"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."obligation" ADD CONSTRAINT "obligation_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."obligation" ADD CONSTRAINT "obligation_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."event" ADD CONSTRAINT "event_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."event" ADD CONSTRAINT "event_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."event" ADD CONSTRAINT "event_organization_id_project_id_meter_id_fkey" FOREIGN KEY ("organization_id", "project_id", "meter_id") REFERENCES "energy"."meter"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."default_event" ADD CONSTRAINT "default_event_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."default_event" ADD CONSTRAINT "default_event_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."default_event" ADD CONSTRAINT "default_event_organization_id_project_id_obligation_id_fkey" FOREIGN KEY ("organization_id", "project_id", "obligation_id") REFERENCES "energy"."obligation"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."ld_calculation" ADD CONSTRAINT "ld_calculation_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."ld_calculation" ADD CONSTRAINT "ld_calculation_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."ld_calculation" ADD CONSTRAINT "ld_calculation_organization_id_project_id_obligation_id_fkey" FOREIGN KEY ("organization_id", "project_id", "obligation_id") REFERENCES "energy"."obligation"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."ld_calculation" ADD CONSTRAINT "ld_calculation_organization_id_project_id_invoice_id_fkey" FOREIGN KEY ("organization_id", "project_id", "invoice_id") REFERENCES "energy"."invoice"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."invoice" ADD CONSTRAINT "invoice_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."invoice" ADD CONSTRAINT "invoice_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."invoice" ADD CONSTRAINT "invoice_organization_id_project_id_credits_id_fkey" FOREIGN KEY ("organization_id", "project_id", "credits_id") REFERENCES "energy"."invoice"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."invoice_line" ADD CONSTRAINT "invoice_line_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."invoice_line" ADD CONSTRAINT "invoice_line_organization_id_project_id_invoice_id_fkey" FOREIGN KEY ("organization_id", "project_id", "invoice_id") REFERENCES "energy"."invoice"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."invoice_line" ADD CONSTRAINT "invoice_line_organization_id_project_id_meter_id_fkey" FOREIGN KEY ("organization_id", "project_id", "meter_id") REFERENCES "energy"."meter"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."payment" ADD CONSTRAINT "payment_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."payment" ADD CONSTRAINT "payment_organization_id_project_id_invoice_id_fkey" FOREIGN KEY ("organization_id", "project_id", "invoice_id") REFERENCES "energy"."invoice"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."expense" ADD CONSTRAINT "expense_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."expense" ADD CONSTRAINT "expense_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."adjustment" ADD CONSTRAINT "adjustment_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "energy"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "energy"."adjustment" ADD CONSTRAINT "adjustment_organization_id_project_id_contract_id_fkey" FOREIGN KEY ("organization_id", "project_id", "contract_id") REFERENCES "energy"."contract"("organization_id", "project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
