-- CreateEnum
CREATE TYPE "public"."export_request_status" AS ENUM ('pending', 'approved', 'processing', 'completed', 'failed', 'expired', 'cancelled');

-- CreateEnum
CREATE TYPE "public"."export_data_type" AS ENUM ('contract', 'clause', 'invoice_generated', 'invoice_received', 'expense', 'meter_data', 'financial_report', 'compliance_report', 'settlement_report', 'custom');

-- CreateEnum
CREATE TYPE "public"."export_file_format" AS ENUM ('csv', 'xlsx', 'json', 'pdf');

-- CreateEnum
CREATE TYPE "public"."report_frequency" AS ENUM ('daily', 'weekly', 'monthly', 'quarterly', 'annual', 'on_demand');

-- CreateEnum
CREATE TYPE "public"."report_type" AS ENUM ('settlement', 'compliance', 'financial_summary', 'invoice_aging', 'expense_by_category', 'generation_summary', 'ld_summary', 'custom');

-- AlterEnum
ALTER TYPE "platform"."template_kind" ADD VALUE 'export';

-- AlterTable
ALTER TABLE "platform"."tb_report_template" ADD COLUMN     "include_charts" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "include_summary" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "include_tables" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "template_config" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "tenant"."generated_report" ADD COLUMN     "archived_path" VARCHAR(500),
ADD COLUMN     "last_verified_at" TIMESTAMPTZ(6),
ADD COLUMN     "legal_hold_at" TIMESTAMPTZ(6),
ADD COLUMN     "legal_hold_by_id" UUID,
ADD COLUMN     "legal_hold_reason" TEXT,
ADD COLUMN     "period_end" DATE,
ADD COLUMN     "period_start" DATE,
ADD COLUMN     "project_id" UUID,
ADD COLUMN     "purge_at" TIMESTAMPTZ(6),
ADD COLUMN     "retention_class" VARCHAR(20) NOT NULL DEFAULT 'report',
ADD COLUMN     "snapshot_key" VARCHAR(500),
ADD COLUMN     "snapshot_sha256" CHAR(64),
ADD COLUMN     "snapshot_size" BIGINT;

-- AlterTable
ALTER TABLE "tenant"."tb_report_job" ADD COLUMN     "burst" JSONB,
ADD COLUMN     "burst_key" VARCHAR(500),
ADD COLUMN     "compare_to" JSONB,
ADD COLUMN     "conditions" JSONB,
ADD COLUMN     "keep_snapshot" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "message" JSONB,
ADD COLUMN     "parent_job_id" UUID,
ADD COLUMN     "period_end" DATE,
ADD COLUMN     "period_start" DATE,
ADD COLUMN     "project_id" UUID;

