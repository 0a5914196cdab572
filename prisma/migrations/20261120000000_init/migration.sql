-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "platform";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "tenant";

-- CreateEnum
CREATE TYPE "platform"."source_type" AS ENUM ('view', 'function', 'procedure', 'builder');

-- CreateEnum
CREATE TYPE "platform"."template_kind" AS ENUM ('report', 'print');

-- CreateEnum
CREATE TYPE "platform"."page_orientation" AS ENUM ('portrait', 'landscape', 'auto');

-- CreateEnum
CREATE TYPE "tenant"."enum_report_job_status" AS ENUM ('queued', 'processing', 'completed', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "platform"."organization" (
    "id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "logo_url" TEXT,
    "locale" VARCHAR(35) NOT NULL DEFAULT 'en',
    "timezone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "currency" CHAR(3),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."business_unit" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "parent_id" UUID,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "kind" VARCHAR(50) NOT NULL DEFAULT 'property',
    "currency" CHAR(3),
    "timezone" VARCHAR(64),
    "data_source_id" UUID,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "business_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."data_source" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "url_env" VARCHAR(100),
    "schema" VARCHAR(63) NOT NULL,
    "read_only_role" VARCHAR(63),
    "max_connections" INTEGER NOT NULL DEFAULT 4,
    "statement_timeout_ms" INTEGER NOT NULL DEFAULT 60000,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "data_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."user_account" (
    "id" UUID NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "locale" VARCHAR(35),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."membership" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" VARCHAR(50) NOT NULL,
    "business_unit_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "project_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."api_key" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "key_hash" CHAR(64) NOT NULL,
    "key_prefix" VARCHAR(16) NOT NULL,
    "roles" TEXT[],
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "business_unit_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "expires_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."tb_dataset_source" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "name" VARCHAR(200) NOT NULL,
    "label" VARCHAR(200) NOT NULL,
    "source_type" "platform"."source_type" NOT NULL,
    "source_name" VARCHAR(63),
    "source_params" JSONB NOT NULL DEFAULT '{"params":[]}',
    "builder_key" VARCHAR(200),
    "view_name" VARCHAR(63),
    "dialog" TEXT,
    "columns" JSONB,
    "max_rows" INTEGER,
    "timeout_ms" INTEGER,
    "definition_hash" VARCHAR(80),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "tb_dataset_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."tb_report_template" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "project_id" UUID,
    "name" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "report_group" VARCHAR(100),
    "report_category" VARCHAR(50) NOT NULL DEFAULT 'operational',
    "report_type" VARCHAR(100) NOT NULL,
    "kind" "platform"."template_kind" NOT NULL DEFAULT 'report',
    "dialog" TEXT,
    "content" TEXT NOT NULL DEFAULT '',
    "orientation" "platform"."page_orientation" NOT NULL DEFAULT 'auto',
    "page_size" VARCHAR(20) NOT NULL DEFAULT 'A4',
    "signature_config" JSONB,
    "builder_key" VARCHAR(200),
    "view_name" VARCHAR(63),
    "source_type" "platform"."source_type" NOT NULL,
    "source_name" VARCHAR(63),
    "source_params" JSONB NOT NULL DEFAULT '{"params":[]}',
    "datasets" JSONB,
    "dataset_source_id" UUID,
    "default_format" VARCHAR(20) NOT NULL DEFAULT 'pdf',
    "default_filters" JSONB NOT NULL DEFAULT '{}',
    "default_options" JSONB NOT NULL DEFAULT '{}',
    "default_contract_id" UUID,
    "default_date_range_days" INTEGER NOT NULL DEFAULT 30,
    "branding" JSONB,
    "locale" VARCHAR(35),
    "is_standard" BOOLEAN NOT NULL DEFAULT false,
    "allow_business_unit" JSONB,
    "deny_business_unit" JSONB,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "tb_report_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."tb_report_template_version" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "organization_id" UUID,
    "version" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,

    CONSTRAINT "tb_report_template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform"."audit_event" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "actor_id" UUID,
    "action" VARCHAR(100) NOT NULL,
    "entity_type" VARCHAR(100) NOT NULL,
    "entity_id" VARCHAR(200) NOT NULL,
    "before_digest" VARCHAR(80),
    "after_digest" VARCHAR(80),
    "facts" JSONB NOT NULL DEFAULT '{}',
    "request_id" VARCHAR(100),
    "ip" VARCHAR(64),
    "previous_hash" VARCHAR(80) NOT NULL,
    "hash" VARCHAR(80) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."tb_report_job" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "report_type" VARCHAR(100) NOT NULL,
    "report_category" VARCHAR(50) NOT NULL,
    "report_template_id" UUID,
    "template_version" INTEGER,
    "format" VARCHAR(20) NOT NULL,
    "status" "tenant"."enum_report_job_status" NOT NULL DEFAULT 'queued',
    "stage" VARCHAR(50),
    "progress" INTEGER NOT NULL DEFAULT 0,
    "bu_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "filters" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '{}',
    "recipients" JSONB NOT NULL DEFAULT '[]',
    "priority" INTEGER NOT NULL DEFAULT 0,
    "dispatch_priority" INTEGER NOT NULL DEFAULT 0,
    "file_url" TEXT,
    "file_name" VARCHAR(255),
    "file_size" BIGINT,
    "row_count" BIGINT,
    "sha256" CHAR(64),
    "error_message" TEXT,
    "error_code" VARCHAR(100),
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "owner" VARCHAR(100),
    "lease_expires_at" TIMESTAMPTZ(6),
    "cancel_requested_at" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "completed_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),
    "duration_ms" INTEGER,
    "requested_by_id" UUID NOT NULL,
    "requester" JSONB NOT NULL DEFAULT '{}',
    "request_id" VARCHAR(100),
    "schedule_id" UUID,
    "scheduled_fire_at" TIMESTAMPTZ(6),
    "export_request_id" UUID,
    "batch_id" UUID,
    "rerun_of" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "tb_report_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."generated_report" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "job_id" UUID,
    "report_template_id" UUID,
    "scheduled_report_id" UUID,
    "export_request_id" UUID,
    "requested_by_id" UUID NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "report_type" VARCHAR(100) NOT NULL,
    "report_category" VARCHAR(50) NOT NULL,
    "format" VARCHAR(20) NOT NULL,
    "storage_key" VARCHAR(500) NOT NULL,
    "media_type" VARCHAR(100) NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "row_count" BIGINT NOT NULL,
    "page_count" INTEGER,
    "dataset_fingerprint" VARCHAR(80) NOT NULL,
    "template_version" INTEGER,
    "bu_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "summary" JSONB NOT NULL DEFAULT '{}',
    "download_count" INTEGER NOT NULL DEFAULT 0,
    "storage_class" VARCHAR(20) NOT NULL DEFAULT 'standard',
    "expires_at" TIMESTAMPTZ(6),
    "purged_at" TIMESTAMPTZ(6),
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "generated_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."idempotency_key" (
    "organization_id" UUID NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "actor_id" UUID NOT NULL,
    "route" VARCHAR(200) NOT NULL,
    "body_digest" CHAR(64) NOT NULL,
    "status" INTEGER,
    "location" TEXT,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organization_id","actor_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "organization_code_key" ON "platform"."organization"("code");

-- CreateIndex
CREATE UNIQUE INDEX "business_unit_organization_id_code_key" ON "platform"."business_unit"("organization_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "business_unit_organization_id_id_key" ON "platform"."business_unit"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "data_source_organization_id_name_key" ON "platform"."data_source"("organization_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "data_source_organization_id_id_key" ON "platform"."data_source"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "platform"."user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "membership_organization_id_user_id_role_key" ON "platform"."membership"("organization_id", "user_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "platform"."api_key"("key_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_organization_id_name_key" ON "platform"."api_key"("organization_id", "name");

-- CreateIndex
CREATE INDEX "tb_report_template_report_type_idx" ON "platform"."tb_report_template"("report_type");

-- CreateIndex
CREATE UNIQUE INDEX "tb_report_template_version_template_id_version_key" ON "platform"."tb_report_template_version"("template_id", "version");

-- CreateIndex
CREATE INDEX "audit_event_organization_id_entity_type_entity_id_idx" ON "platform"."audit_event"("organization_id", "entity_type", "entity_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_organization_id_sequence_key" ON "platform"."audit_event"("organization_id", "sequence");

-- CreateIndex
CREATE INDEX "tb_report_job_status_dispatch_priority_idx" ON "tenant"."tb_report_job"("status", "dispatch_priority");

-- CreateIndex
CREATE INDEX "tb_report_job_report_type_idx" ON "tenant"."tb_report_job"("report_type");

-- CreateIndex
CREATE INDEX "tb_report_job_requested_by_id_idx" ON "tenant"."tb_report_job"("requested_by_id");

-- CreateIndex
CREATE INDEX "tb_report_job_created_at_idx" ON "tenant"."tb_report_job"("created_at" DESC);

-- CreateIndex
CREATE INDEX "tb_report_job_organization_id_created_at_idx" ON "tenant"."tb_report_job"("organization_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "tb_report_job_organization_id_status_priority_dispatch_prio_idx" ON "tenant"."tb_report_job"("organization_id", "status", "priority", "dispatch_priority");

-- CreateIndex
CREATE INDEX "tb_report_job_batch_id_idx" ON "tenant"."tb_report_job"("batch_id");

-- CreateIndex
CREATE UNIQUE INDEX "tb_report_job_schedule_id_scheduled_fire_at_key" ON "tenant"."tb_report_job"("schedule_id", "scheduled_fire_at");

-- CreateIndex
CREATE UNIQUE INDEX "tb_report_job_organization_id_id_key" ON "tenant"."tb_report_job"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "generated_report_job_id_key" ON "tenant"."generated_report"("job_id");

-- CreateIndex
CREATE UNIQUE INDEX "generated_report_storage_key_key" ON "tenant"."generated_report"("storage_key");

-- CreateIndex
CREATE INDEX "generated_report_organization_id_created_at_idx" ON "tenant"."generated_report"("organization_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "generated_report_expires_at_idx" ON "tenant"."generated_report"("expires_at");

-- AddForeignKey
ALTER TABLE "platform"."business_unit" ADD CONSTRAINT "business_unit_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "platform"."organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."business_unit" ADD CONSTRAINT "business_unit_organization_id_parent_id_fkey" FOREIGN KEY ("organization_id", "parent_id") REFERENCES "platform"."business_unit"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "platform"."business_unit" ADD CONSTRAINT "business_unit_organization_id_data_source_id_fkey" FOREIGN KEY ("organization_id", "data_source_id") REFERENCES "platform"."data_source"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "platform"."data_source" ADD CONSTRAINT "data_source_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "platform"."organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."membership" ADD CONSTRAINT "membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "platform"."organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "platform"."user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."api_key" ADD CONSTRAINT "api_key_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "platform"."organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."tb_report_template" ADD CONSTRAINT "tb_report_template_dataset_source_id_fkey" FOREIGN KEY ("dataset_source_id") REFERENCES "platform"."tb_dataset_source"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform"."tb_report_template_version" ADD CONSTRAINT "tb_report_template_version_template_id_fkey" FOREIGN KEY ("template_id") REFERENCES "platform"."tb_report_template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenant"."generated_report" ADD CONSTRAINT "generated_report_organization_id_job_id_fkey" FOREIGN KEY ("organization_id", "job_id") REFERENCES "tenant"."tb_report_job"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
