-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "monitoring";

-- CreateTable
CREATE TABLE "monitoring"."program" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "start_date" DATE,
    "end_date" DATE,
    "status" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "program_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."donor" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "country" CHAR(2),
    "contact" VARCHAR(320),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "donor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."program_donor" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "program_id" UUID NOT NULL,
    "donor_id" UUID NOT NULL,
    "grant_ref" VARCHAR(100),
    "amount" DECIMAL(18,2),
    "currency" CHAR(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "program_donor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."project" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "program_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "budget" DECIMAL(18,2),
    "currency" CHAR(3) NOT NULL,
    "start_date" DATE,
    "end_date" DATE,
    "status" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "location" VARCHAR(200),
    "fiscal_start_month" SMALLINT NOT NULL DEFAULT 1,
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
CREATE TABLE "monitoring"."result_node" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "program_id" UUID NOT NULL,
    "parent_id" UUID,
    "level" VARCHAR(10) NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "title" VARCHAR(500) NOT NULL,
    "description" TEXT,
    "assumptions" TEXT,
    "order_index" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "result_node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."indicator" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(500) NOT NULL,
    "description" TEXT,
    "unit" VARCHAR(50),
    "value_type" VARCHAR(20) NOT NULL DEFAULT 'number',
    "aggregation_method" VARCHAR(20) NOT NULL DEFAULT 'sum',
    "aggregation_over_projects" VARCHAR(20),
    "direction" VARCHAR(20) NOT NULL DEFAULT 'increasing',
    "is_cumulative" BOOLEAN NOT NULL DEFAULT false,
    "is_annualised" BOOLEAN NOT NULL DEFAULT false,
    "may_exceed" BOOLEAN NOT NULL DEFAULT false,
    "unit_factor" DECIMAL(18,6) NOT NULL DEFAULT 1,
    "decimals" SMALLINT NOT NULL DEFAULT 0,
    "is_formula" BOOLEAN NOT NULL DEFAULT false,
    "formula" TEXT,
    "formula_program" JSONB,
    "result_node_id" UUID,
    "baseline" DECIMAL(24,6),
    "baseline_date" DATE,
    "lop_target" DECIMAL(24,6),
    "means_of_verification" TEXT,
    "assumptions" TEXT,
    "responsible" VARCHAR(200),
    "frequency" VARCHAR(20),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."indicator_disaggregation" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "indicator_id" UUID NOT NULL,
    "category_key" VARCHAR(100) NOT NULL,
    "dimension" VARCHAR(50) NOT NULL,
    "category" VARCHAR(50) NOT NULL,
    "label" VARCHAR(200),
    "sort" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "indicator_disaggregation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."project_indicator" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "indicator_id" UUID NOT NULL,
    "baseline" DECIMAL(24,6),
    "baseline_date" DATE,
    "target" DECIMAL(24,6),
    "target_date" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "project_indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."reporting_period" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "label" VARCHAR(100) NOT NULL,
    "kind" VARCHAR(20) NOT NULL DEFAULT 'custom',
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,
    "calendar_start" DATE,
    "calendar_end" DATE,
    "is_locked" BOOLEAN NOT NULL DEFAULT false,
    "locked_at" TIMESTAMPTZ(6),
    "locked_by_id" UUID,
    "locks_on" DATE,
    "unlocked_until" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "reporting_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."period_unlock" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "period_id" UUID NOT NULL,
    "reason" VARCHAR(1000) NOT NULL,
    "unlocked_by_id" UUID,
    "unlocked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(6),
    "relocked_at" TIMESTAMPTZ(6),

    CONSTRAINT "period_unlock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."indicator_report" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "indicator_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "reporting_period_id" UUID,
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,
    "value" DECIMAL(24,6),
    "numerator" DECIMAL(24,6),
    "denominator" DECIMAL(24,6),
    "target" DECIMAL(24,6),
    "narrative" TEXT,
    "status" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "submitted_by" UUID,
    "submitted_at" TIMESTAMPTZ(6),
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(6),
    "rejection_reason" VARCHAR(1000),
    "source" VARCHAR(20) NOT NULL DEFAULT 'manual',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "indicator_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."indicator_report_value" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "indicator_report_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "category_key" VARCHAR(100) NOT NULL,
    "numerator" DECIMAL(24,6),
    "denominator" DECIMAL(24,6),
    "value" DECIMAL(24,6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "indicator_report_value_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."activity" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "result_node_id" UUID,
    "code" VARCHAR(50) NOT NULL,
    "title" VARCHAR(300) NOT NULL,
    "description" TEXT,
    "planned_start_date" DATE,
    "planned_end_date" DATE,
    "start_date" DATE,
    "end_date" DATE,
    "location" VARCHAR(200),
    "status" VARCHAR(20) NOT NULL DEFAULT 'planned',
    "planned" DECIMAL(18,2),
    "actual" DECIMAL(18,2),
    "unit" VARCHAR(50),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."participant" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID,
    "code" VARCHAR(50) NOT NULL,
    "person_key" VARCHAR(100),
    "name" VARCHAR(200),
    "sex" VARCHAR(10) NOT NULL DEFAULT 'unknown',
    "birth_date" DATE,
    "household_head" BOOLEAN NOT NULL DEFAULT false,
    "consent" BOOLEAN NOT NULL DEFAULT false,
    "consent_on" DATE,
    "location" VARCHAR(200),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."household_member" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID,
    "participant_id" UUID NOT NULL,
    "line_no" INTEGER NOT NULL,
    "name" VARCHAR(200),
    "sex" VARCHAR(10) NOT NULL DEFAULT 'unknown',
    "age" SMALLINT,
    "relation" VARCHAR(50),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "household_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."activity_participant" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "activity_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "attended_on" DATE NOT NULL,
    "role" VARCHAR(50),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "activity_participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."budget_line" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "category" VARCHAR(100) NOT NULL,
    "description" VARCHAR(300),
    "budgeted" DECIMAL(18,2) NOT NULL,
    "spent" DECIMAL(18,2) NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "budget_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."form" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "form_version" INTEGER NOT NULL DEFAULT 1,
    "name" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "status" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "published_at" TIMESTAMPTZ(6),
    "published_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."form_field" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "form_id" UUID NOT NULL,
    "order_index" INTEGER NOT NULL,
    "name" VARCHAR(50) NOT NULL,
    "label" VARCHAR(500) NOT NULL,
    "hint" VARCHAR(500),
    "type" VARCHAR(20) NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "options" JSONB,
    "relevant" JSONB,
    "constraint" JSONB,
    "constraint_message" VARCHAR(500),
    "calculation" TEXT,
    "indicator_id" UUID,
    "indicator_aggregate" VARCHAR(20),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "form_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."form_submission" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "form_id" UUID NOT NULL,
    "form_version" INTEGER NOT NULL,
    "reference" VARCHAR(100),
    "reporting_period_id" UUID,
    "submitted_by" UUID,
    "submitted_at" TIMESTAMPTZ(6) NOT NULL,
    "indicator_report_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "form_submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."form_answer" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "field_id" UUID NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "form_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."report" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "program_donor_id" UUID,
    "title" VARCHAR(300) NOT NULL,
    "report_type" VARCHAR(20) NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,
    "language" VARCHAR(5) NOT NULL DEFAULT 'en',
    "include_unapproved" BOOLEAN NOT NULL DEFAULT false,
    "status" VARCHAR(20) NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(6),
    "published_by_id" UUID,
    "share_token" UUID,
    "share_expires_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."report_section" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "order_index" INTEGER NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "title" VARCHAR(300),
    "body" TEXT,
    "config" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "report_section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."report_revision" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "title" VARCHAR(300) NOT NULL,
    "content" JSONB NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_by_id" UUID,

    CONSTRAINT "report_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitoring"."setting" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "green_from" DECIMAL(9,3) NOT NULL DEFAULT 90,
    "amber_from" DECIMAL(9,3) NOT NULL DEFAULT 70,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "program_organization_id_id_key" ON "monitoring"."program"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "donor_organization_id_id_key" ON "monitoring"."donor"("organization_id", "id");

-- CreateIndex
CREATE INDEX "program_donor_organization_id_program_id_idx" ON "monitoring"."program_donor"("organization_id", "program_id");

-- CreateIndex
CREATE INDEX "program_donor_organization_id_donor_id_idx" ON "monitoring"."program_donor"("organization_id", "donor_id");

-- CreateIndex
CREATE UNIQUE INDEX "program_donor_organization_id_id_key" ON "monitoring"."program_donor"("organization_id", "id");

-- CreateIndex
CREATE INDEX "project_organization_id_program_id_idx" ON "monitoring"."project"("organization_id", "program_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_organization_id_id_key" ON "monitoring"."project"("organization_id", "id");

-- CreateIndex
CREATE INDEX "result_node_organization_id_program_id_idx" ON "monitoring"."result_node"("organization_id", "program_id");

-- CreateIndex
CREATE INDEX "result_node_organization_id_parent_id_idx" ON "monitoring"."result_node"("organization_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "result_node_organization_id_id_key" ON "monitoring"."result_node"("organization_id", "id");

-- CreateIndex
CREATE INDEX "indicator_organization_id_result_node_id_idx" ON "monitoring"."indicator"("organization_id", "result_node_id");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_organization_id_id_key" ON "monitoring"."indicator"("organization_id", "id");

-- CreateIndex
CREATE INDEX "indicator_disaggregation_organization_id_indicator_id_idx" ON "monitoring"."indicator_disaggregation"("organization_id", "indicator_id");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_disaggregation_organization_id_id_key" ON "monitoring"."indicator_disaggregation"("organization_id", "id");

-- CreateIndex
CREATE INDEX "project_indicator_organization_id_project_id_idx" ON "monitoring"."project_indicator"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "project_indicator_organization_id_indicator_id_idx" ON "monitoring"."project_indicator"("organization_id", "indicator_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_indicator_organization_id_id_key" ON "monitoring"."project_indicator"("organization_id", "id");

-- CreateIndex
CREATE INDEX "reporting_period_organization_id_project_id_idx" ON "monitoring"."reporting_period"("organization_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "reporting_period_organization_id_id_key" ON "monitoring"."reporting_period"("organization_id", "id");

-- CreateIndex
CREATE INDEX "period_unlock_organization_id_project_id_idx" ON "monitoring"."period_unlock"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "period_unlock_organization_id_period_id_idx" ON "monitoring"."period_unlock"("organization_id", "period_id");

-- CreateIndex
CREATE UNIQUE INDEX "period_unlock_organization_id_id_key" ON "monitoring"."period_unlock"("organization_id", "id");

-- CreateIndex
CREATE INDEX "indicator_report_organization_id_indicator_id_idx" ON "monitoring"."indicator_report"("organization_id", "indicator_id");

-- CreateIndex
CREATE INDEX "indicator_report_organization_id_project_id_idx" ON "monitoring"."indicator_report"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "indicator_report_organization_id_reporting_period_id_idx" ON "monitoring"."indicator_report"("organization_id", "reporting_period_id");

-- CreateIndex
CREATE INDEX "indicator_report_organization_id_project_id_end_date_idx" ON "monitoring"."indicator_report"("organization_id", "project_id", "end_date");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_report_organization_id_id_key" ON "monitoring"."indicator_report"("organization_id", "id");

-- CreateIndex
CREATE INDEX "indicator_report_value_organization_id_indicator_report_id_idx" ON "monitoring"."indicator_report_value"("organization_id", "indicator_report_id");

-- CreateIndex
CREATE INDEX "indicator_report_value_organization_id_project_id_idx" ON "monitoring"."indicator_report_value"("organization_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_report_value_organization_id_id_key" ON "monitoring"."indicator_report_value"("organization_id", "id");

-- CreateIndex
CREATE INDEX "activity_organization_id_project_id_idx" ON "monitoring"."activity"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "activity_organization_id_result_node_id_idx" ON "monitoring"."activity"("organization_id", "result_node_id");

-- CreateIndex
CREATE UNIQUE INDEX "activity_organization_id_id_key" ON "monitoring"."activity"("organization_id", "id");

-- CreateIndex
CREATE INDEX "participant_organization_id_project_id_idx" ON "monitoring"."participant"("organization_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "participant_organization_id_id_key" ON "monitoring"."participant"("organization_id", "id");

-- CreateIndex
CREATE INDEX "household_member_organization_id_participant_id_idx" ON "monitoring"."household_member"("organization_id", "participant_id");

-- CreateIndex
CREATE INDEX "household_member_organization_id_project_id_idx" ON "monitoring"."household_member"("organization_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "household_member_organization_id_id_key" ON "monitoring"."household_member"("organization_id", "id");

-- CreateIndex
CREATE INDEX "activity_participant_organization_id_project_id_idx" ON "monitoring"."activity_participant"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "activity_participant_organization_id_activity_id_idx" ON "monitoring"."activity_participant"("organization_id", "activity_id");

-- CreateIndex
CREATE INDEX "activity_participant_organization_id_participant_id_idx" ON "monitoring"."activity_participant"("organization_id", "participant_id");

-- CreateIndex
CREATE INDEX "activity_participant_organization_id_project_id_attended_on_idx" ON "monitoring"."activity_participant"("organization_id", "project_id", "attended_on");

-- CreateIndex
CREATE UNIQUE INDEX "activity_participant_organization_id_id_key" ON "monitoring"."activity_participant"("organization_id", "id");

-- CreateIndex
CREATE INDEX "budget_line_organization_id_project_id_idx" ON "monitoring"."budget_line"("organization_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "budget_line_organization_id_id_key" ON "monitoring"."budget_line"("organization_id", "id");

-- CreateIndex
CREATE INDEX "form_organization_id_project_id_idx" ON "monitoring"."form"("organization_id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "form_organization_id_id_key" ON "monitoring"."form"("organization_id", "id");

-- CreateIndex
CREATE INDEX "form_field_organization_id_project_id_idx" ON "monitoring"."form_field"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "form_field_organization_id_form_id_idx" ON "monitoring"."form_field"("organization_id", "form_id");

-- CreateIndex
CREATE INDEX "form_field_organization_id_indicator_id_idx" ON "monitoring"."form_field"("organization_id", "indicator_id");

-- CreateIndex
CREATE UNIQUE INDEX "form_field_organization_id_id_key" ON "monitoring"."form_field"("organization_id", "id");

-- CreateIndex
CREATE INDEX "form_submission_organization_id_project_id_idx" ON "monitoring"."form_submission"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "form_submission_organization_id_form_id_idx" ON "monitoring"."form_submission"("organization_id", "form_id");

-- CreateIndex
CREATE INDEX "form_submission_organization_id_reporting_period_id_idx" ON "monitoring"."form_submission"("organization_id", "reporting_period_id");

-- CreateIndex
CREATE INDEX "form_submission_organization_id_indicator_report_id_idx" ON "monitoring"."form_submission"("organization_id", "indicator_report_id");

-- CreateIndex
CREATE UNIQUE INDEX "form_submission_organization_id_id_key" ON "monitoring"."form_submission"("organization_id", "id");

-- CreateIndex
CREATE INDEX "form_answer_organization_id_project_id_idx" ON "monitoring"."form_answer"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "form_answer_organization_id_submission_id_idx" ON "monitoring"."form_answer"("organization_id", "submission_id");

-- CreateIndex
CREATE INDEX "form_answer_organization_id_field_id_idx" ON "monitoring"."form_answer"("organization_id", "field_id");

-- CreateIndex
CREATE UNIQUE INDEX "form_answer_organization_id_id_key" ON "monitoring"."form_answer"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_share_token_key" ON "monitoring"."report"("share_token");

-- CreateIndex
CREATE INDEX "report_organization_id_project_id_idx" ON "monitoring"."report"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "report_organization_id_program_donor_id_idx" ON "monitoring"."report"("organization_id", "program_donor_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_organization_id_id_key" ON "monitoring"."report"("organization_id", "id");

-- CreateIndex
CREATE INDEX "report_section_organization_id_project_id_idx" ON "monitoring"."report_section"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "report_section_organization_id_report_id_idx" ON "monitoring"."report_section"("organization_id", "report_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_section_organization_id_id_key" ON "monitoring"."report_section"("organization_id", "id");

-- CreateIndex
CREATE INDEX "report_revision_organization_id_project_id_idx" ON "monitoring"."report_revision"("organization_id", "project_id");

-- CreateIndex
CREATE INDEX "report_revision_organization_id_report_id_idx" ON "monitoring"."report_revision"("organization_id", "report_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_revision_organization_id_id_key" ON "monitoring"."report_revision"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_revision_organization_id_report_id_revision_key" ON "monitoring"."report_revision"("organization_id", "report_id", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "setting_organization_id_key" ON "monitoring"."setting"("organization_id");

-- AddForeignKey
ALTER TABLE "monitoring"."program_donor" ADD CONSTRAINT "program_donor_organization_id_program_id_fkey" FOREIGN KEY ("organization_id", "program_id") REFERENCES "monitoring"."program"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."program_donor" ADD CONSTRAINT "program_donor_organization_id_donor_id_fkey" FOREIGN KEY ("organization_id", "donor_id") REFERENCES "monitoring"."donor"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."project" ADD CONSTRAINT "project_organization_id_program_id_fkey" FOREIGN KEY ("organization_id", "program_id") REFERENCES "monitoring"."program"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."result_node" ADD CONSTRAINT "result_node_organization_id_program_id_fkey" FOREIGN KEY ("organization_id", "program_id") REFERENCES "monitoring"."program"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."result_node" ADD CONSTRAINT "result_node_organization_id_parent_id_fkey" FOREIGN KEY ("organization_id", "parent_id") REFERENCES "monitoring"."result_node"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."indicator" ADD CONSTRAINT "indicator_organization_id_result_node_id_fkey" FOREIGN KEY ("organization_id", "result_node_id") REFERENCES "monitoring"."result_node"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."indicator_disaggregation" ADD CONSTRAINT "indicator_disaggregation_organization_id_indicator_id_fkey" FOREIGN KEY ("organization_id", "indicator_id") REFERENCES "monitoring"."indicator"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."project_indicator" ADD CONSTRAINT "project_indicator_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."project_indicator" ADD CONSTRAINT "project_indicator_organization_id_indicator_id_fkey" FOREIGN KEY ("organization_id", "indicator_id") REFERENCES "monitoring"."indicator"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."reporting_period" ADD CONSTRAINT "reporting_period_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."period_unlock" ADD CONSTRAINT "period_unlock_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."period_unlock" ADD CONSTRAINT "period_unlock_organization_id_period_id_fkey" FOREIGN KEY ("organization_id", "period_id") REFERENCES "monitoring"."reporting_period"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."indicator_report" ADD CONSTRAINT "indicator_report_organization_id_indicator_id_fkey" FOREIGN KEY ("organization_id", "indicator_id") REFERENCES "monitoring"."indicator"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."indicator_report" ADD CONSTRAINT "indicator_report_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."indicator_report" ADD CONSTRAINT "indicator_report_organization_id_reporting_period_id_fkey" FOREIGN KEY ("organization_id", "reporting_period_id") REFERENCES "monitoring"."reporting_period"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."indicator_report_value" ADD CONSTRAINT "indicator_report_value_organization_id_indicator_report_id_fkey" FOREIGN KEY ("organization_id", "indicator_report_id") REFERENCES "monitoring"."indicator_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."indicator_report_value" ADD CONSTRAINT "indicator_report_value_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."activity" ADD CONSTRAINT "activity_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."activity" ADD CONSTRAINT "activity_organization_id_result_node_id_fkey" FOREIGN KEY ("organization_id", "result_node_id") REFERENCES "monitoring"."result_node"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."participant" ADD CONSTRAINT "participant_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."household_member" ADD CONSTRAINT "household_member_organization_id_participant_id_fkey" FOREIGN KEY ("organization_id", "participant_id") REFERENCES "monitoring"."participant"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."household_member" ADD CONSTRAINT "household_member_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."activity_participant" ADD CONSTRAINT "activity_participant_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."activity_participant" ADD CONSTRAINT "activity_participant_organization_id_activity_id_fkey" FOREIGN KEY ("organization_id", "activity_id") REFERENCES "monitoring"."activity"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."activity_participant" ADD CONSTRAINT "activity_participant_organization_id_participant_id_fkey" FOREIGN KEY ("organization_id", "participant_id") REFERENCES "monitoring"."participant"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."budget_line" ADD CONSTRAINT "budget_line_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form" ADD CONSTRAINT "form_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_field" ADD CONSTRAINT "form_field_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_field" ADD CONSTRAINT "form_field_organization_id_form_id_fkey" FOREIGN KEY ("organization_id", "form_id") REFERENCES "monitoring"."form"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_field" ADD CONSTRAINT "form_field_organization_id_indicator_id_fkey" FOREIGN KEY ("organization_id", "indicator_id") REFERENCES "monitoring"."indicator"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_submission" ADD CONSTRAINT "form_submission_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_submission" ADD CONSTRAINT "form_submission_organization_id_form_id_fkey" FOREIGN KEY ("organization_id", "form_id") REFERENCES "monitoring"."form"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_submission" ADD CONSTRAINT "form_submission_organization_id_reporting_period_id_fkey" FOREIGN KEY ("organization_id", "reporting_period_id") REFERENCES "monitoring"."reporting_period"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_submission" ADD CONSTRAINT "form_submission_organization_id_indicator_report_id_fkey" FOREIGN KEY ("organization_id", "indicator_report_id") REFERENCES "monitoring"."indicator_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_answer" ADD CONSTRAINT "form_answer_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_answer" ADD CONSTRAINT "form_answer_organization_id_submission_id_fkey" FOREIGN KEY ("organization_id", "submission_id") REFERENCES "monitoring"."form_submission"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."form_answer" ADD CONSTRAINT "form_answer_organization_id_field_id_fkey" FOREIGN KEY ("organization_id", "field_id") REFERENCES "monitoring"."form_field"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."report" ADD CONSTRAINT "report_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."report" ADD CONSTRAINT "report_organization_id_program_donor_id_fkey" FOREIGN KEY ("organization_id", "program_donor_id") REFERENCES "monitoring"."program_donor"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."report_section" ADD CONSTRAINT "report_section_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."report_section" ADD CONSTRAINT "report_section_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "monitoring"."report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."report_revision" ADD CONSTRAINT "report_revision_organization_id_project_id_fkey" FOREIGN KEY ("organization_id", "project_id") REFERENCES "monitoring"."project"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "monitoring"."report_revision" ADD CONSTRAINT "report_revision_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "monitoring"."report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