-- CreateTable
CREATE TABLE "tenant"."tb_report_schedule" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "report_template_id" UUID,
    "report_type" VARCHAR(100),
    "format" VARCHAR(20) NOT NULL,
    "cron_expression" VARCHAR(100),
    "frequency" "public"."report_frequency",
    "day_of_week" INTEGER,
    "day_of_month" INTEGER,
    "month" INTEGER,
    "time_of_day" VARCHAR(5),
    "schedule_config" JSONB NOT NULL DEFAULT '{}',
    "bu_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "filters" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '{}',
    "recipients" JSONB NOT NULL DEFAULT '[]',
    "burst" JSONB,
    "message" JSONB,
    "project_id" UUID,
    "contract_id" UUID,
    "date_range_days" INTEGER,
    "expires_in_days" INTEGER,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "keep_snapshot" BOOLEAN NOT NULL DEFAULT false,
    "owner_id" UUID NOT NULL,
    "owner" JSONB NOT NULL DEFAULT '{}',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "paused_at" TIMESTAMPTZ(6),
    "paused_by_id" UUID,
    "stopped_reason" VARCHAR(100),
    "version" INTEGER NOT NULL DEFAULT 1,
    "fired_count" INTEGER NOT NULL DEFAULT 0,
    "last_run_at" TIMESTAMPTZ(6),
    "last_run_status" VARCHAR(50),
    "last_run_error" TEXT,
    "last_fingerprint" VARCHAR(80),
    "next_run_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "tb_report_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."schedule_run" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "scheduled_for" TIMESTAMPTZ(6) NOT NULL,
    "trigger" VARCHAR(20) NOT NULL DEFAULT 'slot',
    "outcome" VARCHAR(20) NOT NULL,
    "reason" VARCHAR(100),
    "detail" TEXT,
    "job_id" UUID,
    "requested_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."holiday_calendar" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "code" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "days" JSONB NOT NULL DEFAULT '[]',
    "weekend" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "holiday_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."export_request" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "data_type" VARCHAR(50) NOT NULL,
    "format" VARCHAR(20) NOT NULL,
    "bu_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "project_id" UUID,
    "filters" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL,
    "status" "public"."export_request_status" NOT NULL DEFAULT 'pending',
    "estimated_record_count" BIGINT,
    "actual_record_count" BIGINT,
    "requires_approval" BOOLEAN NOT NULL DEFAULT true,
    "approval_reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "threshold" INTEGER,
    "approved_fingerprint" VARCHAR(80),
    "approved_record_count" BIGINT,
    "requested_by" UUID NOT NULL,
    "requester" JSONB NOT NULL DEFAULT '{}',
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(6),
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(6),
    "decision_reason" TEXT,
    "rejection_reason" TEXT,
    "job_id" UUID,
    "file_path" VARCHAR(500),
    "file_name" VARCHAR(255),
    "file_size" BIGINT,
    "file_hash" CHAR(64),
    "download_count" INTEGER NOT NULL DEFAULT 0,
    "max_downloads" INTEGER NOT NULL DEFAULT 5,
    "expires_at" TIMESTAMPTZ(6),
    "processing_started_at" TIMESTAMPTZ(6),
    "processing_ended_at" TIMESTAMPTZ(6),
    "processing_time_ms" INTEGER,
    "error_code" VARCHAR(100),
    "error_message" TEXT,
    "request_id" VARCHAR(100),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "export_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."delivery" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "channel" VARCHAR(20) NOT NULL,
    "target" VARCHAR(2000) NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'pending',
    "reason" VARCHAR(100),
    "options" JSONB NOT NULL DEFAULT '{}',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6),
    "owner" VARCHAR(100),
    "lease_expires_at" TIMESTAMPTZ(6),
    "message_id" VARCHAR(255),
    "form" VARCHAR(20),
    "share_id" UUID,
    "last_error_code" VARCHAR(100),
    "last_error" TEXT,
    "last_attempt_at" TIMESTAMPTZ(6),
    "delivered_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."message_template" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" VARCHAR(50) NOT NULL,
    "locale" VARCHAR(35) NOT NULL,
    "subject" VARCHAR(300) NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "message_template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."inbox_message" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" VARCHAR(50) NOT NULL,
    "subject" VARCHAR(300) NOT NULL,
    "body" TEXT NOT NULL,
    "job_id" UUID,
    "delivery_id" UUID,
    "entity_type" VARCHAR(100),
    "entity_id" VARCHAR(200),
    "read_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."webhook_endpoint" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "url" VARCHAR(2000) NOT NULL,
    "events" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "secret_version" INTEGER NOT NULL DEFAULT 1,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "stopped_reason" VARCHAR(100),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "deleted_by_id" UUID,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."webhook_delivery" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "event_type" VARCHAR(100) NOT NULL,
    "payload" JSONB NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6),
    "owner" VARCHAR(100),
    "lease_expires_at" TIMESTAMPTZ(6),
    "last_status" INTEGER,
    "last_error" TEXT,
    "last_attempt_at" TIMESTAMPTZ(6),
    "delivered_at" TIMESTAMPTZ(6),
    "replay_of" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."share_link" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "generated_report_id" UUID NOT NULL,
    "token_hash" CHAR(64) NOT NULL,
    "label" VARCHAR(200),
    "password_hash" VARCHAR(255),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "max_downloads" INTEGER,
    "access_count" INTEGER NOT NULL DEFAULT 0,
    "download_count" INTEGER NOT NULL DEFAULT 0,
    "last_access_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "revoked_by_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "share_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant"."share_access" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "share_id" UUID NOT NULL,
    "outcome" VARCHAR(20) NOT NULL,
    "ip" VARCHAR(64),
    "user_agent" VARCHAR(300),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "share_access_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tb_report_schedule_next_run_at_idx" ON "tenant"."tb_report_schedule"("next_run_at");

-- CreateIndex
CREATE UNIQUE INDEX "tb_report_schedule_organization_id_id_key" ON "tenant"."tb_report_schedule"("organization_id", "id");

-- CreateIndex
CREATE INDEX "schedule_run_organization_id_schedule_id_scheduled_for_idx" ON "tenant"."schedule_run"("organization_id", "schedule_id", "scheduled_for" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "schedule_run_schedule_id_scheduled_for_key" ON "tenant"."schedule_run"("schedule_id", "scheduled_for");

-- CreateIndex
CREATE INDEX "export_request_organization_id_created_at_idx" ON "tenant"."export_request"("organization_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "export_request_organization_id_requested_by_data_type_creat_idx" ON "tenant"."export_request"("organization_id", "requested_by", "data_type", "created_at" DESC);

-- CreateIndex
CREATE INDEX "export_request_status_expires_at_idx" ON "tenant"."export_request"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_request_organization_id_id_key" ON "tenant"."export_request"("organization_id", "id");

-- CreateIndex
CREATE INDEX "delivery_status_next_attempt_at_idx" ON "tenant"."delivery"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "delivery_organization_id_created_at_idx" ON "tenant"."delivery"("organization_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "delivery_job_id_channel_target_key" ON "tenant"."delivery"("job_id", "channel", "target");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_organization_id_id_key" ON "tenant"."delivery"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_message_delivery_id_key" ON "tenant"."inbox_message"("delivery_id");

-- CreateIndex
CREATE INDEX "inbox_message_organization_id_user_id_created_at_idx" ON "tenant"."inbox_message"("organization_id", "user_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_endpoint_organization_id_id_key" ON "tenant"."webhook_endpoint"("organization_id", "id");

-- CreateIndex
CREATE INDEX "webhook_delivery_status_next_attempt_at_idx" ON "tenant"."webhook_delivery"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_endpoint_id_created_at_idx" ON "tenant"."webhook_delivery"("endpoint_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "webhook_delivery_event_id_idx" ON "tenant"."webhook_delivery"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_token_hash_key" ON "tenant"."share_link"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "share_link_organization_id_id_key" ON "tenant"."share_link"("organization_id", "id");

-- CreateIndex
CREATE INDEX "share_access_share_id_created_at_idx" ON "tenant"."share_access"("share_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "generated_report_purge_at_idx" ON "tenant"."generated_report"("purge_at");

-- CreateIndex
CREATE INDEX "generated_report_export_request_id_idx" ON "tenant"."generated_report"("export_request_id");

-- CreateIndex
CREATE INDEX "generated_report_scheduled_report_id_idx" ON "tenant"."generated_report"("scheduled_report_id");

-- CreateIndex
CREATE UNIQUE INDEX "generated_report_organization_id_id_key" ON "tenant"."generated_report"("organization_id", "id");

-- CreateIndex
CREATE INDEX "tb_report_job_parent_job_id_idx" ON "tenant"."tb_report_job"("parent_job_id");

-- CreateIndex
CREATE INDEX "tb_report_job_export_request_id_idx" ON "tenant"."tb_report_job"("export_request_id");

-- AddForeignKey
ALTER TABLE "tenant"."schedule_run" ADD CONSTRAINT "schedule_run_organization_id_schedule_id_fkey" FOREIGN KEY ("organization_id", "schedule_id") REFERENCES "tenant"."tb_report_schedule"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tenant"."webhook_delivery" ADD CONSTRAINT "webhook_delivery_organization_id_endpoint_id_fkey" FOREIGN KEY ("organization_id", "endpoint_id") REFERENCES "tenant"."webhook_endpoint"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tenant"."share_link" ADD CONSTRAINT "share_link_organization_id_generated_report_id_fkey" FOREIGN KEY ("organization_id", "generated_report_id") REFERENCES "tenant"."generated_report"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tenant"."share_access" ADD CONSTRAINT "share_access_organization_id_share_id_fkey" FOREIGN KEY ("organization_id", "share_id") REFERENCES "tenant"."share_link"("organization_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
